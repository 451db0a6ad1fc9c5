package treewarden.store;

import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;

/** Has the stage end at which a release was cancelled: its job, and what outlives that job. */
final class EndStage {
    /** An accelerator is free for the next release once the trainer is gone that has it. */
    private static final When BEFORE_OTHERS = When.NOW.priority(500);

    private final Transaction transaction;

    EndStage(Transaction transaction) {
        this.transaction = transaction;
    }

    void of(Release release) {
        var key = new RunReleaseStage(release.id(), release.stage()).key();
        // One that is parked is locked by this, so that nobody has it tried again before we are done.
        transaction.jobs().latest(key).ifPresent(job -> transaction.requestCancel(job.id()));
        if (release.stage() == ReleaseStage.TRAIN && wasBegun(key)) {
            transaction.enqueue(new StopTraining(release.id()), BEFORE_OTHERS);
        }
    }

    /** Whether any worker held the job: each start raises its epoch. To be asked when no other can begin any more. */
    private boolean wasBegun(String key) {
        return transaction.jobs().latest(key).map(job -> job.epoch() > 0).orElse(true);
    }
}
