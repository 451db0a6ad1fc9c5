package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.store.AuditEntry;
import treewarden.store.AuditEvent;
import treewarden.store.AuditFilter;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;

/** {@code audit} and {@code api-token}, each in a process of its own, while ours works with the database as the service does. */
class AuditAndTokensTest {
    @TempDir
    Path folder;

    private Database database;
    private Path config = Path.of("");
    private int runs;

    @BeforeEach
    void open() throws IOException {
        config = Files.writeString(folder.resolve("treewarden.yaml"), """
                github:
                  app-id: 12345
                  repositories:
                    - instructlab/taxonomy
                  maintainers:
                    - maintain
                database:
                  sqlite: %s
                """.formatted(folder.resolve("treewarden.db")));
        database = Database.open(DatabaseConfig.sqlite(folder.resolve("treewarden.db")), Clock.systemUTC());
        database.migrate();
        database.run(transaction -> {
            transaction.audit(AuditEvent.of("ada (9)", "cancel-job", "job 1"));
            transaction.audit(AuditEvent.of("ada (9)", "cancel-job", "=1+1"));
            transaction.audit(AuditEvent.of("ada (9)", "cancel-job", "job 3"));
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anIntactAuditIsSaidToBeWithTheHashToKeep() {
        var ran = run("audit", "verify");

        var last = database.read(tables -> tables.audit().before(AuditFilter.ALL, Long.MAX_VALUE, 1))
                .get(0);
        assertThat(ran.out())
                .contains("The audit is intact: 3 rows.")
                .contains(last.hash().hex());
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void itIsWrittenOutForSpreadsheetsAndForPrograms() throws IOException {
        var file = folder.resolve("audit.csv");
        assertThat(run("audit", "export", "--format", "csv", "--out", file.toString())
                        .exitCode())
                .isZero();

        assertThat(Files.readString(file)).contains("\"'=1+1\"").contains("\"job 3\"");
        assertThat(run("audit", "export").out()).contains("\"why\":\"=1+1\"");
    }

    @Test
    void aTokenIsShownOnceListedAndRevoked() {
        var made = run("api-token", "create", "dashboard", "--scope", "read,operate", "--days", "30");
        assertThat(made.exitCode()).as(made.out()).isZero();
        var token = made.out()
                .lines()
                .filter(line -> line.startsWith("tw_"))
                .findFirst()
                .orElseThrow();

        var kept = database.read(tables -> tables.apiTokens().find(Digest.of(token)))
                .orElseThrow();
        assertThat(kept.scopes()).containsExactlyInAnyOrder("read", "operate");
        assertThat(run("api-token", "list").out())
                .contains("dashboard")
                .contains("operate and read")
                .contains("never used")
                .doesNotContain(token);
        assertThat(run("api-token", "create", "dashboard", "--scope", "read").exitCode())
                .isEqualTo(1);

        assertThat(run("api-token", "revoke", "dashboard").exitCode()).isZero();
        assertThat(run("api-token", "list").out()).contains("revoked");
        assertThat(run("api-token", "revoke", "dashboard").out()).contains("api-token list");
        assertThat(database.<List<AuditEntry>>read(tables -> tables.audit().after(3, 10)))
                .extracting(entry -> entry.event().action() + " from " + entry.origin())
                .containsExactly("create-api-token from command line", "revoke-api-token from command line");
    }

    @Test
    void aTokenThatCannotBeMadeSaysWhy() {
        assertThat(run("api-token", "create", "My Token", "--scope", "read").out())
                .contains("a-z, 0-9 and hyphens");
        var tooLong = run("api-token", "create", "x", "--scope", "read", "--days", "4000");
        assertThat(tooLong.out()).contains("from a day to a year");
        assertThat(tooLong.exitCode()).isEqualTo(2);
    }

    private Ran run(String... command) {
        var secrets =
                Map.of("TREEWARDEN_GITHUB_PRIVATE_KEY", ServiceAtWork.pem(), "TREEWARDEN_WEBHOOK_SECRET", "a secret");
        var process = AnotherProcess.start(
                folder.resolve("output-" + ++runs + ".txt"),
                secrets,
                Stream.concat(Stream.of(command), Stream.of("--config", config.toString()))
                        .toArray(String[]::new));
        int exitCode = process.exitCode();
        return new Ran(exitCode, process.output(), "");
    }
}
