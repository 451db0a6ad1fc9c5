package treewarden.worker.release;

import java.util.concurrent.CancellationException;
import treewarden.store.JobContext;
import treewarden.worker.hub.MayWrite;

/** Lets a job write to the Hub until it is cancelled, or another worker has taken it over. */
record UntilCancelled(JobContext job) implements MayWrite {
    @Override
    public void anything() {
        if (job.cancelled()) {
            throw new CancellationException();
        }
        job.fence();
    }

    @Override
    public void main() {
        anything();
    }
}
