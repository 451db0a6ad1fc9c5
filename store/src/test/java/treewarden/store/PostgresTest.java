package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Repository;
import treewarden.sandbox.time.SettableClock;

/** What is special about a server: it can go away, and it can choose a victim. */
class PostgresTest {
    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(Backend.POSTGRES.fresh(folder), new SettableClock());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aConnectionThatIsCutIsToldApartFromAMistakeAndTheNextOneWorks() {
        assertThatThrownBy(() -> database.run(transaction ->
                        transaction.session().handle().execute("select pg_terminate_backend(pg_backend_pid())")))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("does not answer or is restarting");

        database.probe();
    }

    @Test
    void machinesWhoseClocksDifferAgreeOnTheTime() {
        var config = Backend.POSTGRES.fresh(folder);
        var now = Clock.systemUTC().instant();
        try (var early = Database.openInItsTime(config, Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)));
                var late = Database.openInItsTime(config, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))) {
            assertThat(early.clock().instant()).isCloseTo(now, within(1, ChronoUnit.MINUTES));
            assertThat(late.clock().instant()).isCloseTo(now, within(1, ChronoUnit.MINUTES));
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Database.open(
                        DatabaseConfig.postgres("jdbc:postgresql://localhost:1/nothing", "nobody", "secret"),
                        new SettableClock()))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("localhost:1");
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(DatabaseConfig.postgres("jdbc:postgresql://db/treewarden", "warden", "secret"))
                .hasToString("Postgres[url=jdbc:postgresql://db/treewarden, user=warden]");
    }

    @Test
    void theVictimOfADeadlockTriesAgain() {
        database.run(transaction -> {
            transaction.repositories().remember(new Repository(1, "a", "a", 1));
            transaction.repositories().remember(new Repository(2, "b", "b", 2));
        });
        var meeting = new CyclicBarrier(2);
        var tries = new AtomicInteger();
        var one = CompletableFuture.runAsync(() -> suspendBoth(1, 2, meeting, tries));
        var two = CompletableFuture.runAsync(() -> suspendBoth(2, 1, meeting, tries));

        CompletableFuture.allOf(one, two).join();

        List<KnownRepository> known =
                database.read(tables -> tables.repositories().list());
        assertThat(known).extracting(KnownRepository::state).containsOnly(RepositoryState.SUSPENDED);
        assertThat(tries.get()).isGreaterThan(2);
    }

    private void suspendBoth(long first, long second, CyclicBarrier meeting, AtomicInteger tries) {
        database.run(transaction -> {
            boolean firstTry = tries.incrementAndGet() <= 2;
            transaction.repositories().set(first, RepositoryState.SUSPENDED);
            if (firstTry) {
                await(meeting);
            }
            transaction.repositories().set(second, RepositoryState.SUSPENDED);
        });
    }

    private static void await(CyclicBarrier meeting) {
        try {
            meeting.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
