package treewarden.sandbox.github;

import java.util.List;
import java.util.Optional;
import treewarden.sandbox.git.ChangedFile;
import treewarden.sandbox.git.CommitInfo;

/** What a pull request proposes: a head, a base, and what lies between them. Guarded by the lock of the world. */
final class Proposal {

    private record Mergeability(String base, String head, boolean clean) {}

    private Tip head;
    private Tip base;
    private Optional<Mergeability> mergeability = Optional.empty();

    Proposal(Tip head, Tip base) {
        this.head = head;
        this.base = base;
    }

    Tip head() {
        return head;
    }

    Tip base() {
        return base;
    }

    /** The head branch has moved; the base is seen anew at the same time, as GitHub does. */
    void moveHead(String sha) {
        head = head.at(sha);
        base = base.repository().branches().tip(base.branch()).map(base::at).orElse(base);
    }

    void moveBase(Tip other) {
        base = other;
    }

    boolean isFrom(Repository repository, String branch) {
        return head.repository() == repository && head.branch().equals(branch);
    }

    List<ChangedFile> files() {
        return base.repository().branches().changes(base.sha(), head.sha());
    }

    List<CommitInfo> commits() {
        return base.repository().git().commitsBetween(base.sha(), head.sha());
    }

    /** Whether it would merge without conflict into the base branch as it is now. */
    boolean isMergeable() {
        var into = base.repository().branches().tip(base.branch()).orElse(base.sha());
        var known =
                mergeability.filter(one -> one.base().equals(into) && one.head().equals(head.sha()));
        if (known.isPresent()) {
            return known.get().clean();
        }
        boolean clean = base.repository().git().merges(into, head.sha());
        mergeability = Optional.of(new Mergeability(into, head.sha(), clean));
        return clean;
    }
}
