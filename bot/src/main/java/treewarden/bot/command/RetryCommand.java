package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.ContributionState;
import treewarden.domain.JobKind;
import treewarden.store.Job;

/** Queues anew what failed: the check, the sample, its report, and what could not be shown on the code host. */
final class RetryCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "retry";
    }

    @Override
    public String does() {
        return "Tries again what failed: the check, the sample, or showing them here.";
    }

    @Override
    public Who who() {
        return Who.TRIAGERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/retry");
    }

    /** What failed and can be tried here: without a teacher a sample would wait for ever. */
    static List<Job> retriable(List<Job> jobs, CommandRules rules) {
        return Stored.failed(jobs).stream()
                .filter(job -> rules.canDo(job.kind()))
                .toList();
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        var contribution = context.contribution();
        var failed = retriable(context.stored().jobs(), context.rules());
        var refused = context.stored().refused();
        if (failed.isEmpty() && refused.isEmpty()) {
            return CommandOutcome.refused(
                    context.stored().failed().isEmpty()
                            ? "Nothing failed here. `/status` tells how it stands."
                            : "What failed asks a model that is not configured here any more, so nobody would try it.");
        }
        var again = new ArrayList<String>();
        failed.forEach(job -> again.add("what " + job.kind().words()));
        refused.forEach(target -> again.add("showing the " + target.split(":", 2)[0]));
        var outcome = CommandOutcome.done("Tried again: " + String.join("; ", again) + ".");
        for (var job : failed) {
            outcome = outcome.writing(transaction -> transaction.retry(job.id()));
        }
        if (!refused.isEmpty()) {
            outcome = outcome.writing(
                    transaction -> transaction.retryRefused(contribution.id(), contribution.repository()));
        }
        var isSampled = failed.stream().anyMatch(job -> job.kind() == JobKind.RUN_SAMPLE);
        return isSampled && contribution.state() == ContributionState.AWAITING_TRIAGE
                ? outcome.with(contribution.inState(ContributionState.SAMPLING, context.now()))
                : outcome;
    }
}
