package treewarden.worker.train;

import java.util.Optional;

/**
 * Starts the trainer somewhere, finds it again, and stops it. A launcher remembers nothing: all it needs stands in the
 * run's folder and in the handle.
 */
public interface Launcher {
    /** One start of the trainer in a folder; the nonce tells it from all others. */
    record Start(RunFolder folder, String nonce) {}

    /** How urgently. */
    enum Stop {
        /** The trainer saves and leaves. */
        ASK,
        /** It is gone at once; its last whole checkpoint stays. */
        KILL
    }

    /** The same word as its handles'. */
    String kind();

    /**
     * Starts it; the folder is prepared, and nothing runs in it.
     *
     * @throws LaunchFailed where it cannot be started now
     */
    Handle start(Start start);

    /**
     * A start whose handle was lost with the worker; empty if it never came to be.
     *
     * @throws LaunchFailed where nobody can be asked
     */
    Optional<Handle> find(Start start);

    RunState poll(Start start, Handle handle);

    /** Does nothing where nothing runs. */
    void stop(Start start, Handle handle, Stop how);

    /** Clears away what the start left outside of its folder, when its end is known and kept. */
    default void tidy(Handle handle) {}
}
