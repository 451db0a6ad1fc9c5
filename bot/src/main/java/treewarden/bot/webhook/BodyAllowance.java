package treewarden.bot.webhook;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies may be in memory at once, over all requests. Anybody can open many connections and send the
 * largest body on each before the signature shows that they are a stranger; this is what they cannot fill the heap with.
 */
final class BodyAllowance {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyAllowance(long most) {
        this.most = most;
    }

    boolean tryTake(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** How many bytes are in memory now. */
    long taken() {
        return taken.get();
    }
}
