package treewarden.sdg.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tokens that may be used. A run takes them before it sends a request, some tens of requests' worth at once, and gives
 * back what it did not use, so that a budget that writes to a disk is seldom waited for. Thread-safe.
 */
public interface Budget {
    /** No bound. */
    Budget UNLIMITED = new Budget() {
        @Override
        public long take(long wanted) {
            return wanted;
        }

        @Override
        public void giveBack(long unused) {}

        @Override
        public String words() {
            return "there is no limit of tokens";
        }
    };

    /**
     * Takes tokens, and returns how many it got, from 0 to those wanted. When it returns they are counted for good: also
     * where the process ends in the next moment.
     */
    long take(long wanted);

    /** Gives back what was taken and not used. */
    void giveBack(long unused);

    /** Why a question was not asked when nothing is left, such as "the limit of 9 tokens was reached before it". */
    String words();

    /** A budget in memory: one run's. */
    static Budget of(long tokens) {
        var left = new AtomicLong(tokens);
        return new Budget() {
            @Override
            public long take(long wanted) {
                return Math.min(wanted, left.getAndUpdate(now -> now - Math.min(now, wanted)));
            }

            @Override
            public void giveBack(long unused) {
                left.addAndGet(unused);
            }

            @Override
            public String words() {
                return "the limit of " + tokens + " tokens was reached before it";
            }
        };
    }
}
