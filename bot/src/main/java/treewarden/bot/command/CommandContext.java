package treewarden.bot.command;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.JobPayload.RunSample;
import treewarden.forge.PullRequest;

/**
 * What a command is about, read afresh.
 *
 * @param contribution as it is known; null where the pull request touches no leaf, or has not been looked at yet
 * @param lastSample what the teacher was last asked for at the contribution's head
 * @param pullRequest as the code host has it now
 */
record CommandContext(
        Command command,
        @Nullable Contribution contribution,
        Optional<RunSample> lastSample,
        PullRequest pullRequest,
        Instant now) {
    /** The same for another command. */
    CommandContext of(Command other) {
        return new CommandContext(other, contribution, lastSample, pullRequest, now);
    }

    /** The same once a command was carried out. */
    CommandContext after(CommandOutcome outcome) {
        return outcome.contribution() == null
                ? this
                : new CommandContext(command, outcome.contribution(), lastSample, pullRequest, now);
    }
}
