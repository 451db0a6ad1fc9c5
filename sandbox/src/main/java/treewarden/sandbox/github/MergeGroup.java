package treewarden.sandbox.github;

/**
 * What a merge queue is about to merge.
 *
 * @param branch a temporary one that points to the head
 * @param headSha the commit that waits for its required checks
 */
public record MergeGroup(String branch, String headSha, String baseBranch, String baseSha) {
    /** Puts one pull request on top of its base, and asks for the checks of the commit that would be merged. */
    static MergeGroup of(PullRequest pull, Person as) {
        var repository = pull.repository();
        var branches = repository.branches();
        var baseBranch = pull.base().branch();
        var base = branches.tip(baseBranch).orElseThrow(GitHubError::notFound);
        var message = "Merge pull request #" + pull.number() + " from "
                + pull.headLabel().replace(':', '/');
        var head = branches.merge(base, pull.headSha(), as, message)
                .orElseThrow(() -> GitHubError.of(405, "Pull Request is not mergeable"));
        var group = new MergeGroup(
                "gh-readonly-queue/" + baseBranch + "/pr-" + pull.number() + "-" + base, head, baseBranch, base);
        branches.move(group.branch(), head, as);
        repository.world().events().mergeGroup(repository, group, as);
        return group;
    }
}
