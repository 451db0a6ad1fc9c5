package treewarden.forge;

import treewarden.domain.CommitId;

/**
 * A release to be shown, at once and to everybody.
 *
 * @param tag where there is one of that name already it stays where it is, and the release with it
 * @param body Markdown
 */
public record NewCodeRelease(String tag, CommitId commit, String title, String body) {}
