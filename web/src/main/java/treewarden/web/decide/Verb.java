package treewarden.web.decide;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import treewarden.bot.command.CommandInfo;

/**
 * How a command stands on a button.
 *
 * @param command its name
 * @param words a verb
 * @param key that presses it; empty for none
 * @param asks what is asked before
 * @param after what comes next
 */
record Verb(String command, String words, String key, Asks asks, After after) {
    enum Asks {
        NOTHING,
        MAYBE_A_REASON,
        A_REASON,
        A_REASON_AND_THE_NAME
    }

    /** What is shown after it. */
    enum After {
        NEXT,
        SAME
    }

    /** In the order of the buttons. */
    private static final List<Verb> MAIN = List.of(
            new Verb("approve", "Approve", "a", Asks.NOTHING, After.NEXT),
            new Verb("request-changes", "Request changes", "c", Asks.A_REASON, After.NEXT),
            new Verb("uncertain", "Uncertain", "u", Asks.MAYBE_A_REASON, After.NEXT),
            new Verb("reject", "Reject", "x", Asks.A_REASON_AND_THE_NAME, After.NEXT),
            new Verb("hold", "Hold", "h", Asks.MAYBE_A_REASON, After.NEXT),
            new Verb("sample", "Sample", "s", Asks.NOTHING, After.SAME));

    private static final List<Verb> SELDOM = List.of(
            new Verb("assign", "Assign to me", "", Asks.NOTHING, After.SAME),
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
                .map(Verb::of)
                .toList();
    }

    static Verb of(String command) {
        return Stream.of(MAIN, SELDOM, List.of(COMMENT))
                .flatMap(List::stream)
                .filter(verb -> verb.command().equals(command))
                .findFirst()
                .orElseGet(() -> new Verb(command, capitalised(command), "", Asks.NOTHING, After.SAME));
    }

    boolean asksForReason() {
        return asks != Asks.NOTHING;
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
