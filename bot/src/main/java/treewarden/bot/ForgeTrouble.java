package treewarden.bot;

import treewarden.forge.ForgeException;
import treewarden.store.JobContext;
import treewarden.store.JobResult;

/** What becomes of a job to which the code host did not do what was asked. */
public final class ForgeTrouble {
    /** Right after an event GitHub may not show yet what it is about: asked three times in all. */
    private static final int TRIES_OF_MISSING = 3;

    private ForgeTrouble() {}

    public static JobResult result(ForgeException trouble, JobContext context) {
        var why = String.valueOf(trouble.getMessage());
        if (trouble instanceof ForgeException.RateLimited limited) {
            return new JobResult.Again(limited.notBefore(), why);
        }
        if (trouble instanceof ForgeException.Missing) {
            return context.attempt() < TRIES_OF_MISSING ? new JobResult.Failed(why) : JobResult.done("dropped: " + why);
        }
        if (trouble instanceof ForgeException.Transient) {
            return new JobResult.Failed(why);
        }
        return new JobResult.GaveUp(why);
    }
}
