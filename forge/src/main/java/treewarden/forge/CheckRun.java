package treewarden.forge;

import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;

/**
 * A check run as the code host has it.
 *
 * @param completed whether it has ended
 * @param conclusion the code host's word for how it ended, such as {@code success}; null while it has not
 * @param title null where it says nothing yet
 * @param annotations how many it has: what a writer that was interrupted need not send again
 * @param externalId what {@link NewCheckRun#externalId()} said; empty where it said nothing
 */
public record CheckRun(
        long id,
        CommitId head,
        String name,
        boolean completed,
        @Nullable String conclusion,
        @Nullable String title,
        int annotations,
        String externalId) {}
