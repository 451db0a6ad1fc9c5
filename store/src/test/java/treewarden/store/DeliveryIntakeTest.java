package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

class DeliveryIntakeTest extends Contract {
    private DeliveryIntake intake;

    @BeforeEach
    void openIntake() {
        intake = new DeliveryIntake(database);
    }

    @AfterEach
    void closeIntake() {
        intake.close();
    }

    @Test
    void aDeliveryIsStoredWithItsJobBeforeItIsAnswered() {
        assertThat(answer(intake.accept(delivery("a-1", "{}")))).isEqualTo(Intake.STORED);

        var stored = stored("a-1");
        assertThat(stored.body()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
        assertThat(stored.event()).isEqualTo("pull_request");
        assertThat(stored.receivedAt()).isEqualTo(clock.instant());
        assertThat(jobs()).containsExactly(new JobPayload.HandleDelivery("a-1"));
    }

    @Test
    void theSameDeliveryTenTimesAtOnceIsOneJob() {
        var threads = Executors.newFixedThreadPool(5);
        var answers = IntStream.range(0, 10)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> answer(intake.accept(delivery("a-1", "{}"))), threads))
                .toList();

        assertThat(answers.stream().map(DeliveryIntakeTest::answer)).containsOnly(Intake.STORED, Intake.DUPLICATE);
        assertThat(jobs()).hasSize(1);
        threads.shutdown();
    }

    @Test
    void aDeliveryThatComesAgainAfterItWasHandledIsADuplicate() {
        answer(intake.accept(delivery("a-1", "{}")));
        handleAll(JobResult.done("handled"));

        assertThat(answer(intake.accept(delivery("a-1", "{}")))).isEqualTo(Intake.DUPLICATE);
        assertThat(jobs()).hasSize(1);
        assertThat(stored("a-1").outcome()).isEqualTo("handled");
    }

    @Test
    void aDeliveryThatComesAgainAfterItFailedForGoodIsTakenUpOnceMore() {
        answer(intake.accept(delivery("a-1", "{}")));
        handleAll(new JobResult.GaveUp("The event could not be read."));
        behindOurBack("update delivery set body = null");

        assertThat(answer(intake.accept(delivery("a-1", "{\"again\":1}")))).isEqualTo(Intake.STORED);

        assertThat(stored("a-1").body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"again\":1}");
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void manyAtOnceFromManyThreadsAreAllStored() {
        var threads = Executors.newFixedThreadPool(8);
        var answers = IntStream.range(0, 500)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> intake.accept(delivery("d-" + i, "{\"n\":" + i + "}")), threads)
                        .thenCompose(stored -> stored))
                .toList();

        assertThat(answers.stream().map(DeliveryIntakeTest::answer)).containsOnly(Intake.STORED);

        assertThat(database.<Integer>read(tables -> tables.deliveries().count()))
                .isEqualTo(500);
        assertThat(handleAll(JobResult.done("handled"))).isEqualTo(500);
        threads.shutdown();
    }

    @Test
    void aLargeBodyIsKeptPackedAndComesBackAsItWas() {
        var random = new byte[300_000];
        new Random(7).nextBytes(random);
        var text = "{\"text\":\"" + "to be or not to be ".repeat(20_000) + "\"}";
        answer(intake.accept(new Delivery("a-1", "push", random, clock.instant())));
        answer(intake.accept(delivery("a-2", text)));

        assertThat(stored("a-1").body()).isEqualTo(random);
        assertThat(stored("a-2").body()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whenTooMuchWaitsTheSenderIsToldToComeAgain() {
        var writing = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var limits = new DeliveryIntake.Limits(2, 1_000, 1);
        try (var small = new DeliveryIntake(database, limits)) {
            // The lock of a migration, so that the writer of the intake has to wait.
            var other = new Thread(() -> database.run(transaction -> {
                transaction
                        .session()
                        .handle()
                        .execute(
                                backend == Backend.POSTGRES
                                        ? "lock table delivery in access exclusive mode"
                                        : "update audit_head set one = 1");
                writing.countDown();
                await(mayCommit);
            }));
            other.start();
            await(writing);
            var accepted = new ArrayList<CompletableFuture<Intake>>();
            var refused = new ArrayList<CompletableFuture<Intake>>();
            for (int i = 0; i < 10; i++) {
                var future = small.accept(delivery("d-" + i, "{}"));
                (future.isCompletedExceptionally() ? refused : accepted).add(future);
            }
            var large = small.accept(delivery("large", "x".repeat(1_001)));
            mayCommit.countDown();

            assertThat(accepted).hasSizeBetween(2, 3);
            assertThat(accepted.stream().map(DeliveryIntakeTest::answer)).containsOnly(Intake.STORED);
            assertThat(refused)
                    .isNotEmpty()
                    .allSatisfy(future -> assertThatThrownBy(() -> answer(future))
                            .hasCauseInstanceOf(IntakeUnavailable.class)
                            .hasMessageContaining("Too many deliveries wait"));
            assertThatThrownBy(() -> answer(large)).hasCauseInstanceOf(IntakeUnavailable.class);
            assertThat(database.<Integer>read(tables -> tables.deliveries().count()))
                    .isEqualTo(accepted.size());
        }
    }

    @Test
    void onceClosedNothingIsTakenAndWhatWaitedIsStored() {
        var before = intake.accept(delivery("a-1", "{}"));
        intake.close();

        assertThat(answer(before)).isEqualTo(Intake.STORED);
        assertThatThrownBy(() -> answer(intake.accept(delivery("a-2", "{}"))))
                .hasCauseInstanceOf(IntakeUnavailable.class)
                .hasMessageContaining("shutting down");
    }

    @Test
    void oneThatCannotBeStoredDoesNotKeepTheOthersOut() {
        behindOurBack(
                backend == Backend.POSTGRES
                        ? "alter table delivery add constraint picky check (event <> 'poison')"
                        : """
                        create trigger picky before insert on delivery when new.event = 'poison'
                        begin select raise(abort, 'picky'); end""");
        var futures = new ArrayList<CompletableFuture<Intake>>();
        for (int i = 0; i < 20; i++) {
            futures.add(intake.accept(delivery("d-" + i, "{}")));
            if (i == 10) {
                futures.add(intake.accept(new Delivery("bad", "poison", new byte[] {1}, clock.instant())));
            }
        }

        assertThatThrownBy(() -> answer(futures.remove(11))).hasCauseInstanceOf(IntakeUnavailable.class);
        assertThat(futures.stream().map(DeliveryIntakeTest::answer)).containsOnly(Intake.STORED);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        for (var nonsense : List.of("", "a b", "a\nb", "x".repeat(101), "'; drop table delivery")) {
            assertThatThrownBy(() -> delivery(nonsense, "{}")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Delivery delivery(String id, String body) {
        return new Delivery(id, "pull_request", body.getBytes(StandardCharsets.UTF_8), clock.instant());
    }

    private StoredDelivery stored(String id) {
        return database.read(tables -> tables.deliveries().find(id)).orElseThrow();
    }

    private List<JobPayload> jobs() {
        List<Job> jobs = database.read(tables -> tables.jobs().list(JobFilter.ALL));
        return jobs.stream().map(Job::payload).toList();
    }

    private int handleAll(JobResult result) {
        return runner(Contract.<JobPayload.HandleDelivery>when(JobKind.HANDLE_DELIVERY, (context, job) -> {
                    context.write(transaction -> transaction.deliveries().handled(job.delivery(), "handled"));
                    return result;
                }))
                .runUntilQuiet()
                .ran();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Intake answer(CompletableFuture<Intake> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
