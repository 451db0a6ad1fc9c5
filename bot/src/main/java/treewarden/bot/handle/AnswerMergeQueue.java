package treewarden.bot.handle;

import java.util.regex.Pattern;
import treewarden.domain.ContributionId;
import treewarden.domain.JobPayload.CheckMergeGroup;
import treewarden.forge.Event;
import treewarden.forge.Event.MergeGroupFormed;

/**
 * A merge queue waits for the required checks of the commit that it made. Without an answer of ours it would wait until it
 * gives up.
 */
final class AnswerMergeQueue implements EventHandler {
    /** The name that GitHub gives the group's branch: {@code gh-readonly-queue/main/pr-104-79a24...}. */
    private static final Pattern LAST = Pattern.compile("/pr-(\\d{1,9})-[0-9a-f]+$");

    @Override
    public Followup to(Event event) {
        if (!(event instanceof MergeGroupFormed group)) {
            return Followup.NOTHING;
        }
        var last = LAST.matcher(group.branch());
        return last.find()
                ? Followup.job(new CheckMergeGroup(
                        new ContributionId(group.repository().id(), Integer.parseInt(last.group(1))),
                        group.head(),
                        group.base()))
                : Followup.NOTHING;
    }
}
