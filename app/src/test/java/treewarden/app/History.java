package treewarden.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A git repository with a history that a test tells commit by commit. */
public final class History implements AutoCloseable {
    private static final PersonIdent ADA = new PersonIdent("Ada Lovelace", "ada@example.org");

    private final Path folder;
    private final Git git;

    private History(Path folder, Git git) {
        this.folder = folder;
        this.git = git;
    }

    public static History begin(Path folder) {
        return told(() -> new History(
                folder,
                Git.init()
                        .setDirectory(folder.toFile())
                        .setInitialBranch("main")
                        .call()));
    }

    /** A repository that {@code git fast-import} makes of this stream. */
    public static void fastImport(Path folder, InputStream stream) throws IOException, InterruptedException {
        begin(folder).close();
        var process = new ProcessBuilder("git", "-C", folder.toString(), "fast-import", "--quiet")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (stream;
                var in = process.getOutputStream()) {
            stream.transferTo(in);
        }
        if (process.waitFor() != 0) {
            throw new IOException("git fast-import ended with " + process.exitValue());
        }
    }

    public History writes(String path, String text) {
        return told(() -> {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            git.add().addFilepattern(path).call();
            return this;
        });
    }

    /** Takes what stands in the folder, however it came there. */
    public History addsAll() {
        return told(() -> {
            git.add().addFilepattern(".").call();
            return this;
        });
    }

    public History removes(String path) {
        return told(() -> {
            git.rm().addFilepattern(path).call();
            return this;
        });
    }

    /** Moves a file without a change to it. */
    public History renames(String path, String other) {
        return told(() -> {
            var text = Files.readString(folder.resolve(path));
            return removes(path).writes(other, text);
        });
    }

    /** Commits what was written; returns the commit's id. */
    public String commit(String message) {
        return told(() -> git.commit()
                .setMessage(message)
                .setAuthor(ADA)
                .setCommitter(ADA)
                .setSign(false)
                .call()
                .name());
    }

    public History onBranch(String name) {
        return told(() -> {
            var isNew = git.getRepository().findRef(name) == null;
            git.checkout().setName(name).setCreateBranch(isNew).call();
            return this;
        });
    }

    public History tag(String name) {
        return told(() -> {
            git.tag().setName(name).setAnnotated(false).call();
            return this;
        });
    }

    /** Merges a branch into the present one with a commit of its own; returns that commit's id. */
    public String merges(String branch, String message) {
        return told(() -> git.merge()
                .include(git.getRepository().findRef(branch))
                .setFastForward(FastForwardMode.NO_FF)
                .setMessage(message)
                .call()
                .getNewHead()
                .name());
    }

    private interface Telling<T> {
        T tell() throws IOException, GitAPIException;
    }

    private static <T> T told(Telling<T> telling) {
        try {
            return telling.tell();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
