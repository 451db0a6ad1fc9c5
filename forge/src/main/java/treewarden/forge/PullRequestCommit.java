package treewarden.forge;

import treewarden.domain.CommitId;

/**
 * A commit of a pull request. All text is untrusted.
 *
 * @param authorName as the commit says, which anybody can write there; empty where it says none
 * @param authorEmail the same
 * @param parents how many; a merge has more than one
 */
public record PullRequestCommit(CommitId id, String message, String authorName, String authorEmail, int parents) {}
