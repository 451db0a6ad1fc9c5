package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.Effect;
import treewarden.domain.JobPayload;
import treewarden.domain.Reaction;
import treewarden.store.Transaction;

/**
 * What came of a command. All of it is written in one transaction; comment and labels follow a change of the
 * contribution by themselves.
 *
 * @param reaction shows on the comment whether it was done
 * @param reply Markdown for whoever asked; empty where the reaction says enough
 * @param contribution as it is from now on; null where it stays as it is
 * @param jobs what follows
 * @param effects what else the code host is to show
 * @param approvals of the contribution
 * @param writes what else is to be written, before the rest: a job cancelled, a table of the command's own
 */
record CommandOutcome(
        Reaction reaction,
        String reply,
        @Nullable Contribution contribution,
        List<JobPayload> jobs,
        List<Effect> effects,
        List<Approval> approvals,
        List<Consumer<Transaction>> writes) {
    CommandOutcome {
        jobs = List.copyOf(jobs);
        effects = List.copyOf(effects);
        approvals = List.copyOf(approvals);
        writes = List.copyOf(writes);
    }

    static CommandOutcome done(String reply) {
        return new CommandOutcome(Reaction.THUMBS_UP, reply, null, List.of(), List.of(), List.of(), List.of());
    }

    static CommandOutcome refused(String reply) {
        return new CommandOutcome(Reaction.CONFUSED, reply, null, List.of(), List.of(), List.of(), List.of());
    }

    /** The same with a job that follows. */
    CommandOutcome then(JobPayload job) {
        return new CommandOutcome(reaction, reply, contribution, and(jobs, job), effects, approvals, writes);
    }

    /** The same with a change of the contribution. */
    CommandOutcome with(Contribution changed) {
        return new CommandOutcome(reaction, reply, changed, jobs, effects, approvals, writes);
    }

    /** The same with something more for the code host to show. */
    CommandOutcome showing(Effect effect) {
        return new CommandOutcome(reaction, reply, contribution, jobs, and(effects, effect), approvals, writes);
    }

    /** The same with somebody's approval of the contribution. */
    CommandOutcome approving(Approval approval) {
        return new CommandOutcome(reaction, reply, contribution, jobs, effects, and(approvals, approval), writes);
    }

    /** The same with something more to write. */
    CommandOutcome writing(Consumer<Transaction> write) {
        return new CommandOutcome(reaction, reply, contribution, jobs, effects, approvals, and(writes, write));
    }

    /** Whether it leaves everything as it is. */
    boolean changesNothing() {
        return contribution == null && jobs.isEmpty() && effects.isEmpty() && approvals.isEmpty() && writes.isEmpty();
    }

    private static <T> List<T> and(List<T> some, T one) {
        var all = new ArrayList<>(some);
        all.add(one);
        return all;
    }
}
