package treewarden.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file out of a published npm package, fetched once into the user's cache folder: GitHub's own descriptions of itself
 * are large, and not ours to publish.
 */
final class NpmPackage {
    private static final int LONGEST_MINUTES = 5;

    private NpmPackage() {}

    /** The file's place on this machine. A test that calls it is skipped where npm, tar or a network is missing. */
    static Path file(String name, String version, String inside) {
        var folder = cache().resolve(name.replace("@", "").replace('/', '-') + "-" + version);
        var wanted = folder.resolve(inside.replace('/', '-'));
        if (!Files.exists(wanted)) {
            fetch(name + "@" + version, inside, wanted);
        }
        return wanted;
    }

    private static void fetch(String spec, String inside, Path wanted) {
        try {
            var work = Files.createTempDirectory("npm");
            try {
                var packed = run(work, "npm", "pack", "--silent", "--fetch-retries=0", spec);
                skipUnless(packed.isPresent(), "npm cannot fetch " + spec + " (is npm there, and a network?)");
                var unpacked = run(work, "tar", "xzf", packed.get().strip(), "package/" + inside);
                skipUnless(unpacked.isPresent(), "tar cannot unpack " + spec);
                keep(work.resolve("package").resolve(inside), wanted);
            } finally {
                run(work, "rm", "-rf", work.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the cache folder cannot be written: " + wanted, e);
        }
    }

    /** A whole class that is skipped leaves no trace in Maven's report, so that the reason is printed as well. */
    private static void skipUnless(boolean there, String reason) {
        if (!there) {
            System.err.println("Contract tests are skipped: " + reason);
        }
        assumeTrue(there, reason);
    }

    /** Puts the file in its place in one step, so that a test beside this one sees all of it or nothing. */
    private static void keep(Path fetched, Path wanted) throws IOException {
        Files.createDirectories(wanted.getParent());
        var beside = Files.createTempFile(wanted.getParent(), "fetched", "");
        Files.copy(fetched, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, wanted, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the program printed; empty where it is missing, fails or takes too long. */
    private static Optional<String> run(Path folder, String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(folder.resolve("output.txt").toFile())
                    .start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(Files.readString(folder.resolve("output.txt")))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("treewarden");
    }
}
