package treewarden.web.decide;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.CommandInfo;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Person;

/**
 * How a command stands on a button.
 *
 * @param command its name
 * @param argument what is sent with it; empty for nothing
 * @param words a verb
 * @param key that presses it; empty for none
 * @param asks what is asked before
 * @param after what comes next
 */
record Verb(String command, String argument, String words, String key, Asks asks, After after) {
    enum Asks {
        NOTHING,
        MAYBE_A_REASON,
        A_REASON,
        A_REASON_AND_THE_NAME,
        A_LOGIN
    }

    /** What is shown after it. */
    enum After {
        NEXT,
        SAME
    }

    private Verb(String command, String words, String key, Asks asks, After after) {
        this(command, "", words, key, asks, after);
    }

    /** In the order of the buttons; of those of one command the first stands for it. */
    private static final List<Verb> MAIN = List.of(
            new Verb("approve", "Approve", "a", Asks.NOTHING, After.NEXT),
            new Verb("request-changes", "Request changes", "c", Asks.A_REASON, After.NEXT),
            new Verb("uncertain", "Uncertain", "u", Asks.MAYBE_A_REASON, After.NEXT),
            new Verb("reject", "Reject", "x", Asks.A_REASON_AND_THE_NAME, After.NEXT),
            new Verb("hold", "Hold", "h", Asks.MAYBE_A_REASON, After.NEXT),
            new Verb("hold", "off", "Take off hold", "h", Asks.NOTHING, After.NEXT),
            new Verb("sample", "Sample", "s", Asks.NOTHING, After.SAME));

    private static final List<Verb> SELDOM = List.of(
            new Verb("assign", "Assign to me", "", Asks.NOTHING, After.SAME),
            new Verb("assign", "none", "Assign to nobody", "", Asks.NOTHING, After.SAME),
            new Verb("assign", "Assign to somebody", "", Asks.A_LOGIN, After.SAME),
            new Verb("check", "Check again", "", Asks.NOTHING, After.SAME),
            new Verb("precheck", "Ask the community model", "", Asks.NOTHING, After.SAME),
            new Verb("cancel", "Stop the sample", "", Asks.NOTHING, After.SAME),
            new Verb("retry", "Try again what failed", "", Asks.NOTHING, After.SAME));

    /** What a page offers only where somebody was too late with a decision. */
    private static final Verb COMMENT = new Verb("comment", "Comment", "", Asks.A_REASON, After.SAME);

    /** The page itself says what these say. */
    private static final List<String> SAID_BY_THE_PAGE = List.of("status", "help");

    /** Those of the main row among the commands. */
    static List<Verb> main(List<CommandInfo> commands) {
        return MAIN.stream().filter(verb -> isIn(commands, verb)).toList();
    }

    /** The others: a command that nobody thought of a button for has its name on it. */
    static List<Verb> seldom(List<CommandInfo> commands) {
        return commands.stream()
                .map(CommandInfo::name)
                .filter(name -> !SAID_BY_THE_PAGE.contains(name))
                .filter(name -> MAIN.stream().noneMatch(verb -> verb.command().equals(name)))
                .flatMap(name -> all(name).stream())
                .toList();
    }

    static Verb of(String command) {
        return all(command).get(0);
    }

    /** All buttons of a command: at least one. */
    static List<Verb> all(String command) {
        var known = Stream.of(MAIN, SELDOM, List.of(COMMENT))
                .flatMap(List::stream)
                .filter(verb -> verb.command().equals(command))
                .toList();
        return known.isEmpty() ? List.of(new Verb(command, capitalised(command), "", Asks.NOTHING, After.SAME)) : known;
    }

    /** Whether it would change something if this person pressed it now. */
    boolean wouldChange(Contribution it, @Nullable Person by) {
        var assignee = it.assignee();
        return switch (command) {
            case "hold" -> argument.isEmpty() == (it.state() != ContributionState.ON_HOLD);
            case "assign" ->
                asksForLogin()
                        || (argument.isEmpty()
                                ? by == null || assignee == null || assignee.id() != by.id()
                                : assignee != null);
            default -> true;
        };
    }

    boolean asksForReason() {
        return asks != Asks.NOTHING && asks != Asks.A_LOGIN;
    }

    boolean asksForLogin() {
        return asks == Asks.A_LOGIN;
    }

    boolean needsReason() {
        return asks == Asks.A_REASON || asks == Asks.A_REASON_AND_THE_NAME;
    }

    boolean asksForName() {
        return asks == Asks.A_REASON_AND_THE_NAME;
    }

    private static boolean isIn(List<CommandInfo> commands, Verb verb) {
        return commands.stream().anyMatch(command -> command.name().equals(verb.command()));
    }

    private static String capitalised(String name) {
        return name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT)
                        + name.substring(1).replace('-', ' ');
    }
}
