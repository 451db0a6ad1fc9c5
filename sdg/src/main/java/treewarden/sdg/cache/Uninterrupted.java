package treewarden.sdg.cache;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Does what channels do not let an interrupted thread do, such as a thread of a cancelled run. */
final class Uninterrupted {
    private Uninterrupted() {}

    interface Work<T> {
        T done() throws IOException;
    }

    /** Does it again when an interrupt came between; the thread is interrupted afterwards as it was before. */
    static <T> T get(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.done();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
