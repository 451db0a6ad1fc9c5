package treewarden.worker.release;

import treewarden.sdg.engine.Progress;
import treewarden.sdg.generate.GenerateWatch;
import treewarden.store.JobContext;

/** Shows how far the generation is to whoever looks at its job, and hears whoever cancels it. */
record WatchGeneration(JobContext job) implements GenerateWatch {
    @Override
    public void stage(String what) {
        job.progress(0, 0, what);
    }

    @Override
    public void progressed(Progress progress, int parts) {
        job.progress(progress.works(), parts, "leaves finished, " + progress.kept() + " rows kept");
    }

    @Override
    public boolean cancelled() {
        return job.cancelled();
    }
}
