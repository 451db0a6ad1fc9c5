package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people put to a candidate and to the model beside it.
 *
 * @param mayAsk whether whoever looks is offered the form
 * @param beside what stands beside the candidate
 * @param questions the newest first
 * @param all where all of them are; empty where these are all
 * @param job that asks them; null where none waits or runs
 * @param missing what no worker has that it needs; empty for nothing
 */
public record Trial(
        boolean mayAsk, String beside, List<Asked> questions, String all, Runs.@Nullable Job job, String missing) {
    /**
     * A question.
     *
     * @param candidate what it said; empty where it gave no answer
     * @param other what the other one said; empty where it gave no answer
     * @param note why there is no answer; empty where both answered
     */
    public record Asked(String question, String by, Moment at, String candidate, String other, String note) {}
}
