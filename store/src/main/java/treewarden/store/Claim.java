package treewarden.store;

/** A job that this process runs: the job as it was when it started, and the picking of its row. */
record Claim(Job job, ScheduledTasks.Pick pick) {
    JobId id() {
        return job.id();
    }

    long epoch() {
        return job.epoch();
    }
}
