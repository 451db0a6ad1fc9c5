package treewarden.bot;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.forge.ForgeException;
import treewarden.forge.ForgeException.Forbidden;
import treewarden.store.JobContext;
import treewarden.store.JobResult;

/** What becomes of a job to which the code host did not do what was asked. */
public final class ForgeTrouble {
    /** Right after an event GitHub may not show yet what it is about: asked three times in all. */
    private static final int TRIES_OF_MISSING = 3;

    /** The App's key or the clock is wrong until an operator sets it right: nothing is lost until then. */
    private static final Duration WAIT_FOR_OPERATOR = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(ForgeTrouble.class);

    private ForgeTrouble() {}

    /** Whether it is who we are that is not accepted, so that it concerns whatever is asked, and an operator ends it. */
    public static boolean isOfAll(ForgeException trouble) {
        return trouble instanceof ForgeException.Forbidden forbidden
                && (forbidden.why() == Forbidden.Why.KEY || forbidden.why() == Forbidden.Why.CLOCK);
    }

    /** Whether the repository's owner took it away from us for a while, and gives it back when they like. */
    public static boolean isOfItsOwner(ForgeException trouble) {
        return trouble instanceof ForgeException.Forbidden forbidden
                && (forbidden.why() == Forbidden.Why.SUSPENDED || forbidden.why() == Forbidden.Why.ARCHIVED);
    }

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
        if (isOfItsOwner(trouble)) {
            // Whoever ends it makes the sweep find what is missing then.
            return JobResult.done("left alone for now: " + why);
        }
        if (isOfAll(trouble)) {
            log.error("The code host does not accept us, and all work waits: {}", why);
            return new JobResult.Again(context.clock().instant().plus(WAIT_FOR_OPERATOR), why);
        }
        return new JobResult.GaveUp(why);
    }
}
