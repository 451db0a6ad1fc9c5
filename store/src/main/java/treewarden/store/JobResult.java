package treewarden.store;

import java.time.Instant;
import java.util.function.Consumer;

/** How a run of a job ended. */
public sealed interface JobResult {
    /**
     * It is done.
     *
     * @param writes what it leaves behind, written in one transaction with the end of the job
     * @param result what came of it, one line for people
     */
    record Done(Consumer<Transaction> writes, String result) implements JobResult {
        public Done(Consumer<Transaction> writes) {
            this(writes, "done");
        }

        /** The same, and this is written too. */
        public Done and(Consumer<Transaction> more) {
            return new Done(writes.andThen(more), result);
        }
    }

    /** It is to go on later, for a reason that is no failure, such as a rate limit. It is not counted as an attempt. */
    record Again(Instant notBefore, String why) implements JobResult {}

    /** It failed. It is tried again after a while, as often as its kind allows. */
    record Failed(String why) implements JobResult {}

    /** It failed and would fail again: it is parked for the operator at once. */
    record GaveUp(String why) implements JobResult {}

    /** Done, with nothing to write. */
    static Done done(String result) {
        return new Done(transaction -> {}, result);
    }
}
