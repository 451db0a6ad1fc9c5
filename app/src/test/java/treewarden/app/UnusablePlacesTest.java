package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} and {@code migrate} with places that they cannot use: one line says which, and nothing looks like a bug. */
class UnusablePlacesTest {
    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("a-file"), "in the way");
        config = Files.writeString(folder.resolve("treewarden.yaml"), """
                github:
                  app-id: 12345
                  api-url: http://127.0.0.1:9
                  repositories:
                    - instructlab/taxonomy
                  maintainers:
                    - maintain
                """);
    }

    @Test
    void aFolderOfTheDatabaseThatCannotBeMadeIsNamed() throws IOException {
        append("database: {sqlite: a-file/treewarden.db}");

        for (var command : new String[] {"migrate", "serve"}) {
            assertThat(run(command))
                    .startsWith("1: treewarden: The folder of the database cannot be made: ")
                    .contains("a-file")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aFolderOfArtifactsThatCannotBeMadeIsNamed() throws IOException {
        append("artifacts: a-file/artifacts");

        assertThat(run("serve"))
                .startsWith("1: treewarden: ")
                .contains("a-file")
                .doesNotContain("\tat ");
    }

    @Test
    void anAddressOfAnotherMachineIsNotAPortInUse() throws IOException {
        // An address for documentation, which no machine has.
        append("server: {host: 192.0.2.1}");

        assertThat(run("serve")).contains("assign").doesNotContain("\tat ");
    }

    private void append(String more) throws IOException {
        Files.writeString(config, Files.readString(config) + more + "\n");
    }

    private String run(String command) {
        var secrets =
                Map.of("TREEWARDEN_GITHUB_PRIVATE_KEY", ServiceAtWork.pem(), "TREEWARDEN_WEBHOOK_SECRET", "a secret");
        var process =
                AnotherProcess.start(folder.resolve("output.txt"), secrets, command, "--config", config.toString());
        int exitCode = process.exitCode();
        return exitCode + ": " + process.output();
    }
}
