package treewarden.sandbox.github;

import java.util.Optional;

/**
 * What a person wants to open: from a branch, of this repository or a fork, into a branch.
 *
 * @param headRepository where the head branch is; the repository itself when none is given
 */
public record NewPullRequest(
        Person author,
        String title,
        String body,
        Optional<Repository> headRepository,
        String headBranch,
        String baseBranch,
        Readiness readiness) {

    /** Whether a pull request is ready for review. */
    public enum Readiness {
        READY,
        DRAFT
    }

    /** A pull request into {@code main}; say {@link #from} where its head is. */
    public static NewPullRequest by(Person author, String title) {
        return new NewPullRequest(author, title, "", Optional.empty(), "", "main", Readiness.READY);
    }

    public NewPullRequest withBody(String other) {
        return new NewPullRequest(author, title, other, headRepository, headBranch, baseBranch, readiness);
    }

    public NewPullRequest from(Repository repository, String branch) {
        return new NewPullRequest(author, title, body, Optional.of(repository), branch, baseBranch, readiness);
    }

    public NewPullRequest into(String branch) {
        return new NewPullRequest(author, title, body, headRepository, headBranch, branch, readiness);
    }

    public NewPullRequest asDraft() {
        return new NewPullRequest(author, title, body, headRepository, headBranch, baseBranch, Readiness.DRAFT);
    }
}
