package treewarden.bot.handle;

import treewarden.domain.JobPayload.SnapshotTaxonomy;
import treewarden.forge.Event;
import treewarden.forge.Event.PushedToBranch;

/**
 * A push to the repository may have changed the leaves that new ones are compared with. Which branch is the base is read
 * by the job, which finds nothing to do after any other push.
 */
final class SnapshotOnPush implements EventHandler {
    @Override
    public Followup to(Event event) {
        return event instanceof PushedToBranch push && push.after().isPresent()
                ? Followup.job(new SnapshotTaxonomy(push.repository().id()))
                : Followup.NOTHING;
    }
}
