package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document of defences names tests that are there. */
class DefencesDocumentTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        var sources = sources();
        var missing = new TreeSet<String>();
        var named = NAMED.matcher(Files.readString(HOME.resolve("docs/defences.md")));
        int found = 0;
        while (named.find()) {
            found++;
            var source = sources.getOrDefault(named.group(1), "");
            if (!source.contains("void " + named.group(2) + "(")) {
                missing.add(named.group());
            }
        }

        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(80);
    }

    /** The text of each test by its class. */
    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var modules = Files.list(HOME)) {
            for (var tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (var files = Files.walk(tests)) {
                    for (var file : files.filter(path -> path.toString().endsWith("Test.java"))
                            .toList()) {
                        var name = file.getFileName().toString().replace(".java", "");
                        sources.merge(name, Files.readString(file), String::concat); // two rooms may have one each
                    }
                }
            }
        }
        return sources;
    }
}
