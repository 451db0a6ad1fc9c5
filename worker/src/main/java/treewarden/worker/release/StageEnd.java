package treewarden.worker.release;

import java.time.Instant;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;

/** How the work of a stage ended. */
public sealed interface StageEnd {
    /**
     * It is done, and the next one follows.
     *
     * @param words one line for people
     */
    record Done(StageReport report, String words) implements StageEnd {}

    /** It is done, and the release stands still in this state: it is over, or a person has to say. */
    record Stands(StageReport report, ReleaseState state, String why) implements StageEnd {}

    /** The release is over without it, and is not published for this reason. */
    record Refused(String why) implements StageEnd {}

    /** It is to go on later, for a reason that is no failure. */
    record Again(Instant notBefore, String why) implements StageEnd {}

    /** It failed, and may do better the next time. */
    record Failed(String why) implements StageEnd {}

    /** It failed and would fail again: somebody has to mend what the words say, and then have it tried again. */
    record GaveUp(String why) implements StageEnd {}
}
