package treewarden.app.command;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import treewarden.app.release.LookAhead;
import treewarden.app.release.ReleaseText;
import treewarden.app.release.ready.CheckBeforeRelease;
import treewarden.app.release.ready.Looked;
import treewarden.app.release.ready.Site;
import treewarden.forge.ForgeException;
import treewarden.worker.release.ModelBefore;
import treewarden.worker.release.ReleaseFolders;

/** What a release would hold, what it would cost, and whether everything is there that it needs. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what a release would hold now, about what it would cost, and looks at every credential, endpoint and"
                    + " disk that it needs. Starts nothing.",
            "What belongs to another machine is looked at there, by `treewarden worker --check`.",
            "Exit code 0: a release can start; 1: something is missing, or nothing has changed."
        },
        footer = {"", "Example:  treewarden release plan --config /etc/treewarden/treewarden.yaml"})
final class ReleasePlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption option = new ConfigOption();

    @Override
    public Integer call() {
        var config = option.read();
        var settings = ReleaseCommand.settings(config);
        var out = spec.commandLine().getOut();
        try (var database = AuditCommand.open(config)) {
            var ahead = new LookAhead(config, settings, database, Clock.systemUTC());
            var plan = ahead.plan();
            new ReleaseText(out).plan(plan);
            out.println();
            var unchanged = ahead.unchanged(plan);
            unchanged.ifPresent(why -> out.println("A release would end with its plan: " + why + "."));
            ahead.notByTheSchedule(plan)
                    .ifPresent(why -> out.println("The schedule would have none made: " + why + "."));
            out.println(ahead.cost(plan));
            ahead.time(plan).ifPresent(out::println);
            out.println();
            var site = Site.ofTheService(config, database, System.getenv());
            var folders = new ReleaseFolders(settings.folder());
            var looked = new CheckBeforeRelease(
                            settings,
                            config.teacher(),
                            () -> database.read(tables -> ModelBefore.ofTheNext(tables, folders, settings.model())),
                            site,
                            database.clock())
                    .look();
            boolean good = Looked.tell(looked, out);
            out.flush();
            return good && unchanged.isEmpty() ? 0 : 1;
        } catch (ForgeException e) {
            throw CommandFailed.bad(String.valueOf(e.getMessage()));
        }
    }
}
