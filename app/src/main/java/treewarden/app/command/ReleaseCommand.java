package treewarden.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import treewarden.app.config.Config;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.release.ReleaseText;
import treewarden.app.release.RollBackRelease;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.Withdrawal;
import treewarden.store.CoveredLeaves;
import treewarden.store.Database;
import treewarden.store.Transaction;
import treewarden.store.WithdrawnLeaves;
import treewarden.worker.release.StartRelease;

/** Releases of the community model, from the operator's terminal. The service may be running. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Plans, starts, shows, decides on and undoes releases of the community model.",
        subcommands = {ReleasePlanCommand.class, ReleaseBisectCommand.class},
        footer = {"", "Example:  treewarden release plan", "          treewarden release start"})
final class ReleaseCommand implements Runnable {
    private static final int LISTED = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name what to do: plan, start, list, show, approve, cancel, rollback, exclude, readmit or bisect");
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Starts a release now. It runs in the service and its workers; this command does not wait.")
    int start(@Mixin ConfigOption config) {
        return with(config, (settings, database) -> {
            var start = new StartRelease(settings.model(), settings.taxonomy(), database.clock());
            var outcome = write(database, transaction -> start.start(transaction, Operator.name()));
            if (outcome instanceof StartRelease.Outcome.Not not) {
                throw CommandFailed.bad(not.why());
            }
            var release = ((StartRelease.Outcome.Started) outcome).release();
            out().println(release.id() + " has begun; follow it with `treewarden release show " + release.id()
                    + "` or on the page of releases.");
            return 0;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists releases, the newest first.")
    int list(@Mixin ConfigOption config) {
        return with(config, (settings, database) -> {
            List<Release> releases = database.read(tables -> tables.releases().list(LISTED));
            new ReleaseText(out()).list(releases);
            return 0;
        });
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a release: its stages, what it holds, what the gate said.")
    int show(@Mixin ConfigOption config, @Parameters(paramLabel = "RELEASE", arity = "0..1") @Nullable String name) {
        return with(config, (settings, database) -> {
            var release = name == null ? newest(settings, database) : find(database, name);
            database.read(tables -> {
                new ReleaseText(out()).show(release, tables);
                return 0;
            });
            return 0;
        });
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Has a release published that waits for a person to say so.")
    int approve(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "RELEASE") String name,
            @Option(names = "--why", required = true, description = "For the record: what you have read or tried.")
                    String why) {
        return with(config, (settings, database) -> {
            var release = find(database, name);
            write(database, transaction -> transaction.writeReleases().approve(release.id(), Operator.name(), why))
                    .ifPresent(refusal -> {
                        throw CommandFailed.bad(refusal);
                    });
            out().println(release.id() + " is going to be published.");
            return 0;
        });
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends a release that is not over; what the teacher answered is kept for the next one.")
    int cancel(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "RELEASE") String name,
            @Option(names = "--why", defaultValue = "cancelled by the operator", description = "For the record.")
                    String why) {
        return with(config, (settings, database) -> {
            var release = find(database, name);
            write(database, transaction -> transaction.writeReleases().cancel(release.id(), Operator.name(), why))
                    .ifPresent(refusal -> {
                        throw CommandFailed.bad(refusal);
                    });
            out().println(release.id() + " is cancelled.");
            return 0;
        });
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = {
                "Makes the Hub's main branch hold an earlier release again, by one more commit: the model, then its data set.",
                "History and tags stay as they are; the newer release is marked as rolled back. What it brought waits for the"
                        + " next one, and its contributors are told so."
            },
            footer = {"", "Example:  treewarden release rollback --to release-20261116 --why \"it forgot Spanish\""})
    int rollback(
            @Mixin ConfigOption config,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "RELEASE",
                            description = "What people get from now on.")
                    String to,
            @Option(names = "--why", required = true, description = "For the record.") String why) {
        return with(config, (settings, database) -> {
            var target = find(database, to);
            var done = new RollBackRelease(settings, database).to(target, Operator.name(), why);
            var undone = done.undone();
            out().println(done.words()
                    + (undone.isEmpty()
                            ? "."
                            : "; rolled back: "
                                    + String.join(
                                            ", ",
                                            undone.stream().map(ReleaseId::name).toList())
                                    + "."));
            return 0;
        });
    }

    @Command(
            name = "exclude",
            mixinStandardHelpOptions = true,
            description = {
                "Keeps a leaf, a folder of leaves, or every leaf that a pull request touched out of every release",
                "from now on, also where another one came on top; the answer says how many leaves that are.",
                "The model that people have keeps what it learnt until a release without it is published."
            },
            footer = {
                "",
                "Example:  treewarden release exclude knowledge/science/tides --why \"its document is not free\"",
                "          treewarden release exclude '#12' --why \"poisoned\""
            })
    int exclude(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "LEAF|#NUMBER") String what,
            @Option(names = "--why", required = true, description = "Stands on the model's card.") String why) {
        return with(config, (settings, database) -> {
            var withdrawal = withdrawal(what, why, database.clock());
            if (!write(database, transaction -> transaction.writeReleases().withdraw(withdrawal))) {
                throw CommandFailed.bad(withdrawal.what() + " is kept out already");
            }
            out().println(withdrawal.what() + " stays out of every release from now on.");
            var start = new StartRelease(settings.model(), settings.taxonomy(), database.clock());
            Optional<String> covered = database.read(tables -> start.repository(tables)
                    .map(repository -> new CoveredLeaves(tables, repository).words(withdrawal)));
            covered.ifPresent(out()::println);
            List<String> effects = database.read(tables -> new WithdrawnLeaves(tables).effects(withdrawal));
            effects.forEach(out()::println);
            return 0;
        });
    }

    @Command(name = "readmit", mixinStandardHelpOptions = true, description = "Undoes `exclude`.")
    int readmit(@Mixin ConfigOption config, @Parameters(paramLabel = "LEAF|#NUMBER") String what) {
        return with(config, (settings, database) -> {
            if (!write(
                    database,
                    transaction -> transaction.writeReleases().readmit(Withdrawal.folder(what), Operator.name()))) {
                throw CommandFailed.bad(what + " is not kept out");
            }
            out().println(what + " may be in the next release.");
            return 0;
        });
    }

    private static Withdrawal withdrawal(String what, String why, Clock clock) {
        try {
            return Withdrawal.typed(what, why, Operator.name(), clock.instant());
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private static Release newest(ReleaseSettings settings, Database database) {
        List<Release> newest = database.read(tables -> tables.releases().list(settings.model(), 1));
        if (newest.isEmpty()) {
            throw CommandFailed.bad("there is no release yet; start one with `treewarden release start`");
        }
        return newest.get(0);
    }

    static Release find(Database database, String name) {
        try {
            var id = new ReleaseId(name);
            return database.read(tables -> tables.releases().find(id))
                    .orElseThrow(() -> CommandFailed.bad(
                            "there is no " + name + "; `treewarden release list` shows those that there are"));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T write(Database database, Function<Transaction, T> work) {
        return database.write(transaction -> {
            transaction.actingFrom("command line");
            return work.apply(transaction);
        });
    }

    private int with(ConfigOption option, BiFunction<ReleaseSettings, Database, Integer> work) {
        var config = option.read();
        try (var database = AuditCommand.open(config)) {
            return work.apply(settings(config), database);
        } finally {
            out().flush();
        }
    }

    static ReleaseSettings settings(Config config) {
        var settings = config.releases();
        if (settings == null) {
            throw CommandFailed.usage("the configuration has no `releases`: docs/operating.md has an example");
        }
        return settings;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
