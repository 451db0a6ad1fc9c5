package treewarden.bot.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.domain.ContributionState;

/**
 * Which command may not be given in which state, and why: the one table. A command that is not named for a state may be
 * given there.
 */
final class InStates {
    private static final String OVER = "Nothing is left to decide.";
    private static final String TRIED =
            "Its trial is done: the comment shows what came of it. A push starts a new one.";

    private static final List<String> DECIDE = List.of("approve", "request-changes", "uncertain", "reject", "hold");
    private static final List<String> DECIDE_OTHERWISE = DECIDE.subList(1, DECIDE.size());

    private static final Refusal NOTHING_TO_TRY = refuse("There is nothing to try.", "sample", "precheck");

    private static final Map<ContributionState, List<Refusal>> TABLE = table();

    private InStates() {}

    /** @param commands that may not be given, for this reason */
    private record Refusal(List<String> commands, String why) {}

    /** Why not, a sentence or two; empty where the command may be given. */
    static Optional<String> whyNot(String command, ContributionState state) {
        return TABLE.getOrDefault(state, List.of()).stream()
                .filter(refusal -> refusal.commands().contains(command))
                .map(Refusal::why)
                .findFirst();
    }

    private static Map<ContributionState, List<Refusal>> table() {
        var table = new EnumMap<ContributionState, List<Refusal>>(ContributionState.class);
        table.put(
                ContributionState.CHECKING,
                List.of(refuse(
                        "Its files are being checked. Say it again when that is done.", "approve", "uncertain")));
        table.put(
                ContributionState.NEEDS_CHANGES,
                List.of(refuse("What the checks found has to change first.", "approve", "uncertain")));
        for (var decided : List.of(
                ContributionState.CHANGES_REQUESTED,
                ContributionState.UNCERTAIN,
                ContributionState.ON_HOLD,
                ContributionState.APPROVED)) {
            table.put(decided, List.of(refuse(TRIED, "sample")));
        }
        table.put(
                ContributionState.REJECTED,
                List.of(refuse(TRIED, "sample"), refuse("A push to it begins anew.", "hold", "uncertain", "approve")));
        // What was merged without an approval can have one afterwards: without it no release holds its leaves.
        table.put(ContributionState.MERGED, List.of(new Refusal(DECIDE_OTHERWISE, OVER), NOTHING_TO_TRY));
        table.put(ContributionState.RELEASED, List.of(new Refusal(DECIDE, OVER), NOTHING_TO_TRY));
        table.put(
                ContributionState.CLOSED,
                List.of(
                        new Refusal(DECIDE, "Open the pull request again to have it decided."),
                        refuse("Open the pull request again to have it tried.", "sample", "precheck")));
        return table;
    }

    private static Refusal refuse(String why, String... commands) {
        return new Refusal(List.of(commands), why);
    }
}
