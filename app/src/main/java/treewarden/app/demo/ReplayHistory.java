package treewarden.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import treewarden.app.command.CommandFailed;
import treewarden.sandbox.github.StandInGitHub;

/** Turns the commits of a real taxonomy repository into pull requests, each against its first parent. */
final class ReplayHistory {
    private static final String LEAF = "qna.yaml";

    private ReplayHistory() {}

    /**
     * The commits of HEAD that touch leaves, oldest first. Those at the border of a shallow clone are left out: what they
     * changed cannot be told without their parents.
     *
     * @param open how many at most, counted from the newest
     */
    static List<String> commits(Path folder, int open) {
        try (var repository = open(folder);
                var walk = new RevWalk(repository)) {
            var head = repository.resolve(Constants.HEAD);
            if (head == null) {
                throw CommandFailed.usage(folder + " has no commit on its current branch");
            }
            walk.markStart(walk.parseCommit(head));
            var border = repository.getObjectDatabase().getShallowCommits();
            var found = new ArrayList<String>();
            for (var commit : walk) {
                if (found.size() == open) {
                    break;
                }
                if (!border.contains(commit) && touchesLeaves(repository, walk, commit)) {
                    found.add(commit.name());
                }
            }
            Collections.reverse(found);
            return found;
        } catch (IOException e) {
            throw unreadable(folder, String.valueOf(e.getMessage()));
        }
    }

    /** How many commits are left out because the clone is shallow. */
    static int border(Path folder) {
        try (var repository = open(folder)) {
            return repository.getObjectDatabase().getShallowCommits().size();
        } catch (IOException e) {
            throw unreadable(folder, String.valueOf(e.getMessage()));
        }
    }

    /** The repository on the stand-in; its objects stay where they are. */
    static treewarden.sandbox.github.Repository prepare(StandInGitHub github, Path folder) {
        try (var repository = open(folder)) {
            return github.importRepository(
                    "local", nameOf(folder), repository.getCommonDirectory().toPath());
        } catch (IOException e) {
            throw unreadable(folder, String.valueOf(e.getMessage()));
        }
    }

    private static CommandFailed unreadable(Path folder, String why) {
        return CommandFailed.usage(folder + " cannot be read as a git repository: " + why);
    }

    private static String nameOf(Path folder) {
        var name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "taxonomy" : name.toString().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static Repository open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw CommandFailed.usage(folder + " is not a folder; --taxonomy wants a git repository");
        }
        // A bare repository, a clone or a folder in one, or a worktree of one.
        var builder = new FileRepositoryBuilder().setMustExist(true);
        if (Files.exists(folder.resolve("objects")) && Files.exists(folder.resolve("HEAD"))) {
            builder.setGitDir(folder.toFile());
        } else if (builder.findGitDir(folder.toAbsolutePath().toFile()).getGitDir() == null) {
            throw unreadable(folder, "there is no .git in it or above it");
        }
        return builder.build();
    }

    private static boolean touchesLeaves(Repository repository, RevWalk walk, RevCommit commit) throws IOException {
        try (var trees = new TreeWalk(repository)) {
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            if (commit.getParentCount() == 0) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                trees.addTree(walk.parseCommit(commit.getParent(0)).getTree());
            }
            trees.addTree(commit.getTree());
            return DiffEntry.scan(trees).stream().anyMatch(ReplayHistory::isLeaf);
        }
    }

    private static boolean isLeaf(DiffEntry entry) {
        return isLeaf(entry.getOldPath()) || isLeaf(entry.getNewPath());
    }

    private static boolean isLeaf(String path) {
        return path.equals(LEAF) || path.endsWith("/" + LEAF);
    }
}
