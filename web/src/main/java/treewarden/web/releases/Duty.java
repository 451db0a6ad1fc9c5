package treewarden.web.releases;

import java.util.EnumSet;
import java.util.Set;
import treewarden.web.runs.ActOnJobs;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** What whoever looks may do about releases. */
enum Duty {
    READS,
    /** Has jobs tried again that failed. */
    MENDS,
    /** Starts, approves, refuses, cancels, rolls back, and says what is kept out. */
    DECIDES;

    static Duty of(Visitor visitor) {
        if (visitor.person() == null || !visitor.role().isAtLeast(PageRole.TRIAGER)) {
            return READS;
        }
        return visitor.role().isAtLeast(PageRole.MAINTAINER) ? DECIDES : MENDS;
    }

    boolean mayDecide() {
        return this == DECIDES;
    }

    /** A release is cancelled as a whole, so its jobs are only tried again. */
    Set<ActOnJobs.Action> onJobs() {
        return this == READS ? EnumSet.noneOf(ActOnJobs.Action.class) : EnumSet.of(ActOnJobs.Action.RETRY);
    }
}
