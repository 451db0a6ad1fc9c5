package treewarden.web;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import treewarden.domain.Capability;
import treewarden.domain.ContributionId;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;
import treewarden.store.TokenAccounts;
import treewarden.store.When;

/**
 * Jobs of every sort: done, failed and queued, one that nobody can do, and one that runs until this is closed. What came
 * of them, what went wrong, how far they are and what the workers are called is in the words that are given.
 */
final class EverySortOfJob implements AutoCloseable {
    private static final ContributionId TWELVE = new ContributionId(Given.TAXONOMY.id(), 12);

    private final CountDownLatch runs = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Database database;
    private final JobRunner named;
    private final Thread worker;

    private EverySortOfJob(Database database, List<String> texts) {
        this.database = database;
        this.named = new JobRunner(
                database, EnumSet.of(Capability.PUBLISH), publishing(), RunnerConfig.named(String.join(" ", texts)));
        var handlers = List.<JobHandler<?>>of(
                when(
                        JobKind.CHECK_CONTRIBUTION,
                        (context, payload) -> JobResult.done(textOf(
                                texts,
                                ((JobPayload.CheckContribution) payload)
                                        .contribution()
                                        .number()))),
                when(
                        JobKind.RECONCILE,
                        (context, payload) ->
                                new JobResult.GaveUp(textOf(texts, ((JobPayload.Reconcile) payload).repository()))),
                when(JobKind.SNAPSHOT_TAXONOMY, (context, payload) -> runUntilClosed(context, texts)));
        var runner = new JobRunner(database, EnumSet.of(Capability.FORGE), handlers, RunnerConfig.named("serve-4711"));
        this.worker = new Thread(runner::runUntilQuiet, "every sort of job");
    }

    static EverySortOfJob on(Database database, List<String> texts) {
        var jobs = new EverySortOfJob(database, texts);
        jobs.begin(texts);
        return jobs;
    }

    private void begin(List<String> texts) {
        database.run(transaction -> {
            for (int n = 1; n <= texts.size(); n++) {
                transaction.enqueue(new JobPayload.CheckContribution(new ContributionId(Given.TAXONOMY.id(), n)));
                transaction.enqueue(new JobPayload.Reconcile(n));
            }
            transaction.enqueue(new JobPayload.SnapshotTaxonomy(1));
            transaction
                    .tokenAccounts()
                    .take(
                            TokenAccounts.ofDay(JobKind.RUN_SAMPLE, LocalDate.ofInstant(Site.NOON, ZoneOffset.UTC)),
                            184_220,
                            Long.MAX_VALUE,
                            Site.NOON);
        });
        named.start();
        worker.start();
        try {
            if (!runs.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the job that is to run does not");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JobResult runUntilClosed(JobContext context, List<String> texts) {
        context.progress(412, 1_040, texts.get(0));
        database.run(transaction -> {
            transaction.enqueue(new JobPayload.RunSample(TWELVE, Given.head(12), List.of(), List.of()));
            transaction.enqueue(new JobPayload.Remind(1), When.at(Site.NOON.plus(Duration.ofMinutes(20))));
        });
        runs.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return JobResult.done("1,040 leaves");
    }

    /** There are no such jobs here; a worker can do all of a sort or is none. */
    private static List<JobHandler<?>> publishing() {
        return Arrays.stream(JobKind.values())
                .filter(kind -> kind.capability() == Capability.PUBLISH)
                .<JobHandler<?>>map(kind -> when(kind, (context, payload) -> JobResult.done("")))
                .toList();
    }

    private static String textOf(List<String> texts, long number) {
        return texts.get((int) number - 1);
    }

    private static JobHandler<JobPayload> when(JobKind kind, BiFunction<JobContext, JobPayload, JobResult> work) {
        return new JobHandler<>() {
            @Override
            public JobKind kind() {
                return kind;
            }

            @Override
            public JobResult run(JobContext context, JobPayload payload) {
                return work.apply(context, payload);
            }
        };
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        named.close();
    }
}
