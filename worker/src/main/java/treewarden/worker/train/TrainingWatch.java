package treewarden.worker.train;

import treewarden.store.JobContext;

/** Who looks on, and may end it. */
public interface TrainingWatch {
    void progressed(TrainingProgress progress);

    /** Looked at about once a second. */
    boolean cancelled();

    /** Throws when another worker has taken over; asked before anything is started or stopped. */
    void fence();

    /** A job: whoever looks at it sees how far it is, and whoever cancels it is heard. */
    static TrainingWatch of(JobContext job) {
        return new TrainingWatch() {
            @Override
            public void progressed(TrainingProgress progress) {
                int done = progress.newest().map(TrainingEvent.Step::step).orElse(0);
                int of = progress.newest().map(TrainingEvent.Step::of).orElse(1);
                job.progress(done, of, progress.line());
            }

            @Override
            public boolean cancelled() {
                return job.cancelled();
            }

            @Override
            public void fence() {
                job.fence();
            }
        };
    }
}
