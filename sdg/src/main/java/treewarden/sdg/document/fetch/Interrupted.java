package treewarden.sdg.document.fetch;

import java.util.concurrent.CancellationException;

/** An interrupt of the waiting thread means the same as a cancellation. */
final class Interrupted {
    private Interrupted() {}

    static CancellationException whileFetching(InterruptedException cause) {
        var cancelled = new CancellationException("the fetch of a leaf's documents was interrupted");
        cancelled.initCause(cause);
        return cancelled;
    }
}
