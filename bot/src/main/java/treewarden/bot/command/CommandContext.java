package treewarden.bot.command;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.JobPayload.RunSample;
import treewarden.forge.PullRequest;
import treewarden.forge.RepositoryForge;

/**
 * What a command is about, read afresh.
 *
 * @param known the contribution; null where the pull request touches no leaf, or has not been looked at yet
 * @param stored what is stored of it
 * @param pullRequest as the code host has it now
 * @param asker who asks, and what they may do
 * @param forge to ask for more; a command writes nothing there, its effects do
 * @param rules what an operator decided about commands
 */
record CommandContext(
        Command command,
        @Nullable Contribution known,
        Stored stored,
        PullRequest pullRequest,
        Asker asker,
        RepositoryForge forge,
        CommandRules rules,
        Instant now) {
    /** The same for another command. */
    CommandContext of(Command other) {
        return new CommandContext(other, known, stored, pullRequest, asker, forge, rules, now);
    }

    /** The same once a command was carried out. */
    CommandContext after(CommandOutcome outcome) {
        return outcome.contribution() == null
                ? this
                : new CommandContext(command, outcome.contribution(), stored, pullRequest, asker, forge, rules, now);
    }

    /** The contribution, for a command that needs one. */
    Contribution contribution() {
        return Objects.requireNonNull(known, "a command that needs a contribution is not run without");
    }

    /** The state that counts: a pull request may be over before anybody told us. */
    ContributionState state() {
        var state = contribution().state();
        if (pullRequest.open() || state == ContributionState.RELEASED) {
            return state;
        }
        return pullRequest.merged() ? ContributionState.MERGED : ContributionState.CLOSED;
    }

    /** Names what this person says at this moment, and nobody else, were it in the same millisecond. */
    String occasion(String what) {
        return what + "-" + now.toEpochMilli() + "-" + command.by().id();
    }

    /** What the teacher was last asked for at the contribution's head. */
    Optional<RunSample> lastSample() {
        return stored.sampleJob().map(job -> (RunSample) job.payload());
    }
}
