package treewarden.sandbox.github;

import java.util.Optional;

/** Merges a pull request, under the conditions under which GitHub does. */
final class MergePullRequest {

    /** How to make one commit of it; rebasing is switched off here, as a repository may do. */
    enum Method {
        MERGE,
        SQUASH
    }

    /**
     * What is asked for.
     *
     * @param headSha the head that the asker has seen; none to take whatever is there
     * @param message the commit message; GitHub's own words where none is given
     */
    record Wish(Person as, Method method, Optional<String> headSha, Optional<String> message) {
        Wish(Person as) {
            this(as, Method.MERGE, Optional.empty(), Optional.empty());
        }
    }

    private MergePullRequest() {}

    static String merge(PullRequest pull, Wish wish) {
        if (!pull.isOpen() || pull.isDraft()) {
            throw GitHubError.of(405, "Pull Request is not mergeable");
        }
        if (wish.headSha().isPresent() && !wish.headSha().get().equals(pull.headSha())) {
            throw GitHubError.of(409, "Head branch was modified. Review and try the merge again.");
        }
        var branches = pull.repository().branches();
        var into = branches.tip(pull.base().branch()).orElseThrow(() -> GitHubError.of(405, "Base branch is gone"));
        var message = wish.message()
                .orElseGet(() -> "Merge pull request #" + pull.number() + " from "
                        + pull.headLabel().replace(':', '/') + "\n\n" + pull.title());
        var merged = switch (wish.method()) {
            case MERGE -> branches.merge(into, pull.headSha(), wish.as(), message);
            case SQUASH -> branches.squash(into, pull.headSha(), wish.as(), message);
        };
        var sha = merged.orElseThrow(() -> GitHubError.of(405, "Pull Request is not mergeable"));
        branches.move(pull.base().branch(), sha, wish.as());
        pull.merged(sha, wish.as());
        return sha;
    }
}
