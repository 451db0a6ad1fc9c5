package treewarden.sdg.document.fetch;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/** The files of a commit that patterns name. */
record ReadCommit(ObjectId commit, Patterns patterns, FetchLimits limits, Patience patience) {

    /** Brings files that the repository does not hold yet. */
    interface Bring {
        /** Those that are too large to be brought. */
        Set<ObjectId> bring(Set<ObjectId> missing);

        /** Of a repository that holds all it will ever hold. */
        Bring NOTHING = missing -> Set.of();
    }

    /** @throws IOException where the repository is damaged, or lacks a part that could not be brought */
    Fetched from(Repository repository, Bring bring) throws IOException {
        try (var walk = new RevWalk(repository)) {
            var reader = walk.getObjectReader();
            var found = MatchTree.in(tree(walk), patterns, reader, limits, patience);
            if (found.files().size() > limits.files()) {
                throw new DocumentsUnavailable(
                        Kind.TOO_LARGE,
                        "document.patterns: they match " + found.files().size() + " files, and at most "
                                + limits.files() + " are read for one leaf; name fewer");
            }
            var missing = new HashSet<ObjectId>();
            for (var blob : found.files().values()) {
                if (!reader.has(blob)) {
                    missing.add(blob);
                }
            }
            var tooLarge = missing.isEmpty() ? Set.<ObjectId>of() : bring.bring(missing);
            return ReadFiles.of(found, tooLarge, patterns.refused(), reader, limits, patience);
        }
    }

    private ObjectId tree(RevWalk walk) throws IOException {
        try {
            return walk.parseCommit(commit).getTree().getId();
        } catch (IncorrectObjectTypeException e) {
            throw new DocumentsUnavailable(
                    Kind.COMMIT_UNKNOWN,
                    "document.commit: " + commit.name()
                            + " is the id of something else than a commit; write the id that git log shows",
                    e);
        }
    }
}
