package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;

/** {@code check-config} and {@code migrate}, each in a process of its own, as secrets come from the environment. */
class OperatorCommandsTest {
    @TempDir
    Path folder;

    private final Map<String, String> secrets =
            Map.of("TREEWARDEN_GITHUB_PRIVATE_KEY", ServiceAtWork.pem(), "TREEWARDEN_WEBHOOK_SECRET", "a secret");

    private Path config;

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(folder.resolve("treewarden.yaml"), """
                github:
                  app-id: 12345
                  repositories:
                    - instructlab/taxonomy
                  maintainers:
                    - maintain
                """);
    }

    private Ran run(String command, Map<String, String> environment) {
        var process =
                AnotherProcess.start(folder.resolve("output.txt"), environment, command, "--config", config.toString());
        int exitCode = process.exitCode();
        return new Ran(exitCode, process.output(), "");
    }

    private void append(String more) throws IOException {
        Files.writeString(config, Files.readString(config) + more);
    }

    @Test
    void aGoodConfigurationIsSummedUp() throws IOException {
        append("""
                teacher:
                  url: https://teacher.example/v1
                  model: mixtral
                """);

        var ran = run("check-config", secrets);

        assertThat(ran.out()).isEqualToIgnoringNewLines("""
                %s can be used.
                  repositories: instructlab/taxonomy
                  teacher:      mixtral at https://teacher.example/v1
                  listens at:   127.0.0.1:8080, known as http://127.0.0.1:8080
                  sign-in:      nobody, so decisions are made by commands in comments
                """.formatted(config));
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void everyProblemIsALineOfItsOwn() throws IOException {
        append("""
                server:
                  prot: 80
                """);

        var ran = run("check-config", Map.of("TREEWARDEN_WEBHOOK_SECRET", "a secret"));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("TREEWARDEN_GITHUB_PRIVATE_KEY: is not set"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(config + ":8: there is no key `server.prot`; did you mean `server.port`?"))
                .last()
                .isEqualTo("treewarden: the configuration cannot be used; problems: 2");
    }

    @Test
    void aTokenizerOrAMirrorThatServeCouldNotUseIsFoundBefore() throws IOException {
        append("""
                teacher:
                  url: https://teacher.example/v1
                  model: mixtral
                  tokenizer: missing/tokenizer.json
                """);
        assertThat(run("check-config", secrets).out())
                .contains("tokenizer.json")
                .contains("problems: 1");
        write();
        append("""
                teacher:
                  url: https://teacher.example/v1
                  model: mixtral
                documents:
                  mirrors:
                    ftp://example.org/docs: docs.git
                """);
        assertThat(run("check-config", secrets).out())
                .contains("documents.mirrors")
                .contains("problems: 1");
    }

    @Test
    void aFileThatAPhaseLearnsFromAndThatIsNotThereIsFoundBefore() throws IOException {
        append("""
                teacher:
                  url: https://teacher.example/v1
                  model: mixtral
                releases:
                  model: community/model
                  base-model: base
                  recipe:
                    phases:
                      - name: all
                        data: [knowledge, skills, missing.jsonl=5000]
                """);

        var ran = run("check-config", secrets);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out())
                .contains(config + ": `data` of the phase `all` in `releases.recipe.phases`: "
                        + folder.resolve("missing.jsonl")
                        + ": there is no such file here; mend the path, or take the entry out")
                .contains("problems: 1");
    }

    @Test
    void whatOnlyThePartsThemselvesKnowIsFoundAsWell() throws IOException {
        append("""
                teacher:
                  url: https://teacher.example/v1
                  model: mixtral
                  pipeline: fullest
                validation:
                  rules:
                    no-such-rule: off
                """);

        var ran = run(
                "check-config",
                Map.of("TREEWARDEN_GITHUB_PRIVATE_KEY", "no key", "TREEWARDEN_WEBHOOK_SECRET", "a secret"));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out())
                .contains("fullest", "no-such-rule", "TREEWARDEN_GITHUB_PRIVATE_KEY: ", "problems: 3")
                .doesNotContain("\tat ");
    }

    @Test
    void theDatabaseIsMadeOnceAndThenUpToDate() {
        assertThat(run("migrate", secrets)).isEqualTo(new Ran(0, "The database is up to date now.\n", ""));
        assertThat(folder.resolve("data/treewarden.db")).isNotEmptyFile();
        assertThat(run("migrate", secrets).out()).endsWith("The database was up to date already.\n");
    }

    @Test
    void aDatabaseThatAnotherProcessUsesIsLeftAlone() throws IOException {
        var file = folder.resolve("data/treewarden.db");
        Files.createDirectories(file.getParent());

        try (var owned = Database.open(DatabaseConfig.sqlite(file), Clock.systemUTC())) {
            var ran = run("migrate", secrets);

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out())
                    .startsWith("treewarden: ")
                    .contains("process " + ProcessHandle.current().pid())
                    .hasLineCount(1);
            assertThat(owned.isOutdated()).isTrue();
        }
    }

    @Test
    void migrateRefusesAConfigurationThatCannotBeUsed() throws IOException {
        append("tempo: 3\n");

        var ran = run("migrate", secrets);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).contains("there is no key `tempo`").hasLineCount(2);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void serveSaysWhoHasTheDatabaseThatItWants() throws IOException {
        var file = folder.resolve("data/treewarden.db");
        Files.createDirectories(file.getParent());

        try (var owned = Database.open(DatabaseConfig.sqlite(file), Clock.systemUTC())) {
            var ran = run("serve", secrets);

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out())
                    .startsWith("treewarden: The database " + file + " is in use by another Treewarden process")
                    .hasLineCount(1);
            assertThat(owned.isOutdated()).isTrue();
        }
    }

    @Test
    void serveSaysThatItsPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            append("server:\n  port: " + taken.getLocalPort() + "\n");

            var ran = run("serve", secrets);

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out().lines().reduce((first, last) -> last))
                    .hasValueSatisfying(line -> assertThat(line)
                            .startsWith("treewarden: Port already in use.")
                            .contains("port " + taken.getLocalPort()));
            assertThat(ran.out()).doesNotContain("\tat ", "should not have happened");
        }
    }
}
