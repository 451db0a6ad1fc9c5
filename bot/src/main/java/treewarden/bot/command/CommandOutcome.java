package treewarden.bot.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.JobPayload;
import treewarden.domain.Reaction;

/**
 * What came of a command.
 *
 * @param reaction shows on the comment whether it was done
 * @param reply Markdown for whoever asked; empty where the reaction says enough
 * @param contribution as it is from now on; null where it stays as it is
 * @param jobs what follows
 * @param showAgain targets of effects whose next showing is not to be left out as known
 */
record CommandOutcome(
        Reaction reaction,
        String reply,
        @Nullable Contribution contribution,
        List<JobPayload> jobs,
        List<String> showAgain) {
    CommandOutcome {
        jobs = List.copyOf(jobs);
        showAgain = List.copyOf(showAgain);
    }

    static CommandOutcome done(String reply) {
        return new CommandOutcome(Reaction.THUMBS_UP, reply, null, List.of(), List.of());
    }

    static CommandOutcome refused(String reply) {
        return new CommandOutcome(Reaction.CONFUSED, reply, null, List.of(), List.of());
    }

    /** The same with a job that follows. */
    CommandOutcome then(JobPayload job) {
        return new CommandOutcome(reaction, reply, contribution, List.of(job), showAgain);
    }

    /** The same with a change of the contribution. */
    CommandOutcome with(Contribution changed) {
        return new CommandOutcome(reaction, reply, changed, jobs, showAgain);
    }

    /** The same, and what has this target is shown again even where it is known. */
    CommandOutcome showingAgain(String target) {
        return new CommandOutcome(reaction, reply, contribution, jobs, List.of(target));
    }
}
