package treewarden.bot.handle;

import java.util.List;
import treewarden.bot.command.Commands;
import treewarden.forge.Event;
import treewarden.forge.Forge;
import treewarden.store.Database;

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
                new FollowInstallation(forge, database));
    }

    /** What the event calls for, of all behaviours together. */
    public Followup to(Event event) {
        return all.stream().map(handler -> handler.to(event)).reduce(Followup.NOTHING, Followup::and);
    }
}
