package treewarden.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
            var work = Files.createTempDirectory(Files.createDirectories(wanted.getParent()), "fetch");
            var packed = run(work, "npm", "pack", "--silent", spec);
            assumeTrue(packed.isPresent(), "skipped: npm cannot fetch " + spec + " (is npm there, and a network?)");
            var unpacked = run(work, "tar", "xzf", packed.get().strip(), "package/" + inside);
            assumeTrue(unpacked.isPresent(), "skipped: tar cannot unpack " + spec);
            // In one step, so that another test that runs at the same time sees all of it or nothing.
            Files.move(
                    work.resolve("package").resolve(inside),
                    wanted,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            run(work, "rm", "-rf", work.toString());
        } catch (IOException e) {
            throw new IllegalStateException("the cache folder cannot be written: " + wanted, e);
        }
        assertThat(wanted).isRegularFile();
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
