package treewarden.bot.command;

import java.util.List;
import java.util.Optional;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.CheckContribution;

/**
 * A maintainer's go: the contribution may be shown to the teacher, now and after later pushes. Where the teacher was asked
 * already, it is asked again.
 */
final class SampleCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String does() {
        return "Lets the teacher generate a sample of the changed leaves. "
                + "For a first contribution this is the go that it waits for.";
    }

    @Override
    public Who who() {
        return Who.MAINTAINERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/sample");
    }

    @Override
    public Optional<String> whyNotHere(CommandRules rules) {
        return rules.canDo(JobKind.RUN_SAMPLE)
                ? Optional.empty()
                : Optional.of("No teacher is configured here, so nobody makes samples, and contributions are decided "
                        + "without. The operator of this service can name one: `teacher.url` and `teacher.model`.");
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        var contribution = context.contribution();
        var check = new CheckContribution(contribution.id());
        return switch (contribution.state()) {
            case NEEDS_CHANGES ->
                CommandOutcome.done("The sample starts once the findings in the comment above are mended and pushed.")
                        .with(contribution.withGo());
            case SAMPLING -> CommandOutcome.done("The teacher is at it already.");
            case CHECKING ->
                CommandOutcome.done(
                                context.pullRequest().draft()
                                        ? "The sample starts once the pull request is marked as ready for review."
                                        : "The sample starts once the check is done.")
                        .with(contribution.withGo())
                        .then(check);
            case WAITING_FOR_GO ->
                CommandOutcome.done("").with(contribution.withGo()).then(check);
            case AWAITING_TRIAGE ->
                context.lastSample()
                        .map(sample -> CommandOutcome.done("")
                                .with(contribution.inState(ContributionState.SAMPLING, context.now()))
                                .then(sample))
                        .or(() -> again(contribution, context))
                        .orElseGet(() -> CommandOutcome.refused("There is nothing that the teacher could be shown."));
            case CHANGES_REQUESTED, UNCERTAIN, ON_HOLD, APPROVED, REJECTED, MERGED, RELEASED, CLOSED ->
                throw new IllegalStateException("not to be sampled in this state: " + contribution.state());
        };
    }

    /** Where the sample was made of an earlier head with the same leaves, a check finds out what to ask the teacher. */
    private static Optional<CommandOutcome> again(Contribution contribution, CommandContext context) {
        return contribution.sampleMade() == null
                ? Optional.empty()
                : Optional.of(CommandOutcome.done("")
                        .with(contribution.inState(ContributionState.CHECKING, context.now()))
                        .then(new CheckContribution(contribution.id())));
    }
}
