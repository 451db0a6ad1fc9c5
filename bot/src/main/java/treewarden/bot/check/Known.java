package treewarden.bot.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.SampleReport;
import treewarden.store.JobState;
import treewarden.store.Run;

/**
 * What was known of a pull request before a check.
 *
 * @param contribution null where it was not one so far
 * @param run what an earlier check said of the head that it has now
 * @param sample the report of that head
 * @param sampleJob how the last trial of that head stands
 * @param isShown whether the code host shows the check of that head, or soon will
 */
record Known(
        @Nullable Contribution contribution,
        Optional<Run> run,
        Optional<SampleReport> sample,
        Optional<JobState> sampleJob,
        boolean isShown) {
    boolean isOf(CommitId head) {
        return contribution != null && contribution.head().equals(head);
    }

    /** Whether an earlier check of the same head found the same. */
    boolean hasSame(Run other) {
        return run.filter(was -> was.outcome() == other.outcome()
                        && was.leaves().equals(other.leaves())
                        && was.notes().equals(other.notes()))
                .isPresent();
    }
}
