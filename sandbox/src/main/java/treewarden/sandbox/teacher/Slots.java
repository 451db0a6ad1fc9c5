package treewarden.sandbox.teacher;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets so many answers be written at once and keeps the others in order, without a thread for any of them. Thread-safe. */
final class Slots {

    private final int count;
    private final Deque<CompletableFuture<Void>> queue = new ArrayDeque<>();
    private int taken;
    private int peakTaken;
    private int peakOpen;
    private int requests;
    private long busyNanos;
    private long lastChange;
    private long firstTaken;
    private long lastFreed;

    Slots(int count) {
        this.count = count;
    }

    /** A request is there; it takes a slot for each of its answers. */
    synchronized void came() {
        requests++;
    }

    /** Completes when the caller has a slot; it has to be given back. */
    CompletableFuture<Void> take() {
        var turn = new CompletableFuture<Void>();
        synchronized (this) {
            if (taken == count) {
                queue.add(turn);
                notifyAll();
                peakOpen = Math.max(peakOpen, taken + queue.size());
                return turn;
            }
            account();
            if (firstTaken == 0) {
                firstTaken = lastChange;
            }
            taken++;
            notifyAll();
            peakTaken = Math.max(peakTaken, taken);
            peakOpen = Math.max(peakOpen, taken + queue.size());
        }
        turn.complete(null);
        return turn;
    }

    /** Gives the slot to whoever has waited longest. */
    void free() {
        CompletableFuture<Void> next;
        synchronized (this) {
            account();
            lastFreed = lastChange;
            next = queue.poll();
            if (next == null) {
                taken--;
            }
        }
        if (next != null) {
            next.complete(null);
        }
    }

    /** Waits until so many answers are wanted at once, with or without a slot. */
    synchronized void awaitOpen(int answers, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (taken + queue.size() < answers) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new IllegalStateException("Waited " + patience.toSeconds() + " s for " + answers
                            + " answers wanted at once; there are " + (taken + queue.size()) + ".");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for requests.", e);
        }
    }

    private void account() {
        long now = System.nanoTime();
        busyNanos += taken * (now - lastChange);
        lastChange = now;
    }

    synchronized TeacherLoad load() {
        return new TeacherLoad(
                requests,
                queue.size(),
                taken,
                peakTaken,
                peakOpen,
                Duration.ofNanos(busyNanos),
                Duration.ofNanos(lastFreed == 0 ? 0 : lastFreed - firstTaken));
    }

    synchronized void reset() {
        requests = 0;
        busyNanos = 0;
        peakTaken = taken;
        peakOpen = taken + queue.size();
        firstTaken = 0;
        lastFreed = 0;
        lastChange = System.nanoTime();
    }
}
