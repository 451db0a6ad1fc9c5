package treewarden.store;

import java.time.Instant;

/**
 * Something that a job said of how far it was.
 *
 * @param attempt in which it said so
 * @param epoch of that attempt, which no other attempt of the job has
 */
public record JobSaid(int attempt, long epoch, Instant at, Progress progress) {}
