package treewarden.bot.handle;

import treewarden.domain.ContributionId;
import treewarden.domain.JobPayload.CheckContribution;
import treewarden.forge.Event;
import treewarden.forge.Event.PullRequestAction;
import treewarden.forge.Event.PullRequestChanged;

/** A pull request that was merged or closed is no longer anybody's turn. The check sees which of the two it was. */
final class CloseContribution implements EventHandler {
    @Override
    public Followup to(Event event) {
        return event instanceof PullRequestChanged change && change.action() == PullRequestAction.CLOSED
                ? Followup.job(new CheckContribution(
                        new ContributionId(change.repository().id(), change.number())))
                : Followup.NOTHING;
    }
}
