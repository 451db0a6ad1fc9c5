package treewarden.store;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who writes next. Whoever came first, in two lanes: one that was in the fast lane is followed by one of the slow lane if
 * any waits there. So the fast lane waits for one other writer at most, and the slow lane is never starved.
 */
final class Turns {
    /** Where one waits. */
    enum Lane {
        FAST,
        SLOW
    }

    private static final class Waiter {
        private final Condition called;
        private boolean isNext;

        Waiter(Condition called) {
            this.called = called;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> fast = new ArrayDeque<>();
    private final Deque<Waiter> slow = new ArrayDeque<>();
    private boolean taken;
    private boolean lastWasFast;

    /** Returns when it is the caller's turn, which {@link #end} ends. */
    void take(Lane lane, Duration patience) throws SQLTransientConnectionException {
        lock.lock();
        try {
            if (!taken) {
                taken = true;
                lastWasFast = lane == Lane.FAST;
                return;
            }
            await(lane == Lane.FAST ? fast : slow, patience);
        } finally {
            lock.unlock();
        }
    }

    private void await(Deque<Waiter> line, Duration patience) throws SQLTransientConnectionException {
        var waiter = new Waiter(lock.newCondition());
        line.add(waiter);
        long rest = patience.toNanos();
        while (!waiter.isNext) {
            try {
                rest = waiter.called.awaitNanos(rest);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                rest = 0;
            }
            if (rest <= 0 && !waiter.isNext) {
                line.remove(waiter);
                throw new SQLTransientConnectionException("gave up waiting for the turn to write after "
                        + TimeUnit.NANOSECONDS.toMillis(patience.toNanos() - rest) + " ms");
            }
        }
    }

    void end() {
        lock.lock();
        try {
            boolean takeFast = !fast.isEmpty() && (slow.isEmpty() || !lastWasFast);
            var next = takeFast ? fast.poll() : slow.poll();
            if (next == null) {
                taken = false;
            } else {
                lastWasFast = takeFast;
                next.isNext = true;
                next.called.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many wait in both lanes. */
    int waiting() {
        lock.lock();
        try {
            return fast.size() + slow.size();
        } finally {
            lock.unlock();
        }
    }
}
