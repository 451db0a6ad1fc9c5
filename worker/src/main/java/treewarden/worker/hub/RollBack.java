package treewarden.worker.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeMap;
import treewarden.domain.Printable;
import treewarden.worker.hub.RemoteFile.Storage;

/**
 * Makes main hold again what an earlier release held, by one more commit: history and tags stay as they are, and large
 * files are named, not sent.
 */
public final class RollBack {
    private final Hub hub;
    private final Path scratch;
    private final Runnable beforeWrite;

    /**
     * A rollback that puts small files into this folder on the way; it may be deleted afterwards.
     *
     * @param beforeWrite throws where nothing may be written any more
     */
    public RollBack(Hub hub, Path scratch, Runnable beforeWrite) {
        this.hub = hub;
        this.scratch = scratch;
        this.beforeWrite = beforeWrite;
    }

    /**
     * Rolls back. Run again, it does what is left to do.
     *
     * @param run names this rollback in the history
     * @return the commit on main that holds the release's files
     * @throws HubException.Missing where there is no such tag
     */
    public String to(String tag, HubRepo repo, String run) {
        return toWhereThere(tag, repo, run)
                .orElseThrow(() -> new HubException.Missing(
                        repo + " has no tag " + Printable.quoted(tag) + "; name one of its releases, then run again"));
    }

    /** The same, for a repository that not every release came to: empty, and nothing done, where there is no such tag. */
    public Optional<String> toWhereThere(String tag, HubRepo repo, String run) {
        return Optional.ofNullable(hub.refs(repo).tags().get(tag)).map(commit -> back(tag, repo, run, commit));
    }

    private String back(String tag, HubRepo repo, String run, String commit) {
        var files = new TreeMap<String, LocalFile>();
        var modes = new HashMap<String, Storage>();
        hub.tree(repo, commit).forEach((path, file) -> {
            modes.put(path, file.storage());
            files.put(path, file.isLfs() ? named(file) : fetched(repo, commit, file, files.size()));
        });
        beforeWrite.run();
        var words = new CommitOnce.Words("Back to " + tag, "", run);
        return new CommitOnce(hub, repo, new Manifest(files), modes, words).on("main");
    }

    /** A large file that storage has: its content is never asked for. */
    private LocalFile named(RemoteFile file) {
        return new LocalFile(file.path(), scratch, file.size(), file.name(), null);
    }

    /** A small file, kept under a number, so that no name of the repository's becomes a name here. */
    private LocalFile fetched(HubRepo repo, String commit, RemoteFile file, int number) {
        try {
            Files.createDirectories(scratch);
            var local = scratch.resolve("file-" + number);
            Files.write(local, hub.content(repo, commit, file.path()));
            var hashed = HashFolder.hash(file.path(), local);
            if (!hashed.is(file)) {
                throw new HubException.Transient(
                        Printable.quoted(file.path()) + " came from " + repo + " with another content; run again");
            }
            return hashed;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "a file of " + repo + " cannot be kept on this disk; make room, then run again", e);
        }
    }
}
