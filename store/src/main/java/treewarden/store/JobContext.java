package treewarden.store;

import java.time.Clock;
import java.util.function.Consumer;

/** What a running job knows of itself, and its only way to write before it ends. */
public interface JobContext {
    JobId id();

    /** Which attempt this is; the first is 1. */
    int attempt();

    /** Shows how far it is. Cheap enough for each step: it is written a few times a second at most. */
    void progress(int done, int of, String what);

    /** True when somebody wants it to end, or when its result would not be accepted any more. To be asked often. */
    boolean cancelled();

    /** Throws {@link LostLease} when another worker has taken over: to be asked before each write to the outside. */
    void fence();

    /** Writes in one transaction, unless another worker has taken over ({@link LostLease}). */
    void write(Consumer<Transaction> work);

    Clock clock();
}
