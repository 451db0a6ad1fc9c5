package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that are pinned word for word, in {@code src/test/resources/treewarden/templates/golden}. After a deliberate
 * change: {@code mvn -f templates/pom.xml test -Dsurefire.arguments=-Dtreewarden.golden=write}, and read the diff.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/treewarden/templates/golden");

    private Golden() {}

    static void assertReads(String name, String actual) {
        var file = FOLDER.resolve(name + ".md");
        try {
            if ("write".equals(System.getProperty("treewarden.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertThat(file).as("golden text, see Golden for how to write it").exists();
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
