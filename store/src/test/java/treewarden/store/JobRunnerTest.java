package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

class JobRunnerTest extends Contract {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    @Test
    void aJobOfThisProcessIsSeenAtOnceHoweverSeldomTheDatabaseIsPolled() {
        var ran = new CompletableFuture<Long>();
        try (var runner = forge("worker-1", config -> config.polling(LONG), job -> ran.complete(job.repository()))) {
            runner.start();
            var id = enqueue(reconcile(4));

            assertThat(await(ran)).isEqualTo(4);
            runner.stop(DRAIN);
            assertState(id, JobState.DONE);
        }
    }

    @Test
    void jobsOfOneKeyNeverRunTogetherAndTheNextStartsWhenTheFirstEnds() {
        var together = new AtomicInteger();
        var most = new AtomicInteger();
        var both = new CountDownLatch(2);
        var firstRuns = new CountDownLatch(1);
        var firstMayEnd = new CountDownLatch(1);
        try (var runner = forge("worker-1", config -> config.polling(LONG), job -> {
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            firstRuns.countDown();
            await(firstMayEnd);
            together.decrementAndGet();
            both.countDown();
        })) {
            runner.start();
            enqueue(reconcile(1));
            await(firstRuns);
            var second = enqueue(reconcile(1));
            firstMayEnd.countDown();
            await(both);

            runner.stop(DRAIN);
            assertState(second, JobState.DONE);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void twoWorkersShareTheQueueAndNothingRunsTwice() {
        int jobs = 300;
        var runs = new ConcurrentHashMap<Long, Integer>();
        var all = new CountDownLatch(jobs);
        database.run(transaction -> {
            for (int i = 1; i <= jobs; i++) {
                transaction.enqueue(reconcile(i));
            }
        });
        try (var other = backend == Backend.POSTGRES ? Database.open(config, clock) : database;
                var one = forge("worker-1", database, job -> count(runs, all, job));
                var two = forge("worker-2", other, job -> count(runs, all, job))) {
            one.start();
            two.start();
            await(all);
            one.stop(DRAIN);
            two.stop(DRAIN);

            assertThat(runs).hasSize(jobs);
            assertThat(runs.values()).containsOnly(1);
            Map<JobState, Integer> states =
                    database.read(tables -> tables.jobs().countsByState());
            assertThat(states).containsOnly(Map.entry(JobState.DONE, jobs));
        }
    }

    @Test
    void aWorkerThatShowsNoSignOfLifeLosesItsJobAndCannotWriteAnyMore() {
        var hangs = new CountDownLatch(1);
        var comesBack = new CountDownLatch(1);
        var taken = new CompletableFuture<Integer>();
        var deadTried = new CompletableFuture<RuntimeException>();
        var deadHandler = Contract.<JobPayload.Reconcile>when(JobKind.RECONCILE, (context, job) -> {
            hangs.countDown();
            await(comesBack);
            try {
                context.write(transaction -> transaction.repositories().remember(TAXONOMY));
            } catch (RuntimeException e) {
                deadTried.complete(e);
            }
            assertThat(context.cancelled()).isTrue();
            assertThatThrownBy(context::fence).isInstanceOf(LostLease.class);
            return new JobResult.Done(transaction -> transaction.repositories().remember(TAXONOMY), "too late");
        });
        var liveHandler = Contract.<JobPayload.Reconcile>when(JobKind.RECONCILE, (context, job) -> {
            taken.complete(context.attempt());
            return JobResult.done("in time");
        });
        try (var dead = runnerOf(
                        "dead", deadHandler, config -> config.heartbeat(LONG).threads(1));
                var live = runnerOf("live", liveHandler, config -> config)) {
            dead.start();
            var id = enqueue(reconcile(1));
            await(hangs);
            live.start();
            clock.advance(Duration.ofMinutes(1));

            assertThat(await(taken)).isEqualTo(2);
            live.stop(DRAIN);
            comesBack.countDown();
            dead.stop(DRAIN);

            assertThat(await(deadTried)).isInstanceOf(LostLease.class);
            assertThat(job(id).result()).isEqualTo("in time");
            assertThat(job(id).worker()).isEqualTo("live");
            List<KnownRepository> written =
                    database.read(tables -> tables.repositories().list());
            assertThat(written).isEmpty();
        }
    }

    @Test
    void aLivingWorkerKeepsItsLongJob() {
        var runs = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var beats = new CompletableFuture<Boolean>();
        try (var runner = forge("worker-1", config -> config.heartbeat(Duration.ofMillis(20)), job -> {
            runs.countDown();
            await(mayEnd);
        })) {
            runner.start();
            var id = enqueue(reconcile(1));
            await(runs);
            // Step by step past the limit: at each the heartbeat is seen before the next.
            for (int i = 0; i < 20; i++) {
                clock.advance(Duration.ofMillis(60));
                awaitHeartbeat(id);
            }
            beats.complete(true);
            mayEnd.countDown();
            runner.stop(DRAIN);

            assertThat(job(id).attempts()).isEqualTo(1);
            assertState(id, JobState.DONE);
        }
    }

    @Test
    void aWorkerThatStopsGivesItsJobBackUncounted() {
        var runs = new CountDownLatch(1);
        try (var runner = forge("worker-1", config -> config, job -> {
            runs.countDown();
            await(new CountDownLatch(1));
        })) {
            runner.start();
            var id = enqueue(reconcile(1));
            await(runs);

            runner.stop(Duration.ZERO);

            assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
            assertThat(job(id).attempts()).isZero();
            assertThat(forge("worker-2", config -> config, job -> {}).runUntilQuietOrThrow())
                    .isEqualTo(1);
        }
    }

    @Test
    void aWorkerLeavesJobsAloneForWhichItLacksTheCapability() {
        var sample = enqueue(new JobPayload.RunSample(new ContributionId(77, 1), HEAD, List.of(), List.of()));
        var ran = new CountDownLatch(2);
        try (var runner = forge("worker-1", config -> config, job -> ran.countDown())) {
            runner.start();
            enqueue(reconcile(1));
            enqueue(reconcile(2));
            await(ran);
            runner.stop(DRAIN);

            assertState(sample, JobState.QUEUED);
        }
        var sampler = Contract.<JobPayload.RunSample>when(
                JobKind.RUN_SAMPLE,
                (context, job) -> new JobResult.Done(transaction -> transaction.enqueue(new JobPayload.ReportSample(
                        job.contribution(), new CommitId("c".repeat(40)), Digest.of("report")))));
        assertThat(runner(sampler).runUntilQuietOrThrow()).isEqualTo(1);
        assertState(sample, JobState.DONE);
    }

    @Test
    void aJobIsCancelledWhileItRunsOnAnotherThread() {
        var runs = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var handler = Contract.<JobPayload.Reconcile>when(JobKind.RECONCILE, (context, job) -> {
            runs.countDown();
            while (!context.cancelled()) {
                Thread.onSpinWait();
            }
            ended.countDown();
            return new JobResult.Failed("ended early");
        });
        try (var runner = runnerOf("worker-1", handler, config -> config)) {
            runner.start();
            var id = enqueue(reconcile(1));
            await(runs);

            database.run(transaction -> transaction.requestCancel(id));
            await(ended);
            runner.stop(DRAIN);

            assertState(id, JobState.CANCELLED);
        }
    }

    private interface Work {
        void on(JobPayload.Reconcile job);
    }

    private interface Setting {
        RunnerConfig of(RunnerConfig config);
    }

    private JobRunner forge(String name, Setting setting, Work work) {
        return runnerOf(name, doing(work), setting);
    }

    private JobRunner forge(String name, Database on, Work work) {
        return new JobRunner(on, Set.of(Capability.FORGE), forgeHandlers(doing(work)), settings(name));
    }

    private JobRunner runnerOf(String name, JobHandler<?> handler, Setting setting) {
        return new JobRunner(database, Set.of(Capability.FORGE), forgeHandlers(handler), setting.of(settings(name)));
    }

    private static JobHandler<JobPayload.Reconcile> doing(Work work) {
        return when(JobKind.RECONCILE, (context, job) -> {
            work.on(job);
            return JobResult.done("done");
        });
    }

    /** The one that matters, and one that is not called for each other kind. */
    private static List<JobHandler<?>> forgeHandlers(JobHandler<?> handler) {
        var handlers = new ArrayList<JobHandler<?>>(List.of(handler));
        Stream.of(JobKind.values())
                .filter(kind -> kind.capability() == Capability.FORGE && kind != handler.kind())
                .forEach(kind -> handlers.add(when(kind, (context, job) -> new JobResult.GaveUp("not expected"))));
        return handlers;
    }

    private static void count(Map<Long, Integer> runs, CountDownLatch all, JobPayload.Reconcile job) {
        runs.merge(job.repository(), 1, Integer::sum);
        all.countDown();
    }

    /** Until the row's heartbeat is the present time. */
    private void awaitHeartbeat(JobId id) {
        long now = clock.millis();
        var sql = backend == Backend.SQLITE
                ? "select last_heartbeat from scheduled_tasks where task_instance = '" + id + "'"
                : "select cast(extract(epoch from last_heartbeat) * 1000 as bigint) from scheduled_tasks"
                        + " where task_instance = '" + id + "'";
        while (database.<Long>read(tables -> tables.session()
                        .handle()
                        .createQuery(sql)
                        .mapTo(Long.class)
                        .one())
                < now) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
