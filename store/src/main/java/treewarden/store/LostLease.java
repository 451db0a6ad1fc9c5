package treewarden.store;

/** The job was taken over by another worker while this one was thought dead: nothing may be written any more. */
public final class LostLease extends RuntimeException {
    LostLease(JobId job, long epoch) {
        super("Job " + job + " is no longer ours: the lease of its run " + epoch + " has ended.");
    }
}
