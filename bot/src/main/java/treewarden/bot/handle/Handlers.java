package treewarden.bot.handle;

import java.util.List;
import treewarden.bot.command.Commands;
import treewarden.forge.Event;
import treewarden.forge.Forge;
import treewarden.store.Database;
import treewarden.store.Transaction;

/** All that the bot does when something happens. */
public final class Handlers {
    private final List<EventHandler> all;

    public Handlers(Forge forge, Database database, Commands commands) {
        this.all = List.of(
                new CheckPullRequest(),
                new CloseContribution(),
                new RerunCheck(forge),
                new AnswerCommands(commands),
                new SnapshotOnPush(),
                new AnswerMergeQueue(),
                new FollowRepository(),
                new FollowInstallation(forge, database));
    }

    /** What the event calls for, of all behaviours together. */
    public Followup to(Event event) {
        return all.stream().map(handler -> handler.to(event)).reduce(Followup.NOTHING, Followup::and);
    }

    /**
     * Writes what an event calls for. A comment is obeyed once, whether it comes by a delivery, by the same under another
     * name, or is found by the sweep.
     */
    public static void write(Event event, Followup followup, Transaction transaction) {
        var isFirst = followup.isNothing()
                || !(event instanceof Event.CommentCreated comment)
                || transaction.answeredComments().claim(comment.repository().id(), comment.comment());
        if (isFirst) {
            followup.write(transaction);
        }
    }
}
