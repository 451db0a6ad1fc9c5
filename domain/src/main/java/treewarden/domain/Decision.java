package treewarden.domain;

import java.util.List;

/**
 * What a handler or a command decided: the contribution as it is from now on, what is to be shown on the code host, and
 * which jobs follow. It is written in one transaction, with an audit entry that says why.
 *
 * @param approvals of the contribution as it is from now on
 * @param why one line for the timeline: {@code 3 errors found in 2 leaves}
 */
public record Decision(
        Contribution contribution,
        List<Effect> effects,
        List<JobPayload> jobs,
        List<Approval> approvals,
        String by,
        String why) {
    public Decision {
        effects = List.copyOf(effects);
        jobs = List.copyOf(jobs);
        approvals = List.copyOf(approvals);
    }

    /** One by which nobody approves of anything. */
    public Decision(Contribution contribution, List<Effect> effects, List<JobPayload> jobs, String by, String why) {
        this(contribution, effects, jobs, List.of(), by, why);
    }
}
