package treewarden.sandbox.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** Reads commits and how they follow one another. */
final class ReadCommits {

    private static final int MOST_BETWEEN = 250;
    private static final int MOST_BEFORE = 10_000;

    private final Repository repository;

    ReadCommits(Repository repository) {
        this.repository = repository;
    }

    CommitInfo commit(String sha) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return info(walk.parseCommit(ObjectId.fromString(sha)));
        }
    }

    List<CommitInfo> between(String base, String head) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
            var found = take(walk, MOST_BETWEEN);
            Collections.reverse(found);
            return List.copyOf(found);
        }
    }

    List<CommitInfo> before(String head) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
            return List.copyOf(take(walk, MOST_BEFORE));
        }
    }

    Optional<String> mergeBase(String one, String other) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
            return Optional.ofNullable(walk.next()).map(RevCommit::name);
        }
    }

    private static List<CommitInfo> take(RevWalk walk, int most) {
        var found = new ArrayList<CommitInfo>();
        for (var commit : walk) {
            found.add(info(commit));
            if (found.size() == most) {
                break;
            }
        }
        return found;
    }

    private static CommitInfo info(RevCommit commit) {
        var parents = new ArrayList<String>();
        for (var parent : commit.getParents()) {
            parents.add(parent.name());
        }
        return new CommitInfo(
                commit.name(),
                commit.getTree().name(),
                parents,
                author(commit.getAuthorIdent()),
                author(commit.getCommitterIdent()),
                commit.getFullMessage());
    }

    private static Author author(PersonIdent ident) {
        return new Author(ident.getName(), ident.getEmailAddress(), ident.getWhenAsInstant());
    }
}
