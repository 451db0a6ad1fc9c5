package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;

/** What the pages ask of the queue and of the teacher's tokens. */
class JobsShownTest extends Contract {
    @Test
    void jobsAreListedAsTheyWaitAndAsTheyEndedAndByTheirNumber() {
        var first = enqueue(reconcile(1));
        var urgent = database.write(transaction -> transaction.enqueue(reconcile(2), When.NOW.priority(90)));
        assertThat(ids(database.read(tables -> tables.jobs().queued(Set.of(Capability.FORGE), 10))))
                .containsExactly(urgent, first);

        runner(when(JobKind.RECONCILE, (context, payload) -> {
                    clock.advance(Duration.ofSeconds(90));
                    return JobResult.done("looked");
                }))
                .runUntilQuietOrThrow();
        var waiting = enqueue(reconcile(3));

        assertThat(ids(database.read(tables -> tables.jobs().ended(10)))).containsExactly(first, urgent);
        assertThat(ids(database.read(tables -> tables.jobs().before(null, Long.MAX_VALUE, 2))))
                .containsExactly(waiting, urgent);
        assertThat(ids(database.read(tables -> tables.jobs().before(JobState.DONE, urgent.number(), 10))))
                .containsExactly(first);
        assertThat(database.<List<Long>>read(tables -> tables.jobs().lastRuns(JobKind.RECONCILE, 5)))
                .containsExactly(90_000L, 90_000L);
        assertThat(database.<List<Job>>read(tables -> tables.jobs().queued(Set.of(Capability.GPU), 10)))
                .isEmpty();
        assertThat(database.<Map<Capability, Integer>>read(
                        tables -> tables.jobs().queuedByCapability()))
                .isEqualTo(Map.of(Capability.FORGE, 1));
        assertThat(database.<Map<JobState, Integer>>read(tables -> tables.jobs().openByState()))
                .isEqualTo(Map.of(JobState.QUEUED, 1));
    }

    @Test
    void whatFailedStandsInNobodysWayAmongThoseThatEnded() {
        var done = enqueue(reconcile(1));
        runner(when(JobKind.RECONCILE, (context, payload) -> JobResult.done("looked")))
                .runUntilQuietOrThrow();
        clock.advance(Duration.ofHours(1));
        var cancelled = enqueue(reconcile(2));
        database.run(transaction -> transaction.requestCancel(cancelled));
        clock.advance(Duration.ofHours(1));
        enqueue(reconcile(3));
        enqueue(reconcile(4));
        runner(when(JobKind.RECONCILE, (context, payload) -> new JobResult.GaveUp("down")))
                .runUntilQuiet();

        assertThat(ids(database.read(tables -> tables.jobs().ended(2)))).containsExactly(cancelled, done);
        assertThat(ids(database.read(tables -> tables.jobs().ended(1)))).containsExactly(cancelled);
    }

    @Test
    void thoseWhoWatchAreToldWhenJobsComeStartAndEnd() {
        var told = new ArrayList<JobState>();
        var id = enqueue(reconcile(1));
        try (var watching = database.changes().subscribeToJobs(() -> told.add(job(id).state()))) {
            assertThat(watching).isNotNull();
            runner(when(JobKind.RECONCILE, (context, payload) -> JobResult.done("looked")))
                    .runUntilQuietOrThrow();
        }
        assertThat(told).contains(JobState.RUNNING, JobState.DONE);
    }

    @Test
    void tokensAreCountedByDayAndKind() {
        var day = LocalDate.of(2026, 11, 22);
        var account = TokenAccounts.ofDay(JobKind.RUN_SAMPLE, day);
        database.run(transaction -> {
            transaction.tokenAccounts().take(account, 500, Long.MAX_VALUE, clock.instant());
            transaction.tokenAccounts().giveBack(account, 80);
        });

        assertThat(database.<Map<String, Long>>read(tables -> tables.tokenAccounts()
                        .takenOn(List.of(day, day.minusDays(1)), Set.of(JobKind.RUN_SAMPLE, JobKind.RUN_PRECHECK))))
                .isEqualTo(Map.of(account, 420L));
    }

    @Test
    void eachAttemptIsKeptAsItEndedUntilItsJobIsForgotten() {
        var id = enqueue(reconcile(1));
        var runner = runner(when(JobKind.RECONCILE, (context, payload) -> {
            context.progress(2, 5, "pages");
            clock.advance(Duration.ofSeconds(4));
            return context.attempt() == 1 ? new JobResult.Failed("not reached") : JobResult.done("looked");
        }));
        runner.runUntilQuiet();
        clock.advance(Duration.ofHours(1));
        runner.runUntilQuiet();

        var attempts =
                database.<List<JobAttempt>>read(tables -> tables.jobAttempts().of(id, 10));
        assertThat(attempts)
                .extracting(JobAttempt::attempt, JobAttempt::outcome, JobAttempt::message, JobAttempt::took)
                .containsExactly(
                        tuple(2, JobAttempt.Outcome.DONE, "looked", Duration.ofSeconds(4)),
                        tuple(1, JobAttempt.Outcome.FAILED, "not reached", Duration.ofSeconds(4)));
        assertThat(attempts.get(0).progress()).isEqualTo(new Progress(2, 5, "pages"));
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        assertThat(database.<List<JobAttempts.Fared>>read(
                        tables -> tables.jobAttempts().since(today, Set.of(JobKind.RECONCILE))))
                .containsExactly(new JobAttempts.Fared(JobKind.RECONCILE, today, 2, 1, 8_000));

        clock.advance(Duration.ofDays(31));
        new Retention(database).sweep();
        assertThat(database.<List<JobAttempt>>read(
                        tables -> tables.jobAttempts().of(id, 10)))
                .isEmpty();
    }

    @Test
    void whatAJobSaidIsKeptOnceASecondTheLastFiftyTimesUntilItIsForgotten() {
        var id = enqueue(reconcile(1));
        runner(when(JobKind.RECONCILE, (context, payload) -> {
                    for (int page = 1; page <= 60; page++) {
                        context.progress(page, 60, "page " + page);
                        context.progress(60, 60, "the same second");
                        clock.advance(Duration.ofSeconds(1));
                    }
                    return JobResult.done("looked");
                }))
                .runUntilQuietOrThrow();

        var said = database.<List<JobSaid>>read(tables -> tables.saidByJobs().of(id));
        assertThat(said)
                .hasSize(SaidByJobs.KEPT)
                .first()
                .isEqualTo(new JobSaid(
                        1, said.get(0).epoch(), clock.instant().minusSeconds(1), new Progress(60, 60, "page 60")));
        assertThat(said.get(49).progress().what()).isEqualTo("page 11");

        clock.advance(Duration.ofDays(31));
        new Retention(database).sweep();
        assertThat(database.<List<JobSaid>>read(tables -> tables.saidByJobs().of(id)))
                .isEmpty();
    }

    @Test
    void anAttemptThatWasToldToEndIsKeptAsCancelled() {
        var id = enqueue(reconcile(1));
        runner(when(JobKind.RECONCILE, (context, payload) -> {
                    database.run(transaction -> transaction.requestCancel(id));
                    return new JobResult.Failed("interrupted");
                }))
                .runUntilQuiet();

        assertThat(database.<List<JobAttempt>>read(
                        tables -> tables.jobAttempts().of(id, 10)))
                .extracting(JobAttempt::outcome)
                .containsExactly(JobAttempt.Outcome.CANCELLED);
    }

    private static List<JobId> ids(List<Job> jobs) {
        return jobs.stream().map(Job::id).toList();
    }
}
