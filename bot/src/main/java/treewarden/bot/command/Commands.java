package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import treewarden.bot.Repositories;
import treewarden.bot.command.Who.Standing;
import treewarden.bot.command.WrittenCommand.Address;
import treewarden.domain.ContributionId;
import treewarden.domain.JobPayload.RunSample;
import treewarden.domain.Person;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.Permission;
import treewarden.forge.RepositoryForge;
import treewarden.store.Database;
import treewarden.store.StaleVersion;
import treewarden.templates.Markdown;

/**
 * The one door for commands, whether they come from a comment or from a page: one list, one rule of who may.
 *
 * <p>Permission is asked of the code host at the moment of the command, by the account's id, and where it cannot be found
 * out the command is not carried out.
 */
public final class Commands {
    private static final int TRIES = 5;

    private final Database database;
    private final Forge forge;
    private final Repositories repositories;
    private final Permission maintainer;
    private final List<CommandBehaviour> list;
    private final HelpCommand help;

    public Commands(Database database, Forge forge, Repositories repositories) {
        this(database, forge, repositories, Permission.WRITE);
    }

    /** @param maintainer the least permission of those who may what only maintainers may */
    public Commands(Database database, Forge forge, Repositories repositories, Permission maintainer) {
        this.maintainer = maintainer;
        this.database = database;
        this.forge = forge;
        this.repositories = repositories;
        var acting = List.<CommandBehaviour>of(new CheckCommand(), new SampleCommand());
        this.help = new HelpCommand(acting);
        this.list = Stream.concat(acting.stream(), Stream.of(help)).toList();
    }

    /** Carries a command out and answers it at once: for a page. */
    public CommandAnswer submit(Command command) {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = together(List.of(command));
                write(answer);
                return answer;
            } catch (StaleVersion e) {
                if (attempt == TRIES) {
                    throw e;
                }
            } catch (ForgeException e) {
                return CommandAnswer.refused("The code host could not be asked whether you may do this, so nothing was "
                        + "done. Try again in a minute.");
            }
        }
    }

    private void write(CommandAnswer answer) {
        database.run(transaction -> {
            answer.decision().ifPresent(transaction::apply);
            answer.showAgain().forEach(transaction.forgeIds()::forget);
            answer.jobs().forEach(transaction::enqueue);
        });
    }

    /**
     * What comes of a comment; empty where it holds no command for us. Nothing is written here: the answer is written with
     * the end of the delivery that brought the comment.
     */
    public Optional<CommandAnswer> inComment(String markdown, ContributionId contribution, Person author) {
        if (markdown.indexOf('/') < 0 && markdown.indexOf('@') < 0) {
            return Optional.empty();
        }
        var written = new CommandParser(forge.self().bot().login())
                .commands(markdown).stream().filter(this::isMeantForUs).toList();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(together(written.stream()
                .map(command -> new Command(command.name(), command.arguments(), contribution, author))
                .toList()));
    }

    /** A slash command that we do not have is another bot's. */
    private boolean isMeantForUs(WrittenCommand command) {
        return command.address() == Address.MENTION || find(command.name()).isPresent();
    }

    /** One after the other; each sees what the one before it changed. All are of one person on one contribution. */
    private CommandAnswer together(List<Command> commands) {
        var first = commands.get(0);
        var repository = repositories.find(first.contribution().repository());
        if (repository.isEmpty()) {
            return CommandAnswer.refused("Treewarden does not tend this repository.");
        }
        var in = forge.in(repository.get());
        var context = context(first, in);
        var outcomes = new ArrayList<CommandOutcome>();
        for (var command : commands) {
            var outcome = run(context.of(command), in);
            outcomes.add(outcome);
            context = context.after(outcome);
        }
        return CommandAnswer.of(commands, outcomes);
    }

    private CommandContext context(Command command, RepositoryForge in) {
        var pullRequest = in.pullRequest(command.contribution().number());
        return database.read(tables -> {
            var contribution = tables.contributions().find(command.contribution());
            var lastSample = contribution.flatMap(
                    known -> tables.jobs().latest(new RunSample(known.id(), known.head(), List.of(), List.of()).key()));
            return new CommandContext(
                    command,
                    contribution.orElse(null),
                    lastSample.map(job -> (RunSample) job.payload()),
                    pullRequest,
                    database.clock().instant());
        });
    }

    private CommandOutcome run(CommandContext context, RepositoryForge in) {
        var command = context.command();
        var behaviour = find(command.name());
        if (behaviour.isEmpty()) {
            return CommandOutcome.refused(
                    "There is no command " + Markdown.code(command.name()) + ".\n\n" + help.text());
        }
        var who = behaviour.get().who();
        if (!isAllowed(who, context, in)) {
            return CommandOutcome.refused(Markdown.code("/" + behaviour.get().name()) + " is for " + who.words() + ".");
        }
        return behaviour.get().run(context);
    }

    /** Asks the code host only where the answer can matter. A login that is somebody else's by now may nothing. */
    private boolean isAllowed(Who who, CommandContext context, RepositoryForge in) {
        var standing =
                context.pullRequest().author().id() == context.command().by().id() ? Standing.AUTHOR : Standing.OTHER;
        if (who.may(Permission.NONE, standing, maintainer)) {
            return true;
        }
        try {
            return who.may(in.permission(context.command().by()), standing, maintainer);
        } catch (ForgeException.Missing e) {
            return false;
        }
    }

    private Optional<CommandBehaviour> find(String name) {
        return list.stream().filter(behaviour -> behaviour.name().equals(name)).findFirst();
    }
}
