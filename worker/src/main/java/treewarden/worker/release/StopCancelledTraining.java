package treewarden.worker.release;

import java.util.concurrent.CancellationException;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.Release;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.worker.train.EndTraining;
import treewarden.worker.train.TrainingWatch;

/**
 * Stops the trainer of a release that was cancelled. Whoever followed it may have done so already; it may as well have died,
 * and then nobody else would ever tell the trainer.
 */
public final class StopCancelledTraining implements JobHandler<StopTraining> {
    /** Where a worker of this kind cannot do it, one on the right machine may be the next to take the job. */
    private static final int TRIES_BY_OTHERS = 3;

    private final Database database;
    private final ReleaseFolders folders;
    private final EndTraining training;

    public StopCancelledTraining(Database database, ReleaseFolders folders, EndTraining training) {
        this.database = database;
        this.folders = folders;
        this.training = training;
    }

    @Override
    public JobKind kind() {
        return JobKind.STOP_TRAINING;
    }

    @Override
    public JobResult run(JobContext context, StopTraining payload) {
        var id = payload.release();
        var release = database.read(tables -> tables.releases().find(id));
        if (release.filter(it -> it.state().isOver()).isEmpty()) {
            return JobResult.done("dropped: " + id + " is not over");
        }
        context.progress(0, 1, "the trainer of " + id + " is asked to end");
        try {
            return result(context, release.get(), training.run(folders.training(id), TrainingWatch.of(context)));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new JobResult.Failed("stopped before the trainer has ended");
        }
    }

    private static JobResult result(JobContext context, Release release, EndTraining.End end) {
        if (end instanceof EndTraining.End.Over over) {
            return JobResult.done(release.id() + ": " + over.words());
        }
        if (end instanceof EndTraining.End.NotHere notHere) {
            return context.attempt() < TRIES_BY_OTHERS
                    ? new JobResult.Failed(notHere.why())
                    : new JobResult.GaveUp(notHere.why());
        }
        return new JobResult.Failed(((EndTraining.End.NotNow) end).why());
    }
}
