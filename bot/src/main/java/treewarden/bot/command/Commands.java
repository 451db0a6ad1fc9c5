package treewarden.bot.command;

import java.util.List;
import java.util.Optional;
import treewarden.bot.Repositories;
import treewarden.bot.check.ShowContribution;
import treewarden.bot.command.WrittenCommand.Address;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect.ShowComment;
import treewarden.domain.Person;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.store.Database;
import treewarden.store.StaleVersion;
import treewarden.store.Tables;

/**
 * The one door for commands, whether they come from a comment or from a page: one list, one rule of who may.
 *
 * <p>Permission is asked of the code host at the moment of the command, by the account's id, and where it cannot be found
 * out the command is not carried out.
 */
public final class Commands {
    /** All commands there are, in the order in which help tells of them. */
    private static final List<CommandBehaviour> LIST = List.of(
            new CheckCommand(),
            new SampleCommand(),
            new PrecheckCommand(),
            new ApproveCommand(),
            new RequestChangesCommand(),
            new UncertainCommand(),
            new RejectCommand(),
            new HoldCommand(),
            new AssignCommand(),
            new CancelCommand(),
            new RetryCommand(),
            new StatusCommand(),
            new HelpCommand());

    private static final int TRIES = 5;

    private final Database database;
    private final Forge forge;
    private final Repositories repositories;
    private final ShowContribution shown;
    private final CommandRules rules;

    public Commands(
            Database database, Forge forge, Repositories repositories, ShowContribution shown, CommandRules rules) {
        this.database = database;
        this.forge = forge;
        this.repositories = repositories;
        this.shown = shown;
        this.rules = rules;
    }

    /** What there is to be asked for where everything is configured: for documents. */
    public static List<CommandInfo> list() {
        return LIST.stream().map(CommandInfo::of).toList();
    }

    /** What only a page asks for: who writes a comment needs no command to say something. */
    static Optional<CommandBehaviour> onPages(String name) {
        var comment = new CommentCommand();
        return name.equals(comment.name()) ? Optional.of(comment) : Optional.empty();
    }

    static Optional<CommandBehaviour> find(String name) {
        return LIST.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    /** What of it is offered here. */
    public OfferCommands offer() {
        return new OfferCommands(rules);
    }

    static List<CommandBehaviour> behaviours() {
        return LIST;
    }

    /** Carries a command out and answers it at once, for one who can say what they see and mean it at once. */
    public CommandAnswer submit(Command command) {
        return submit(command, Optional.empty());
    }

    /**
     * Carries a command out that was given on a page, and answers it at once. Where somebody else decided after that page
     * was made it is refused: see {@link Overtaken}. What it decides is said on the pull request too.
     */
    public CommandAnswer submit(Command command, FromPage page) {
        return submit(command, Optional.of(page));
    }

    /** The comment that stands on the pull request, or is to, as it follows from what is stored; empty before a check. */
    public Optional<String> comment(Tables tables, Contribution contribution) {
        return shown.effects(tables, contribution).stream()
                .filter(ShowComment.class::isInstance)
                .map(effect -> ((ShowComment) effect).markdown())
                .findFirst();
    }

    /** Takes back what this person decided last on a page, as long as the code host was told nothing of it. */
    public CommandAnswer takeBack(ContributionId contribution, Person by) {
        return database.write(transaction -> new TakeBack(shown).of(contribution, by, transaction));
    }

    private CommandAnswer submit(Command command, Optional<FromPage> page) {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = carryOut(List.of(command), page)
                        .orElseGet(() -> CommandAnswer.refused(CarryOut.tooMany(rules.perHour())));
                database.run(answer.writes());
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

    /**
     * What comes of a comment; empty where it holds no command for us, and where its author was told before that these
     * are too many. Nothing is written here: the answer is written with the end of the delivery that brought the comment.
     */
    public Optional<CommandAnswer> inComment(GivenIn comment) {
        var markdown = comment.markdown();
        if (markdown.indexOf('/') < 0 && markdown.indexOf('@') < 0) {
            return Optional.empty();
        }
        var commands = new CommandParser(forge.self().bot().login())
                .commands(markdown).stream()
                        .filter(Commands::isMeantForUs)
                        .map(comment::command)
                        .toList();
        return commands.isEmpty() ? Optional.empty() : carryOut(commands, Optional.empty());
    }

    /** A slash command that we do not have is another bot's. */
    private static boolean isMeantForUs(WrittenCommand command) {
        return command.address() == Address.MENTION || find(command.name()).isPresent();
    }

    private Optional<CommandAnswer> carryOut(List<Command> commands, Optional<FromPage> page) {
        var repository = repositories.find(commands.get(0).contribution().repository());
        return repository.isEmpty()
                ? Optional.of(CommandAnswer.refused("Treewarden does not tend this repository."))
                : new CarryOut(database, forge.in(repository.get()), shown, rules).commands(commands, page);
    }
}
