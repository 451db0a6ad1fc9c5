package treewarden.store;

import java.time.Duration;
import java.util.Random;

/**
 * How a {@link JobRunner} works.
 *
 * @param name of the worker, for people: host and process
 * @param threads how many jobs run at the same time
 * @param polling how often the database is asked for jobs that other processes queued; those of this process are seen at
 *     once
 * @param heartbeat how often a running job shows that its worker lives
 * @param missedHeartbeats after how many missed ones it is taken over; at least 4. The dead are looked for every second
 *     heartbeat, so it takes up to two more
 * @param firstRetry about how long a failed job waits the first time; each time twice as long
 * @param longestRetry about how long it waits at most
 * @param patience how old a job may become that is put off again and again, before it counts as failed
 * @param random the jitter of the waits, so that jobs that failed together do not come back together
 */
public record RunnerConfig(
        String name,
        int threads,
        Duration polling,
        Duration heartbeat,
        int missedHeartbeats,
        Duration firstRetry,
        Duration longestRetry,
        Duration patience,
        Random random) {
    /**
     * So that a lost worker is noticed within a minute: it is dead after four of them, and the library looks for the dead
     * every second one.
     */
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Four threads, a dead worker noticed within a minute, retries from 5 seconds to an hour, patience of three days. */
    public static RunnerConfig named(String name) {
        return new RunnerConfig(
                name,
                4,
                Duration.ofSeconds(2),
                HEARTBEAT,
                4,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofDays(3),
                new Random());
    }

    public RunnerConfig threads(int number) {
        return new RunnerConfig(
                name, number, polling, heartbeat, missedHeartbeats, firstRetry, longestRetry, patience, random);
    }

    public RunnerConfig polling(Duration interval) {
        return new RunnerConfig(
                name, threads, interval, heartbeat, missedHeartbeats, firstRetry, longestRetry, patience, random);
    }

    public RunnerConfig heartbeat(Duration interval) {
        return new RunnerConfig(
                name, threads, polling, interval, missedHeartbeats, firstRetry, longestRetry, patience, random);
    }

    public RunnerConfig random(Random source) {
        return new RunnerConfig(
                name, threads, polling, heartbeat, missedHeartbeats, firstRetry, longestRetry, patience, source);
    }

    /** How long to wait after this many failed attempts: doubling, by half of itself more or less. */
    Duration backoff(int attempts) {
        long doubled = firstRetry.toMillis() << Math.min(attempts - 1, 20);
        long wait = Math.min(doubled, longestRetry.toMillis());
        return Duration.ofMillis(wait / 2 + random.nextLong(wait + 1));
    }
}
