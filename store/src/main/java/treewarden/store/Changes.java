package treewarden.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who listen in this process that a contribution or a job has changed, after it was committed. For pages that
 * show changes as they happen: nothing that must not be missed may depend on it.
 */
public final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    private final List<Runnable> watchersOfJobs = new CopyOnWriteArrayList<>();

    Changes() {}

    /** Calls the listener after each change, on the thread that made it, so it must be quick. Closing ends that. */
    public Subscription subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Calls the watcher whenever jobs have come, moved on or ended, on the thread that did it, so it must be quick. */
    public Subscription subscribeToJobs(Runnable watcher) {
        watchersOfJobs.add(watcher);
        return () -> watchersOfJobs.remove(watcher);
    }

    void jobsMoved() {
        for (var watcher : watchersOfJobs) {
            try {
                watcher.run();
            } catch (RuntimeException e) {
                LOG.warn("A watcher of jobs failed", e);
            }
        }
    }

    void publish(Change change) {
        for (var listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed on the change of contribution {}", change.contribution(), e);
            }
        }
    }

    /** Listening, until it is closed. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
