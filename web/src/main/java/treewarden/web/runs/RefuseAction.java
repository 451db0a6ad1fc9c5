package treewarden.web.runs;

import java.util.Optional;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.web.runs.ActOnJobs.Action;

/**
 * Why something cannot be done to a job at this moment, in sentences with what to do instead; empty where it can.
 *
 * <p>A release that is under way stands still without the job of its stage, and keeps all others of its model from
 * beginning, so that job ends with the release alone. A roll back is called off before it begins: half way through, people
 * get the model of one release with the data of another, and our books tell of neither.
 */
final class RefuseAction {
    private final Tables tables;

    RefuseAction(Tables tables) {
        this.tables = tables;
    }

    Optional<String> of(Action action, Job job) {
        return action == Action.RETRY ? ofRetry(job) : ofCancel(job);
    }

    private Optional<String> ofRetry(Job job) {
        if (job.state() == JobState.CANCELLED && ActOnJobs.isTrial(job)) {
            return Optional.of("A sample or precheck that was cancelled is asked for anew by /sample or /precheck.");
        }
        if (job.state() == JobState.CANCELLED && job.payload() instanceof RollBackRelease rollBack) {
            return Optional.of("Job " + job.id() + " was called off: a maintainer asks for it anew, on the page of "
                    + rollBack.to() + ".");
        }
        if (job.state() != JobState.FAILED && job.state() != JobState.CANCELLED) {
            return wrongState(Action.RETRY, job);
        }
        return job.payload() instanceof RunReleaseStage stage && !carriesARelease(job)
                ? Optional.of(stage.release() + " is " + whereItStands(stage)
                        + ", so nothing is left to be done for it and the job cannot be tried again.")
                : Optional.empty();
    }

    private Optional<String> ofCancel(Job job) {
        if (job.state().isOver() || job.cancelRequested()) {
            return wrongState(Action.CANCEL, job);
        }
        if (carriesARelease(job)) {
            return Optional.of("Job " + job.id() + " is a stage of "
                    + JobSubject.release(job.payload()).orElseThrow()
                    + ", which is cancelled as a whole: by a maintainer, on the release's page.");
        }
        // One that waits for its next try may have changed the model and not the data.
        return job.startedAt() != null && job.payload() instanceof RollBackRelease
                ? Optional.of(
                        "Job " + job.id() + " has begun to change what people get, and half way through nobody knows"
                                + " what that is. Let it end; then have people get the other release again.")
                : Optional.empty();
    }

    /** Whether a release that is under way is at the stage that this job does. */
    boolean carriesARelease(Job job) {
        return job.payload() instanceof RunReleaseStage stage
                && tables.releases()
                        .find(stage.release())
                        .filter(it -> it.state() == ReleaseState.RUNNING && it.stage() == stage.stage())
                        .isPresent();
    }

    private String whereItStands(RunReleaseStage stage) {
        return tables.releases()
                .find(stage.release())
                .map(it -> it.state() == ReleaseState.RUNNING
                        ? "not at that stage"
                        : it.state().words())
                .orElse("not known any more");
    }

    private static Optional<String> wrongState(Action action, Job job) {
        return Optional.of("Job " + job.id() + " is " + job.state().words()
                + (job.cancelRequested() ? " and was told to end" : "") + ", so it cannot be " + action.done() + ".");
    }
}
