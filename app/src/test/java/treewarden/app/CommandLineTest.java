package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void helpListsTheCommands() {
        var ran = Ran.treewarden("--help");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains(
                        "demo",
                        "validate",
                        "sample",
                        "generate",
                        "setup",
                        "serve",
                        "check-config",
                        "migrate",
                        "audit",
                        "api-token")
                .contains("Example:  treewarden demo");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "validate", "sample", "generate", "setup", "serve", "check-config", "migrate"})
    void eachCommandExplainsItselfWithAnExample(String command) {
        var ran = Ran.treewarden(command, "--help");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Usage: treewarden " + command, "Example:  treewarden " + command);
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void theVersionIsOneLine() {
        var ran = Ran.treewarden("--version");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("treewarden ").hasLineCount(1);
    }

    @Test
    void withoutACommandItSaysThatOneIsWanted() {
        isToldInOneLine(Ran.treewarden(), "treewarden: name a command. See: treewarden --help");
    }

    @Test
    void anUnknownCommandIsNamed() {
        isToldInOneLine(
                Ran.treewarden("prune"), "treewarden: Unmatched argument at index 0: 'prune'. See: treewarden --help");
    }

    @Test
    void anUnknownOptionIsNamed() {
        isToldInOneLine(
                Ran.treewarden("validate", "--fxi", folder),
                "treewarden: Unknown option: '--fxi'. See: treewarden validate --help");
    }

    @Test
    void aMissingArgumentIsNamed() {
        isToldInOneLine(
                Ran.treewarden("validate"),
                "treewarden: Missing required parameter: 'PATH'. See: treewarden validate --help");
    }

    @Test
    void serveWithoutAConfigurationSaysWhereToFindOne() {
        var missing = folder.resolve("treewarden.yaml");

        isToldInOneLine(
                Ran.treewarden("serve", "--config", missing),
                "treewarden: there is no configuration at " + missing
                        + "; name it with --config, docs/operating.md has an example to start from");
    }

    @Test
    void aDemoOfWhatIsNoRepositoryIsRefused() {
        isToldInOneLine(
                Ran.treewarden("demo", "--port", 0, "--taxonomy", folder.resolve("missing")),
                "treewarden: " + folder.resolve("missing") + " is not a folder; --taxonomy wants a git repository");
    }

    @Test
    void aDemoAsksForOptionsThatGoTogether() {
        isToldInOneLine(
                Ran.treewarden("demo", "--open", 3),
                "treewarden: --open wants a number from 1 on, and --taxonomy beside it");
        isToldInOneLine(
                Ran.treewarden("demo", "--open", 0, "--taxonomy", folder),
                "treewarden: --open wants a number from 1 on, and --taxonomy beside it");
        isToldInOneLine(
                Ran.treewarden("demo", "--teacher", "http://127.0.0.1:1/v1"),
                "treewarden: Missing required argument(s): --model=NAME. See: treewarden demo --help");
        isToldInOneLine(Ran.treewarden("demo", "--port", 70_000), "treewarden: --port must be from 0 to 65535");
    }

    /** Wrong usage: exit code 2, one line on standard error, nothing on standard output. */
    private static void isToldInOneLine(Ran ran, String line) {
        assertThat(ran).isEqualTo(new Ran(2, "", line + System.lineSeparator()));
    }
}
