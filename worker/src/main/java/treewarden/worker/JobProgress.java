package treewarden.worker;

import treewarden.sdg.SampleProgress;
import treewarden.store.JobContext;

/** Whoever looks at the job sees how far it is, and whoever cancels it is heard. */
public record JobProgress(JobContext job) implements SampleProgress {
    @Override
    public void progressed(int done, int of, String what) {
        job.progress(done, of, what);
    }

    @Override
    public boolean cancelled() {
        return job.cancelled();
    }
}
