package treewarden.worker.release;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import treewarden.store.GoOut;
import treewarden.worker.hub.MayWrite;

/**
 * Lets a release be written to the Hub until it is cancelled. Right before people get it our books say so, and from there on
 * it is brought to its end: what is half published helps nobody.
 */
final class LetOut implements MayWrite {
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final StageContext context;
    private boolean isOut;

    LetOut(StageContext context) {
        this.context = context;
        this.isOut = context.release().isOut();
    }

    /** It may not go out, and the stage ends in this way. */
    static final class Held extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient StageEnd end;

        Held(StageEnd end) {
            super("the release may not go out");
            this.end = end;
        }

        StageEnd end() {
            return end;
        }
    }

    @Override
    public void anything() {
        if (isOut) {
            context.job().fence();
        } else {
            new UntilCancelled(context.job()).anything();
        }
    }

    /**
     * Asks our books.
     *
     * @throws CancellationException where the release was cancelled
     * @throws Held where it may not go out for another reason
     */
    @Override
    public void main() {
        anything();
        if (isOut) {
            return;
        }
        var said = new AtomicReference<GoOut>(new GoOut.Over());
        context.job().write(transaction -> said.set(transaction.writeReleases().goOut(context.id())));
        if (said.get() instanceof GoOut.Later later) {
            throw new Held(new StageEnd.Again(
                    context.job().clock().instant().plus(TRY_AGAIN), later.why() + "; then this is"));
        } else if (said.get() instanceof GoOut.Never never) {
            throw new Held(new StageEnd.Refused(never.why()));
        } else if (said.get() instanceof GoOut.Over) {
            throw new CancellationException();
        }
        isOut = true;
    }

    /** Whether our books say that people may get it. */
    boolean isOut() {
        return isOut;
    }

    /** The Hub was asked, and nobody gets it after all. */
    void stayIn() {
        context.job().write(transaction -> transaction.writeReleases().stayIn(context.id()));
        isOut = false;
    }
}
