package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;

/** A trainer outlives the worker that follows it: a cancelled release leaves the job to stop it, whoever is dead. */
class StopTrainingOfCancelledTest extends ReleaseContract {
    private static final Set<JobKind> OF_THE_ACCELERATOR = Set.of(JobKind.TRAIN_MODEL, JobKind.STOP_TRAINING);

    private final JobHandler<StopTraining> stops =
            when(JobKind.STOP_TRAINING, (context, job) -> JobResult.done(job.release() + " trains no more"));

    @BeforeEach
    void isToBeTrained() {
        start(FIRST);
        until(FIRST, ReleaseStage.TRAIN);
    }

    @Test
    void whatWaitsForAWorkerIsStoppedByTheNextOne() {
        aWorkerBegins();
        allWorkersAreDead();
        assertThat(training().state()).isEqualTo(JobState.QUEUED);

        assertThat(cancel(FIRST)).isEmpty();

        assertThat(training().state()).isEqualTo(JobState.CANCELLED);
        aWorkerStopsIt();
    }

    @Test
    void whatADeadWorkerHeldIsStoppedByTheNextOne() {
        aWorkerBegins();

        assertThat(cancel(FIRST)).isEmpty();
        assertThat(aWorkerBegins()).as("while the one that holds it may live").isEmpty();
        allWorkersAreDead();

        assertThat(training().state()).isEqualTo(JobState.CANCELLED);
        aWorkerStopsIt();
    }

    @Test
    void whatIsParkedIsStoppedToo() {
        runner(when(JobKind.TRAIN_MODEL, (context, job) -> new JobResult.GaveUp("the cluster is down")))
                .runUntilQuiet();
        assertThat(training().state()).isEqualTo(JobState.FAILED);

        assertThat(cancel(FIRST)).isEmpty();

        aWorkerStopsIt();
    }

    @Test
    void aWorkerThatDiesWhileItStopsItIsFollowedByAnother() {
        aWorkerBegins();
        allWorkersAreDead();
        cancel(FIRST);
        assertThat(aWorkerBegins())
                .hasValueSatisfying(job -> assertThat(job.kind()).isEqualTo(JobKind.STOP_TRAINING));
        allWorkersAreDead();

        aWorkerStopsIt();
    }

    @Test
    void itGoesBeforeTheTrainingOfAnotherRelease() {
        start(Release.start(SECOND, "community/other", TAXONOMY.id(), "mia", clock.instant()));
        until(SECOND, ReleaseStage.TRAIN);
        aWorkerBegins();
        allWorkersAreDead();

        cancel(FIRST);

        assertThat(aWorkerBegins().map(Job::payload)).contains(new StopTraining(FIRST));
        assertThat(aWorkerBegins().map(Job::payload)).contains(new RunReleaseStage(SECOND, ReleaseStage.TRAIN));
    }

    @Test
    void whereNoWorkerEverBeganThereIsNothingToStop() {
        assertThat(cancel(FIRST)).isEmpty();

        assertThat(training().state()).isEqualTo(JobState.CANCELLED);
        assertThat(stopping()).isEmpty();
    }

    @Test
    void beforeAndAfterTheTrainingThereIsNothingToStop() {
        aWorkerBegins();
        finish(FIRST, ReleaseStage.TRAIN, planned(), "trained");
        assertThat(cancel(FIRST)).isEmpty();
        start(SECOND);
        assertThat(cancel(SECOND)).isEmpty();

        assertThat(stopping()).isEmpty();
    }

    /** The next job for a worker with an accelerator, which takes it. */
    private Optional<Job> aWorkerBegins() {
        return database.pick(transaction -> transaction.starts().startNext("worker-1", OF_THE_ACCELERATOR))
                .map(Claim::job);
    }

    private void allWorkersAreDead() {
        database.run(transaction -> transaction.endings().takeBackAll());
    }

    private void aWorkerStopsIt() {
        runner(stops).runUntilQuietOrThrow();
        assertThat(stopping())
                .singleElement()
                .satisfies(job -> assertThat(job.result()).isEqualTo("release-20261123 trains no more"));
    }

    private Job training() {
        return ofKind(JobKind.TRAIN_MODEL).get(0);
    }

    private List<Job> stopping() {
        return ofKind(JobKind.STOP_TRAINING);
    }

    private List<Job> ofKind(JobKind kind) {
        return database.read(tables -> tables.jobs().list(JobFilter.ALL.of(kind)));
    }
}
