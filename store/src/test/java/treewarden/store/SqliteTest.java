package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.sandbox.time.SettableClock;

/** What is special about the embedded database: one owner, one writer, and a disk that can be full. */
class SqliteTest {
    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();

    @Test
    void aSecondProcessIsToldWhoHasTheDatabase() {
        try (var database = open(config())) {
            assertThatThrownBy(() -> Database.open(config(), clock))
                    .isInstanceOf(DatabaseInUse.class)
                    .hasMessageContaining("treewarden.db is in use by another Treewarden process (process "
                            + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("use PostgreSQL");
            assertThat(database.isOutdated()).isFalse();
        }
        try (var next = open(config())) {
            assertThat(next.isOutdated()).isFalse();
        }
    }

    @Test
    void whoWorksBesideTheOwnerTakesNoJobBackFromIt() {
        try (var database = open(config())) {
            database.run(transaction -> transaction.enqueue(new JobPayload.Reconcile(77)));
            var seen = new ArrayList<String>();

            reconciling(database, (context, job) -> {
                        try (var beside = Database.openBeside(config(), clock)) {
                            reconciling(beside, (other, taken) -> JobResult.done("taken"))
                                    .runUntilQuiet();
                        }
                        seen.add(context.cancelled() ? "taken from us" : "still ours");
                        return JobResult.done("seen");
                    })
                    .runUntilQuietOrThrow();

            assertThat(seen).containsExactly("still ours");
        }
    }

    private static JobRunner reconciling(Database database, BiFunction<JobContext, JobPayload, JobResult> work) {
        return new JobRunner(
                database,
                EnumSet.allOf(Capability.class),
                List.of(Contract.when(JobKind.RECONCILE, work)),
                RunnerConfig.named("next"));
    }

    @Test
    void everyConnectionSyncsEachCommitAndKeepsForeignKeys() {
        try (var database = open(config())) {
            for (var pragma : List.of("synchronous=2", "foreign_keys=1", "journal_mode=wal")) {
                var name = pragma.split("=")[0];
                var value = pragma.split("=")[1];
                database.<String>pick(transaction -> pragma(transaction, name));
                assertThat(database.<String>write(transaction -> pragma(transaction, name)))
                        .isEqualTo(value);
                assertThat(database.<String>read(tables -> pragma(tables, name)))
                        .isEqualTo(value);
            }
            // Only who runs which job may reach the disk a little later.
            assertThat(database.<String>pick(transaction -> pragma(transaction, "synchronous")))
                    .isEqualTo("1");
            assertThat(database.<String>writeFirst(transaction -> pragma(transaction, "synchronous")))
                    .isEqualTo("2");
        }
    }

    @Test
    void aFullDiskRefusesDeliveriesUntilThereIsSpaceAgain() throws Exception {
        open(config()).close();
        try (var database = open(config().atMostPages(80));
                var intake = new DeliveryIntake(database)) {
            int stored = 0;
            Throwable refusal = null;
            while (refusal == null && stored < 1_000) {
                try {
                    intake.accept(delivery("d-" + stored)).get(30, TimeUnit.SECONDS);
                    stored++;
                } catch (ExecutionException e) {
                    refusal = e.getCause();
                }
            }

            assertThat(refusal)
                    .isInstanceOf(IntakeUnavailable.class)
                    .hasMessage("The database cannot grow: the disk is full. Free some space on its volume.");
            assertThat(stored).isBetween(1, 999);
            assertThat(database.<Integer>read(tables -> tables.deliveries().count()))
                    .isEqualTo(stored);

            database.run(transaction -> transaction.session().handle().execute("delete from delivery"));
            assertThat(intake.accept(delivery("d-again")).get(30, TimeUnit.SECONDS))
                    .isEqualTo(Intake.STORED);
        }
        assertThat(integrity()).isEqualTo("ok");
    }

    @Test
    void aForeignWriterMakesTheIntakeUnavailableUntilItIsGone() throws Exception {
        try (var database = open(config().busyTimeout(Duration.ofMillis(50)));
                var intake = new DeliveryIntake(database);
                var shell = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            shell.createStatement().execute("begin immediate");

            assertThatThrownBy(() -> intake.accept(delivery("d-1")).get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IntakeUnavailable.class)
                    .hasMessageContaining("held by another process");

            shell.createStatement().execute("rollback");
            assertThat(intake.accept(delivery("d-1")).get(30, TimeUnit.SECONDS)).isEqualTo(Intake.STORED);
        }
    }

    @Test
    void aDatabaseThatMayOnlyBeReadIsNamed() throws SQLException {
        try (var database = open(config())) {
            try (var writer = database.engine().writer().getConnection()) {
                writer.createStatement().execute("pragma query_only = 1");
            }
            assertThatThrownBy(database::probe)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void jobsOfADeadPredecessorAreQueuedAgainAtOnceAndItsAttemptCounts() {
        JobId id;
        try (var database = open(config())) {
            id = database.write(transaction -> transaction.enqueue(new JobPayload.Reconcile(1)));
            // Started, and never ended.
            database.run(transaction -> transaction.starts().startNext("dead", EnumSet.of(JobKind.RECONCILE)));
        }
        try (var database = open(config())) {
            var attempts = new CompletableFuture<Integer>();
            new JobRunner(
                            database,
                            EnumSet.allOf(Capability.class),
                            List.of(Contract.when(JobKind.RECONCILE, (context, job) -> {
                                attempts.complete(context.attempt());
                                return JobResult.done("seen");
                            })),
                            RunnerConfig.named("next"))
                    .runUntilQuietOrThrow();

            assertThat(attempts).isCompletedWithValue(2);
            assertThat(database.read(tables -> tables.jobs().find(id))
                            .orElseThrow()
                            .lastError())
                    .isEqualTo("Its worker dead ended while it ran.");
        }
    }

    @Test
    void aJobThatKillsItsWorkerAgainAndAgainIsParkedAndOthersGoOn() {
        JobId poison;
        try (var database = open(config())) {
            poison = database.write(
                    transaction -> transaction.enqueue(new JobPayload.Reconcile(1), When.NOW.priority(99)));
            database.run(transaction -> transaction.enqueue(new JobPayload.Reconcile(2)));
        }
        for (int crash = 0; crash < JobKind.RECONCILE.attempts(); crash++) {
            try (var database = open(config())) {
                database.buryPredecessors();
                assertThat(database.write(transaction ->
                                        transaction.starts().startNext("dead", EnumSet.of(JobKind.RECONCILE)))
                                .orElseThrow()
                                .id())
                        .isEqualTo(poison);
            }
        }
        try (var database = open(config())) {
            database.buryPredecessors();
            var next = database.write(
                            transaction -> transaction.starts().startNext("next", EnumSet.of(JobKind.RECONCILE)))
                    .orElseThrow();
            assertThat(next.job().payload()).isEqualTo(new JobPayload.Reconcile(2));
            var parked = database.read(tables -> tables.jobs().find(poison)).orElseThrow();
            assertThat(parked.state()).isEqualTo(JobState.FAILED);
            assertThat(parked.lastError())
                    .isEqualTo("Its worker dead ended while it ran. That was attempt 5, the last.");
        }
    }

    private DatabaseConfig.Sqlite config() {
        return DatabaseConfig.sqlite(file());
    }

    private Path file() {
        return folder.resolve("data").resolve("treewarden.db");
    }

    private Database open(DatabaseConfig config) {
        var database = Database.open(config, clock);
        database.migrate();
        return database;
    }

    private Delivery delivery(String id) {
        var body = new byte[2_000];
        new Random(id.hashCode()).nextBytes(body);
        return new Delivery(id, "push", body, clock.instant());
    }

    private static String pragma(Tables tables, String name) {
        return tables.session()
                .handle()
                .createQuery("pragma " + name)
                .mapTo(String.class)
                .one();
    }

    private String integrity() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var rows = connection.createStatement().executeQuery("pragma integrity_check")) {
            return rows.getString(1);
        }
    }
}
