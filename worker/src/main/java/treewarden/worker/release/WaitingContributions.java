package treewarden.worker.release;

import java.time.Instant;
import java.util.List;

/** What the schedule is told of contributions: workers know nothing of approvals. */
public interface WaitingContributions {
    /**
     * When each of those became ready that a release of this repository could hold and none holds yet: it is merged and
     * approved, and not kept out.
     */
    List<Instant> readySince(long repository);
}
