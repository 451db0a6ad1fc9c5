package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

class JobQueueTest extends Contract {
    private final List<Long> ran = new ArrayList<>();
    private final JobHandler<JobPayload.Reconcile> remembering = when(JobKind.RECONCILE, (context, job) -> {
        ran.add(job.repository());
        return JobResult.done("seen " + job.repository());
    });

    @Test
    void aJobRunsOnceAndLeavesItsResult() {
        var id = enqueue(reconcile(1));

        assertThat(runner(remembering).runUntilQuietOrThrow()).isEqualTo(1);
        assertThat(runner(remembering).runUntilQuietOrThrow()).isZero();

        var job = job(id);
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.result()).isEqualTo("seen 1");
        assertThat(job.worker()).isEqualTo("worker-1");
        assertThat(job.payload()).isEqualTo(reconcile(1));
        assertThat(job.finishedAt()).isEqualTo(clock.instant());
        assertThat(ran).containsExactly(1L);
    }

    @Test
    void theHigherPriorityGoesFirstAndAmongEqualsTheOlder() {
        database.run(transaction -> {
            transaction.enqueue(reconcile(1));
            transaction.enqueue(reconcile(2));
            transaction.enqueue(reconcile(3), When.NOW.priority(90));
            transaction.enqueue(reconcile(4), When.NOW.priority(10));
        });

        runner(remembering).runUntilQuietOrThrow();

        assertThat(ran).containsExactly(3L, 1L, 2L, 4L);
    }

    @Test
    void aSecondJobWithTheKeyOfOneThatWaitsIsThatOne() {
        var first = enqueue(reconcile(1));
        var second = database.write(transaction -> transaction.enqueue(reconcile(1), When.NOW.priority(80)));

        assertThat(second).isEqualTo(first);
        assertThat(job(first).priority()).isEqualTo(80);
        runner(remembering).runUntilQuietOrThrow();
        assertThat(ran).containsExactly(1L);
    }

    @Test
    void aJobForLaterIsPulledForwardByOneForNow() {
        database.run(transaction ->
                transaction.enqueue(reconcile(1), When.at(clock.instant().plus(Duration.ofHours(1)))));
        assertThat(runner(remembering).runUntilQuietOrThrow()).isZero();

        enqueue(reconcile(1));

        assertThat(runner(remembering).runUntilQuietOrThrow()).isEqualTo(1);
    }

    @Test
    void aJobForLaterRunsWhenItsTimeHasCome() {
        database.run(transaction ->
                transaction.enqueue(reconcile(1), When.at(clock.instant().plus(Duration.ofHours(1)))));

        clock.advance(Duration.ofMinutes(59));
        assertThat(runner(remembering).runUntilQuietOrThrow()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(runner(remembering).runUntilQuietOrThrow()).isEqualTo(1);
    }

    @Test
    void fiftyPushesWhileOneIsCheckedAreOneMoreCheck() {
        var checks = new ArrayList<JobId>();
        var check = new JobPayload.CheckContribution(new ContributionId(77, 1));
        enqueue(check);
        var handler = JobQueueTest.<JobPayload.CheckContribution>when(JobKind.CHECK_CONTRIBUTION, (context, job) -> {
            if (checks.isEmpty()) {
                for (int push = 0; push < 50; push++) {
                    enqueue(check);
                }
            }
            checks.add(context.id());
            return JobResult.done("checked");
        });

        runner(handler).runUntilQuietOrThrow();

        assertThat(checks).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whatAJobLeavesBehindIsWrittenWithItsEndOrNotAtAll() {
        var id = enqueue(reconcile(1));
        var handler = when(
                JobKind.RECONCILE,
                (context, job) -> new JobResult.Done(transaction -> {
                    transaction.repositories().remember(TAXONOMY);
                    throw new IllegalStateException("the disk of the reader is full");
                }));

        var quiet = runner(handler).runUntilQuiet();

        assertThat(quiet.failures())
                .containsExactly("job " + id + " (reconcile) failed: the disk of the reader is full");
        List<KnownRepository> repositories =
                database.read(tables -> tables.repositories().list());
        assertThat(repositories).isEmpty();
        assertState(id, JobState.QUEUED);
    }

    @Test
    void aFailedJobIsTriedAgainLaterAndLaterAndThenParked() {
        var id = enqueue(reconcile(1));
        var runner = runner(when(JobKind.RECONCILE, (context, job) -> {
            throw new IllegalStateException("GitHub answered 502.");
        }));
        var waits = new ArrayList<Duration>();

        for (int attempt = 1; attempt < JobKind.RECONCILE.attempts(); attempt++) {
            assertThat(runner.runUntilQuiet().ran()).isEqualTo(1);
            waits.add(Duration.between(clock.instant(), job(id).notBefore()));
            clock.advance(waits.get(attempt - 1));
        }
        runner.runUntilQuiet();

        assertThat(waits.get(3)).isGreaterThan(waits.get(0).multipliedBy(2));
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(7_500));
        assertThat(job(id).state()).isEqualTo(JobState.FAILED);
        assertThat(job(id).lastError()).isEqualTo("GitHub answered 502. That was attempt 5, the last.");
        clock.advance(Duration.ofDays(9));
        assertThat(runner.runUntilQuiet().ran()).isZero();
    }

    @Test
    void aJobThatIsPutOffDoesNotUseUpItsAttempts() {
        var id = enqueue(reconcile(1));
        var runner = runner(when(
                JobKind.RECONCILE,
                (context, job) ->
                        new JobResult.Again(context.clock().instant().plusSeconds(60), "GitHub asks to wait.")));

        for (int i = 0; i < 20; i++) {
            assertThat(runner.runUntilQuietOrThrow()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(60));
        }

        assertThat(job(id).attempts()).isZero();
        assertThat(job(id).lastError()).isEqualTo("GitHub asks to wait.");
    }

    @Test
    void aJobIsNotPutOffForEver() {
        var id = enqueue(reconcile(1));
        var runner = runner(when(
                JobKind.RECONCILE,
                (context, job) -> new JobResult.Again(
                        context.clock().instant().plus(Duration.ofHours(20)), "GitHub asks to wait.")));

        for (int i = 0; i < 5; i++) {
            runner.runUntilQuiet();
            clock.advance(Duration.ofHours(20));
        }

        assertThat(job(id).state()).isEqualTo(JobState.FAILED);
        assertThat(job(id).lastError()).contains("again and again");
    }

    @Test
    void newWorkDoesNotShortenTheWaitOfAJobThatWasPutOff() {
        enqueue(reconcile(1));
        var runner = runner(when(
                JobKind.RECONCILE,
                (context, job) -> new JobResult.Again(context.clock().instant().plusSeconds(60), "wait")));
        runner.runUntilQuietOrThrow();

        enqueue(reconcile(1));

        assertThat(runner.runUntilQuietOrThrow()).isZero();
    }

    @Test
    void aFailedJobGivesWayToOneThatWaitsWithTheSameKey() {
        var first = enqueue(reconcile(1));
        var twin = new ArrayList<JobId>();
        var runner = runner(when(JobKind.RECONCILE, (context, job) -> {
            if (twin.isEmpty()) {
                twin.add(enqueue(reconcile(1)));
                return new JobResult.Failed("GitHub answered 502.");
            }
            return JobResult.done("seen");
        }));

        runner.runUntilQuiet();

        assertThat(job(first).state()).isEqualTo(JobState.CANCELLED);
        assertThat(job(first).result()).isEqualTo("gave way to job " + twin.get(0) + ", which does the same");
        assertState(twin.get(0), JobState.DONE);
    }

    @Test
    void aDecisionThatCameInBetweenLetsTheJobStartOverAtOnce() {
        var stored = apply(decide(contribution(1)));
        var id = enqueue(reconcile(1));
        var runner = runner(when(JobKind.RECONCILE, (context, job) -> {
            var seen = context.attempt() == 1
                    ? stored
                    : database.read(tables -> tables.contributions().find(stored.id()))
                            .orElseThrow();
            if (context.attempt() == 1) {
                apply(decide(stored));
            }
            return new JobResult.Done(transaction -> transaction.apply(decide(seen)));
        }));

        runner.runUntilQuietOrThrow();

        assertState(id, JobState.DONE);
        assertThat(job(id).attempts()).isEqualTo(2);
    }

    @Test
    void anErrorOfTheMachineIsCountedAndPassedOn() {
        var id = enqueue(reconcile(1));
        var runner = runner(when(JobKind.RECONCILE, (context, job) -> {
            throw new OutOfMemoryError("Java heap space");
        }));

        assertThatThrownBy(runner::runUntilQuiet).isInstanceOf(OutOfMemoryError.class);

        assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
        assertThat(job(id).attempts()).isEqualTo(1);
        assertThat(job(id).lastError()).isEqualTo("Java heap space");
    }

    @Test
    void jobsWithoutAHandlerHereStayForOthers() {
        var id = enqueue(new JobPayload.RunSample(
                new ContributionId(77, 1), new CommitId("b".repeat(40)), List.of(), List.of()));

        assertThat(runner(remembering).runUntilQuietOrThrow()).isZero();

        assertState(id, JobState.QUEUED);
        assertThatThrownBy(() -> runner(remembering).start())
                .hasMessageContaining("no handler for jobs of kind")
                .hasMessageContaining("RUN_SAMPLE");
    }
}
