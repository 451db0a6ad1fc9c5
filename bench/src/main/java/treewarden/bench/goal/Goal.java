package treewarden.bench.goal;

import java.util.List;
import java.util.Locale;

/**
 * A figure, and its limit.
 *
 * @param unit behind both; empty for a ratio
 */
public record Goal(String what, double reached, Limit limit, double bound, String unit) {
    /** On which side of the bound it has to be. */
    public enum Limit {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Limit(String words) {
            this.words = words;
        }
    }

    public static Goal atLeast(double bound, String what, double reached) {
        return new Goal(what, reached, Limit.AT_LEAST, bound, "");
    }

    /** Of whole numbers. */
    public static Goal atMost(long bound, String unit, String what, long reached) {
        return new Goal(what, reached, Limit.AT_MOST, bound, " " + unit);
    }

    boolean isMet() {
        return limit == Limit.AT_LEAST ? reached >= bound : reached <= bound;
    }

    /** For people: each with its limit, and whether it is met. */
    public static void print(List<Goal> goals) {
        for (var goal : goals) {
            // More digits than the table has: what is a hair below must not look as if it were met.
            var form = goal.unit.isEmpty() ? "%,.3f" : "%,.0f";
            System.out.printf(
                    Locale.ROOT,
                    "  goal: %s %s " + form + "%s, reached " + form + "%s: %s%n",
                    goal.what,
                    goal.limit.words,
                    goal.bound,
                    goal.unit,
                    goal.reached,
                    goal.unit,
                    goal.isMet() ? "met" : "MISSED");
        }
        System.out.println();
    }

    /** Ends the process with 1 where one is missed. */
    public static void endWhereMissed(List<Goal> goals) {
        var missed = goals.stream().filter(goal -> !goal.isMet()).toList();
        missed.forEach(goal -> System.err.println(goal.what + " is beyond its limit; see above"));
        if (!missed.isEmpty()) {
            System.exit(1);
        }
    }
}
