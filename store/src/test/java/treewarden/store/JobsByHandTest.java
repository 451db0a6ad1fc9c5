package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

/** What people see of jobs, and what they can do to them. */
class JobsByHandTest extends Contract {
    private final JobHandler<JobPayload.Reconcile> willing =
            when(JobKind.RECONCILE, (context, job) -> JobResult.done("seen"));

    @Test
    void aParkedJobRunsAgainWhenSomebodyRetriesIt() {
        var id = enqueue(reconcile(1));
        runner(when(JobKind.RECONCILE, (context, job) -> new JobResult.GaveUp("The app was removed.")))
                .runUntilQuiet();
        assertState(id, JobState.FAILED);

        assertThat(database.<Boolean>write(transaction -> transaction.retry(id)))
                .isTrue();
        runner(willing).runUntilQuietOrThrow();

        assertState(id, JobState.DONE);
        assertThat(job(id).attempts()).isEqualTo(1);
        assertThat(database.<Boolean>write(transaction -> transaction.retry(id)))
                .isFalse();
    }

    @Test
    void aJobThatWaitsIsCancelledAtOnce() {
        var id = enqueue(reconcile(1));

        assertThat(database.<Boolean>write(transaction -> transaction.requestCancel(id)))
                .isTrue();

        assertState(id, JobState.CANCELLED);
        assertThat(runner(willing).runUntilQuietOrThrow()).isZero();
        assertThat(database.<Boolean>write(transaction -> transaction.requestCancel(id)))
                .isFalse();
    }

    @Test
    void aJobThatRunsIsToldToEndAndThenCancelled() {
        var id = enqueue(reconcile(1));
        var heard = new ArrayList<Boolean>();
        var runner = runner(when(JobKind.RECONCILE, (context, job) -> {
            heard.add(context.cancelled());
            database.run(transaction -> transaction.requestCancel(context.id()));
            heard.add(context.cancelled());
            return new JobResult.Failed("ended early");
        }));

        runner.runUntilQuiet();

        assertThat(heard).containsExactly(false, true);
        assertState(id, JobState.CANCELLED);
    }

    @Test
    void progressIsSeenWhileTheJobRuns() {
        var id = enqueue(reconcile(1));
        var seen = new ArrayList<Progress>();
        runner(when(JobKind.RECONCILE, (context, job) -> {
                    context.progress(3, 40, "questions");
                    seen.add(job(context.id()).progress());
                    return JobResult.done("seen");
                }))
                .runUntilQuietOrThrow();

        assertThat(seen).containsExactly(new Progress(3, 40, "questions"));
        assertThat(job(id).progress()).isEqualTo(new Progress(3, 40, "questions"));
    }

    @Test
    void jobsAreListedTheLatestFirstAndCounted() {
        var first = enqueue(reconcile(1));
        var second = enqueue(reconcile(2));
        database.run(transaction -> transaction.requestCancel(first));

        assertThat(database.read(tables -> tables.jobs().list(JobFilter.ALL)).stream()
                        .map(Job::id))
                .containsExactly(second, first);
        assertThat(database.read(tables -> tables.jobs().list(JobFilter.ALL.in(JobState.CANCELLED))).stream()
                        .map(Job::id))
                .containsExactly(first);
        Map<JobState, Integer> counts = database.read(tables -> tables.jobs().countsByState());
        assertThat(counts).containsEntry(JobState.QUEUED, 1).containsEntry(JobState.CANCELLED, 1);
        assertThat(database.<Integer>read(tables -> tables.jobs().count(JobFilter.ALL.of(JobKind.RECONCILE))))
                .isEqualTo(2);
    }
}
