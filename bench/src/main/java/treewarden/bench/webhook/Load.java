package treewarden.bench.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Connections that send deliveries: as fast as they are answered, or at a given rate whatever the answers take. */
final class Load {
    /** What came of a phase. Latencies in nanoseconds, sorted. */
    record Result(long accepted, long refused, double seconds, long[] latencies) {
        double rate() {
            return accepted / seconds;
        }

        double milliseconds(double quantile) {
            var index = (int) Math.min(latencies.length - 1L, Math.round(quantile * (latencies.length - 1)));
            return latencies.length == 0 ? 0 : latencies[index] / 1e6;
        }
    }

    private final int port;
    private final int connections;
    private final Deliveries deliveries;

    Load(int port, int connections, Deliveries deliveries) {
        this.port = port;
        this.connections = connections;
        this.deliveries = deliveries;
    }

    Result atFullSpeed(Duration length) throws InterruptedException {
        return run(length, 0);
    }

    /** The latency counts from when a delivery was due, so that a stall is not hidden by the requests it held up. */
    Result atRate(double perSecond, Duration length) throws InterruptedException {
        return run(length, perSecond);
    }

    private Result run(Duration length, double perSecond) throws InterruptedException {
        var accepted = new AtomicLong();
        var refused = new AtomicLong();
        var ticket = new AtomicLong();
        var latencies = new ConcurrentLinkedQueue<long[]>();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        var threads = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            threads[i] = new Thread(() -> {
                try (var wire = new Wire(port)) {
                    var mine = new long[1 << 12];
                    int count = 0;
                    while (true) {
                        long due = perSecond == 0
                                ? System.nanoTime()
                                : start + (long) (ticket.getAndIncrement() * 1e9 / perSecond);
                        if (due >= end) {
                            break;
                        }
                        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        (wire.exchange(deliveries.request()) == 202 ? accepted : refused).incrementAndGet();
                        if (count == mine.length) {
                            mine = Arrays.copyOf(mine, 2 * count);
                        }
                        mine[count++] = System.nanoTime() - due;
                    }
                    latencies.add(Arrays.copyOf(mine, count));
                } catch (IOException e) {
                    throw new IllegalStateException("the load broke off: " + e.getMessage(), e);
                }
            });
            threads[i].start();
        }
        for (var thread : threads) {
            thread.join();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(accepted.get(), refused.get(), seconds, all);
    }
}
