package treewarden.bot.command;

import java.util.List;
import java.util.Optional;
import treewarden.domain.Contribution;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RunPrecheck;

/** Asks the community model the seed questions, now or once more; its answers stand beside the expected ones. */
final class PrecheckCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "precheck";
    }

    @Override
    public String does() {
        return "Asks the community model the seed questions, and shows its answers beside the expected ones with a score.";
    }

    @Override
    public Who who() {
        return Who.TRIAGERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/precheck");
    }

    @Override
    public Optional<String> whyNotHere(CommandRules rules) {
        return rules.canDo(JobKind.RUN_PRECHECK)
                ? Optional.empty()
                : Optional.of("No student endpoint is configured here, so there is no community model to ask. "
                        + "The operator of this service can name one: `student.url` and `student.model`.");
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        var contribution = context.contribution();
        if (!contribution.goGiven()) {
            return CommandOutcome.refused(
                    "A first contribution is shown to no model before a maintainer gives the go, " + "with `/sample`.");
        }
        return switch (contribution.state()) {
            case NEEDS_CHANGES ->
                CommandOutcome.refused("The findings in the comment above have to be mended and pushed first.");
            case CHECKING, WAITING_FOR_GO ->
                CommandOutcome.refused(
                        "The leaves of this commit are not ready to be shown to a model. `/status` tells why.");
            case SAMPLING, AWAITING_TRIAGE, CHANGES_REQUESTED, UNCERTAIN, ON_HOLD, APPROVED, REJECTED ->
                isUnderWay(context)
                        ? CommandOutcome.done("The community model is at it already.")
                        : asking(contribution, context)
                                .map(job -> CommandOutcome.done("").then(job))
                                .orElseGet(
                                        () -> CommandOutcome.refused("No leaves of this commit were handed to a model "
                                                + "so far. Say `/sample` first."));
            case MERGED, RELEASED, CLOSED ->
                throw new IllegalStateException("not to be asked about in this state: " + contribution.state());
        };
    }

    private static boolean isUnderWay(CommandContext context) {
        return context.stored().underWay().stream().anyMatch(job -> job.kind() == JobKind.RUN_PRECHECK);
    }

    /** The leaves that the teacher was shown, or the model before. */
    private static Optional<RunPrecheck> asking(Contribution contribution, CommandContext context) {
        return context.lastSample()
                .map(sample ->
                        RunPrecheck.before(contribution.id(), contribution.head(), sample.leaves(), sample.omitted()))
                .or(() -> context.stored()
                        .precheck()
                        .map(report -> RunPrecheck.before(
                                contribution.id(), contribution.head(), report.leaves(), report.omitted())));
    }
}
