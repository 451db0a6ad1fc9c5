package treewarden.worker.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.Printable;
import treewarden.worker.hub.LocalFile.Hashed;

/** Reads each file of a folder once and names it by its content. */
public final class HashFolder {
    /** Git on the Hub holds files below this length, in bytes; longer ones are large files. */
    static final long REGULAR_BELOW = 10L << 20;

    private static final int BUFFER = 1 << 20;

    /** More than two would only make a disk seek. */
    private static final int AT_ONCE = 2;

    private static final int DEEPEST = 16;
    private static final int MOST_FILES = 10_000;

    private HashFolder() {}

    /**
     * The manifest of a folder.
     *
     * @throws HubException.Refused where a file may not be published, with the names of all such files
     * @throws UncheckedIOException where a file cannot be read
     */
    public static Manifest manifest(Path folder) {
        return manifest(folder, Map.of());
    }

    /**
     * The manifest of a folder of which something is known. A large file that is known is not read.
     *
     * @throws HubException.Changed where a file that is known is gone, or was read and is another
     */
    static Manifest manifest(Path folder, Map<String, Digest> known) {
        var allowed = allowed(folder);
        if (allowed.isEmpty()) {
            throw new HubException.Refused("not published: the folder is empty");
        }
        var files = hashed(allowed, known);
        known.keySet().stream()
                .filter(path -> !files.containsKey(path))
                .findFirst()
                .ifPresent(path -> {
                    throw new HubException.Changed(Printable.plain(path) + " is not there any more");
                });
        return new Manifest(files);
    }

    /** The files by path, none of which is refused. */
    private static Map<String, Path> allowed(Path folder) {
        var allowed = new TreeMap<String, Path>();
        var refused = new ArrayList<String>();
        for (var file : files(folder)) {
            var path = path(folder, file);
            var why = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? AllowedFile.refusePath(path)
                    : Optional.of("it is no plain file");
            try {
                if (why.isEmpty()) {
                    why = AllowedFile.refuseContent(path, Files.size(file), sample(file));
                }
            } catch (IOException e) {
                throw unreadable(path, e);
            }
            why.ifPresentOrElse(
                    reason -> refused.add(Printable.quoted(path) + " (" + reason + ")"), () -> allowed.put(path, file));
        }
        if (!refused.isEmpty()) {
            throw new HubException.Refused(
                    "not published: " + String.join(", ", refused) + "; take them out of the folder, then run again");
        }
        return allowed;
    }

    /** Some files at once: a core hashes slower than disks read, and the others are idle meanwhile. */
    private static Map<String, LocalFile> hashed(Map<String, Path> allowed, Map<String, Digest> known) {
        var threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, allowed.size()));
        try {
            var tasks = allowed.entrySet().stream()
                    .<Callable<LocalFile>>map(
                            file -> () -> file(file.getKey(), file.getValue(), known.get(file.getKey())))
                    .toList();
            var files = new TreeMap<String, LocalFile>();
            for (var done : threads.invokeAll(tasks)) {
                var file = done.get();
                files.put(file.path(), file);
            }
            return files;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while files were read"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static UncheckedIOException unreadable(String path, IOException e) {
        return new UncheckedIOException("cannot read " + Printable.quoted(path) + ": " + e.getMessage(), e);
    }

    private static LocalFile file(String path, Path file, @Nullable Digest known) {
        LocalFile hashed;
        try {
            long size = Files.size(file);
            if (known != null && size >= REGULAR_BELOW) {
                return new LocalFile(path, file, size, known.hex(), null, Hashed.AS_SENT);
            }
            hashed = hash(path, file);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        if (known != null && !hashed.sha256().equals(known.hex())) {
            throw new HubException.Changed(Printable.plain(path) + " is not what it was when it was made");
        }
        return hashed;
    }

    /** The SHA-256 of a file that may be larger than memory. */
    public static Digest digest(Path file) {
        try {
            return new Digest(hash(file.toString(), file).sha256());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder) {
        try (var walk = Files.walk(folder, DEEPEST)) {
            var files = walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new HubException.Refused("not published: the folder has more than " + MOST_FILES + " files");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(Path folder, Path file) {
        var names = new ArrayList<String>();
        folder.relativize(file).forEach(name -> names.add(name.toString()));
        return String.join("/", names);
    }

    static byte[] sample(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(AllowedFile.SAMPLE);
        }
    }

    static LocalFile hash(String path, Path file) throws IOException {
        long size = Files.size(file);
        var sha256 = sha256();
        var git = size < REGULAR_BELOW ? gitDigest(size) : null;
        long read = 0;
        var buffer = new byte[(int) Math.max(1, Math.min(BUFFER, size))];
        try (var in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
                if (git != null) {
                    git.update(buffer, 0, n);
                }
                read += n;
            }
        }
        if (read != size) {
            throw new IOException("it changes while it is read");
        }
        return new LocalFile(path, file, size, hex(sha256.digest()), git == null ? null : hex(git.digest()));
    }

    /** A short file's content, which must still be what was hashed. */
    static byte[] content(LocalFile file) {
        try {
            var content = Files.readAllBytes(file.file());
            if (Arrays.equals(sha256().digest(content), HexFormat.of().parseHex(file.sha256()))) {
                return content;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + Printable.quoted(file.path()) + ": " + e.getMessage(), e);
        }
        throw new HubException.Refused(Printable.quoted(file.path()) + " changed while it was published; run again");
    }

    private static MessageDigest gitDigest(long size) {
        var digest = digest("SHA-1");
        digest.update(("blob " + size + "\0").getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this Java cannot be copied", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }
}
