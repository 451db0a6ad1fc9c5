package treewarden.bot.command;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import treewarden.bot.check.ShowContribution;
import treewarden.bot.command.CommandBehaviour.Needs;
import treewarden.domain.Person;
import treewarden.forge.RepositoryForge;
import treewarden.store.Database;
import treewarden.store.Run;
import treewarden.templates.Markdown;

/** Carries out the commands of one person on one contribution, one after the other; each sees what the one before changed. */
final class CarryOut {
    private final Database database;
    private final RepositoryForge forge;
    private final ShowContribution shown;
    private final CommandRules rules;

    CarryOut(Database database, RepositoryForge forge, ShowContribution shown, CommandRules rules) {
        this.database = database;
        this.forge = forge;
        this.shown = shown;
        this.rules = rules;
    }

    /** Their answer; empty where whoever asks was told already that they ask too much. */
    Optional<CommandAnswer> commands(List<Command> commands, Optional<FromPage> page) {
        var first = commands.get(0);
        var asker = new Asker(first.by(), forge, rules.roles());
        if (isTooMuch(asker)) {
            return tellThatItIsTooMuch(first.by());
        }
        var context = context(first, asker);
        var overtaken = page.flatMap(from -> overtaken(first, from));
        if (overtaken.isPresent()) {
            return overtaken;
        }
        var gathered = new Gathered(commands, context.known(), shown, page);
        for (var command : commands) {
            var outcome = page.isPresent()
                    ? SayVerdict.with(run(context.of(command), page), context)
                    : run(context.of(command), page);
            gathered.add(outcome);
            context = context.after(outcome);
        }
        return Optional.of(gathered.answer(database.clock().instant()));
    }

    /** Who works on the queue is not counted. Asked only of those who gave many commands. */
    private boolean isTooMuch(Asker asker) {
        int given = database.read(tables ->
                tables.commandsGiven().by(asker.person().id(), database.clock().instant()));
        return given >= rules.perHour() && !asker.isTriager();
    }

    private Optional<CommandAnswer> tellThatItIsTooMuch(Person person) {
        var now = database.clock().instant();
        if (database.read(tables -> tables.commandsGiven().isTold(person.id(), now))) {
            return Optional.empty();
        }
        var told = CommandAnswer.refused(tooMany(rules.perHour()));
        return Optional.of(new CommandAnswer(
                told.reaction(),
                told.reply(),
                transaction -> transaction.commandsGiven().told(person.id(), now)));
    }

    /** Looked at after the contribution was read: who decides after this look is met by its version. */
    private Optional<CommandAnswer> overtaken(Command command, FromPage page) {
        return database.read(tables -> Overtaken.since(tables, command.contribution(), page.seenUntil(), command.by()))
                .map(entry -> CommandAnswer.refused(Markdown.text(entry.event().by())
                        + " decided after you looked, so nothing was done. Look at what they said, and decide then."));
    }

    static String tooMany(int perHour) {
        return "These are more than " + perHour
                + " commands within an hour, and nothing was done. Ask again later; until "
                + "then there will be no answer.";
    }

    private CommandContext context(Command command, Asker asker) {
        var id = command.contribution();
        var pullRequest = forge.pullRequest(id.number());
        return database.read(tables -> {
            var contribution = tables.contributions().find(id);
            return new CommandContext(
                    command,
                    contribution.orElse(null),
                    contribution.map(known -> Stored.of(known, tables)).orElse(Stored.NOTHING),
                    pullRequest,
                    asker,
                    forge,
                    rules,
                    database.clock().instant());
        });
    }

    private static CommandOutcome run(CommandContext context, Optional<FromPage> page) {
        var name = context.command().name();
        var behaviour = Commands.find(name).or(() -> page.flatMap(from -> Commands.onPages(name)));
        if (behaviour.isEmpty()) {
            return CommandOutcome.refused(
                    "There is no command " + Markdown.code(name) + ".\n\n" + HelpCommand.text(context.rules()));
        }
        if (!context.asker().isPerson()) {
            return CommandOutcome.refused(
                    "The code host does not know this account as that of a person who may ask here.");
        }
        if (!behaviour.get().who().may(context.asker(), context.pullRequest())) {
            return CommandOutcome.refused(Markdown.code("/" + behaviour.get().name()) + " is for "
                    + behaviour.get().who().words() + ".");
        }
        return behaviour
                .get()
                .whyNotHere(context.rules())
                .or(() -> whatIsMissing(behaviour.get(), context))
                .map(CommandOutcome::refused)
                .orElseGet(() -> behaviour.get().run(context));
    }

    /** What a command needs and does not have, in words. */
    private static Optional<String> whatIsMissing(CommandBehaviour command, CommandContext context) {
        if (command.needs() == Needs.PULL_REQUEST) {
            return Optional.empty();
        }
        if (context.known() == null) {
            return Optional.of(
                    "This pull request changes no leaf that was checked. If it was opened just now, ask again "
                            + "in a minute.");
        }
        var whyNot = InStates.whyNot(command.name(), context.state())
                .map(why -> "This contribution " + context.state().clause() + ". " + why);
        return whyNot.isPresent() || command.needs() == Needs.CONTRIBUTION ? whyNot : whatNobodySaw(context);
    }

    /** What a person says is of what they saw: a push that came in between is not meant. */
    private static Optional<String> whatNobodySaw(CommandContext context) {
        var head = context.pullRequest().head();
        var contribution = context.contribution();
        var seen = Objects.requireNonNullElse(context.command().seen(), head);
        if (!contribution.head().equals(head)) {
            return Optional.of("Commit " + Markdown.code(head.brief())
                    + " was pushed, and is not checked yet. Look at what the checks say of it, and say it again.");
        }
        if (!seen.equals(head)
                || context.stored().run().filter(run -> isLater(run, context)).isPresent()) {
            return Optional.of("Commit " + Markdown.code(head.brief())
                    + " was checked after you said this. Look at what the checks say of it, and say it again.");
        }
        return Optional.empty();
    }

    /** Whether the checks spoke after the command was given, which is told to the second. */
    private static boolean isLater(Run run, CommandContext context) {
        var givenAt = context.command().givenAt();
        return givenAt != null
                && run.checkedAt().truncatedTo(ChronoUnit.SECONDS).isAfter(givenAt);
    }
}
