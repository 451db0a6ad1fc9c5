package treewarden.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;

/**
 * Runs the jobs for which this process has the capabilities. db-scheduler finds the due ones, shows by heartbeats that we
 * live and finds the jobs of workers that do not; everything else about a job is in {@link JobQueue}.
 */
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    /** How soon a job is looked at again whose twin was running; the twin's end wakes it before that. */
    private static final Duration TWIN_RETRY = Duration.ofSeconds(1);

    private static final int TOO_MANY_RUNS = 100_000;

    private final Database database;
    private final Set<Capability> capabilities;
    private final RunnerConfig config;
    private final JobExecution execution;
    private @Nullable Started started;

    private record Started(
            Scheduler scheduler, ThreadPoolExecutor threads, Changes.Subscription wake, ShowAlive alive) {}

    /** Takes those of the handlers whose capability it has. */
    public JobRunner(
            Database database, Set<Capability> capabilities, List<JobHandler<?>> handlers, RunnerConfig config) {
        this.database = database;
        this.capabilities = Set.copyOf(capabilities);
        this.config = config;
        this.execution = new JobExecution(
                database,
                config,
                handlers.stream()
                        .filter(handler -> capabilities.contains(handler.kind().capability()))
                        .toList());
    }

    /** Starts to run jobs on threads of its own. Throws when a kind of job of its capabilities has no handler. */
    public synchronized void start() {
        if (started != null) {
            throw new IllegalStateException("the runner has been started already");
        }
        refuseGaps();
        database.buryPredecessors();
        var threads = threads();
        var scheduler = Scheduler.create(database.engine().picker(), tasks())
                .schedulerName(new SchedulerName.Fixed(config.name()))
                .threads(config.threads())
                .executorService(threads)
                .pollUsingFetch(0.5, 1.0)
                .pollingInterval(config.polling())
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(config.missedHeartbeats())
                // Rows of capabilities that we lack are for other workers: they are not ours to delete.
                .deleteUnresolvedAfter(Duration.ofDays(36_500))
                .jdbcCustomization(database.engine().scheduling())
                .enablePriority()
                .shutdownMaxWait(Duration.ofSeconds(1))
                .clock(() -> database.clock().instant())
                .build();
        scheduler.start();
        started = new Started(
                scheduler,
                threads,
                database.whenJobsCome(scheduler::triggerCheckForDueExecutions),
                ShowAlive.start(database, config, capabilities));
        LOG.info("Worker {} runs jobs that need {}", config.name(), capabilities);
    }

    /**
     * Starts no more jobs, waits this long for those that run, then interrupts them and gives them back to the queue.
     */
    public synchronized void stop(Duration drain) {
        if (started == null) {
            return;
        }
        started.wake().close();
        started.scheduler().pause();
        started.threads().getQueue().clear();
        started.threads().shutdown();
        if (!ended(started.threads(), drain)) {
            execution.stopping();
            started.threads().shutdownNow();
            if (!ended(started.threads(), Duration.ofSeconds(5))) {
                LOG.warn("Jobs of worker {} do not end; another worker takes them over", config.name());
            }
        }
        started.scheduler().stop();
        started.alive().close();
        started = null;
    }

    /** Stops, with half a minute for the jobs that run. */
    @Override
    public void close() {
        stop(Duration.ofSeconds(30));
    }

    /**
     * Runs due jobs in the calling thread, the higher priority first and among equals the older, until none is due. Jobs
     * without a handler here stay queued.
     */
    public Quiet runUntilQuiet() {
        database.buryPredecessors();
        var failures = new ArrayList<String>();
        for (int ran = 0; ran < TOO_MANY_RUNS; ran++) {
            var claim = database.pick(transaction -> {
                transaction.jobsMove();
                return transaction.starts().startNext(config.name(), execution.kinds());
            });
            if (claim.isEmpty()) {
                return new Quiet(ran, failures);
            }
            var job = claim.get().job();
            execution
                    .run(claim.get())
                    .ifPresent(why ->
                            failures.add("job " + job.id() + " (" + job.kind().slug() + ") failed: " + why));
        }
        throw new IllegalStateException("the jobs do not come to rest: " + TOO_MANY_RUNS + " runs");
    }

    /** {@link #runUntilQuiet()}, and throws when a run failed. The number of runs. */
    public int runUntilQuietOrThrow() {
        var quiet = runUntilQuiet();
        if (!quiet.failures().isEmpty()) {
            throw new IllegalStateException(String.join("\n", quiet.failures()));
        }
        return quiet.ran();
    }

    private void refuseGaps() {
        var missing = EnumSet.allOf(JobKind.class);
        missing.removeIf(kind ->
                !capabilities.contains(kind.capability()) || execution.kinds().contains(kind));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no handler for jobs of kind " + missing);
        }
    }

    private List<Task<?>> tasks() {
        var tasks = new ArrayList<Task<?>>();
        capabilities.forEach(capability -> tasks.add(task(capability)));
        return tasks;
    }

    private Task<?> task(Capability capability) {
        return Tasks.custom(ScheduledTasks.taskName(capability), Void.class)
                .onDeadExecution((complete, operations) -> takeBack(capability, complete.getExecution()))
                .onFailure((complete, operations) -> LOG.error(
                        "Job {} ended with an error outside its handler; it is taken over when its heartbeat runs out",
                        complete.getExecution().getId(),
                        complete.getCause().orElse(null)))
                .execute((instance, context) -> {
                    runPicked(pick(capability, context.getExecution()));
                    // The row was moved or deleted together with the job.
                    return (CompletionHandler<Void>) (complete, operations) -> {};
                });
    }

    private void runPicked(ScheduledTasks.Pick pick) {
        if (start(pick) instanceof JobStarts.Start.Started run) {
            execution.run(run.claim());
        }
    }

    private JobStarts.Start start(ScheduledTasks.Pick pick) {
        try {
            return database.pick(transaction -> {
                transaction.jobsMove();
                return transaction.starts().start(pick, config.name(), TWIN_RETRY);
            });
        } catch (RuntimeException e) {
            if (!Database.isDuplicate(e)) {
                throw e;
            }
            // Another process started the twin in the same moment.
            database.run(transaction ->
                    transaction.starts().putOff(pick, database.clock().instant().plus(TWIN_RETRY)));
            return new JobStarts.Start.NotNow();
        }
    }

    private void takeBack(Capability capability, Execution dead) {
        LOG.warn("Job {} is taken back from worker {}, which shows no sign of life", dead.getId(), dead.pickedBy);
        database.run(transaction -> {
            transaction.endings().takeBack(pick(capability, dead));
            transaction.wakeRunners();
        });
    }

    private static ScheduledTasks.Pick pick(Capability capability, Execution execution) {
        return new ScheduledTasks.Pick(capability, new JobId(Long.parseLong(execution.getId())), execution.version);
    }

    private ThreadPoolExecutor threads() {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(task, "job-" + number.incrementAndGet()));
    }

    private static boolean ended(ThreadPoolExecutor threads, Duration within) {
        try {
            return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
