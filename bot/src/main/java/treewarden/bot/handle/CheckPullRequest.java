package treewarden.bot.handle;

import java.util.EnumSet;
import java.util.Set;
import treewarden.domain.ContributionId;
import treewarden.domain.JobPayload.CheckContribution;
import treewarden.forge.Event;
import treewarden.forge.Event.PullRequestAction;
import treewarden.forge.Event.PullRequestChanged;

/** A pull request that is new, was pushed to or has another base, title or draft mark is checked. */
final class CheckPullRequest implements EventHandler {
    private static final Set<PullRequestAction> CONCERNED = EnumSet.of(
            PullRequestAction.OPENED,
            PullRequestAction.SYNCHRONIZE,
            PullRequestAction.REOPENED,
            PullRequestAction.EDITED,
            PullRequestAction.READY_FOR_REVIEW,
            PullRequestAction.CONVERTED_TO_DRAFT);

    @Override
    public Followup to(Event event) {
        return event instanceof PullRequestChanged change && CONCERNED.contains(change.action())
                ? Followup.job(new CheckContribution(
                        new ContributionId(change.repository().id(), change.number())))
                : Followup.NOTHING;
    }
}
