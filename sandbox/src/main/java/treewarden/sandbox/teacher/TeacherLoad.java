package treewarden.sandbox.teacher;

import java.time.Duration;

/**
 * How busy the teacher has been since it started or was last reset.
 *
 * @param requests generation requests that have come in
 * @param waiting answers without a slot right now
 * @param inFlight answers with a slot right now
 * @param peakInFlight the most that ever had a slot at once
 * @param peakOpen the most that were wanted at once, with or without a slot
 * @param busy the time of all slots together during which they were taken
 * @param span from the moment at which the first answer got a slot to the last moment at which one gave it back
 */
public record TeacherLoad(
        int requests, int waiting, int inFlight, int peakInFlight, int peakOpen, Duration busy, Duration span) {

    /** The share of the slots' time that was used, between 0 and 1: how well a caller keeps the teacher at work. */
    public double utilisation(int slots) {
        return span.isZero() ? 0 : busy.toNanos() / ((double) span.toNanos() * slots);
    }
}
