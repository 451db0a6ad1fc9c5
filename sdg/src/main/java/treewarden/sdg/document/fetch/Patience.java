package treewarden.sdg.document.fetch;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** How long a fetch may go on: until nobody waits for it any longer, or its time is over. */
final class Patience {
    private final Cancel cancel;
    private final Duration time;
    private final long start = System.nanoTime();

    Patience(Cancel cancel, Duration time) {
        this.cancel = cancel;
        this.time = time;
    }

    boolean isOver() {
        return cancel.cancelled() || isLate();
    }

    private boolean isLate() {
        return System.nanoTime() - start > time.toNanos();
    }

    /**
     * @throws CancellationException where nobody waits
     * @throws DocumentsUnavailable where the time is over
     */
    void check() {
        if (cancel.cancelled()) {
            throw new CancellationException("the fetch of a leaf's documents was cancelled");
        }
        if (isLate()) {
            throw new DocumentsUnavailable(
                    DocumentsUnavailable.Kind.TOO_SLOW,
                    "document.repo: fetching took longer than " + time.toSeconds()
                            + " s, which is all it may take; try again later, or keep the documents in a smaller"
                            + " repository of their own");
        }
    }
}
