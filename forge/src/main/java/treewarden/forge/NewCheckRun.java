package treewarden.forge;

import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;

/**
 * A check run to be made.
 *
 * @param name as people see it and as branch protection requires it
 * @param externalId a name of our own for it; may be empty
 * @param page where its "Details" lead; null for the code host's own page
 * @param content what it says at first
 */
public record NewCheckRun(
        CommitId head,
        String name,
        String externalId,
        @Nullable String page,
        CheckRunUpdate content) {}
