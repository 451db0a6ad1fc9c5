package treewarden.bot.command;

import java.util.List;
import treewarden.domain.ContributionState;
import treewarden.store.Job;

/** Stops what is under way for the contribution at a teacher's or at the student's: people decide without. */
final class CancelCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public String does() {
        return "Stops the sample that is under way. The contribution is decided without it.";
    }

    @Override
    public Who who() {
        return Who.TRIAGERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/cancel");
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        if (trials(context).isEmpty()) {
            return CommandOutcome.refused("No sample is under way.");
        }
        var contribution = context.contribution();
        var outcome = cancelling(context, CommandOutcome.done(""));
        return contribution.state() == ContributionState.SAMPLING
                ? outcome.with(contribution.inState(ContributionState.AWAITING_TRIAGE, context.now()))
                : outcome;
    }

    /** The same outcome, and what is under way ends. */
    static CommandOutcome cancelling(CommandContext context, CommandOutcome outcome) {
        var cancelling = outcome;
        for (var job : trials(context)) {
            cancelling = cancelling.writing(transaction -> transaction.requestCancel(job.id()));
        }
        return cancelling;
    }

    /** A check and a report are quick, and are needed. */
    private static List<Job> trials(CommandContext context) {
        return trials(context.stored().jobs());
    }

    /** Those of these jobs that it would end. */
    static List<Job> trials(List<Job> jobs) {
        return Stored.underWay(jobs).stream()
                .filter(job -> switch (job.kind()) {
                    case RUN_SAMPLE, RUN_PRECHECK -> true;
                    default -> false;
                })
                .toList();
    }
}
