package treewarden.worker.evaluate;

import java.util.Locale;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateCriterion.State;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.TaskScore;

/** The gate's numbers in sentences. */
final class Words {
    private Words() {}

    static GateCriterion notAsked(String name, double limit, String why) {
        return new GateCriterion(name, State.NOT_ASKED, 0, limit, why);
    }

    /** What JSON can hold: nobody's difference is below -1. */
    static double finite(double number) {
        return Math.max(-1, Math.min(1, number));
    }

    static String notWorse(
            String name, PairedDifference found, double margin, GateRule rule, State state, String beside) {
        var numbers = difference(name, found, beside) + ", and with " + percent(rule.confidence())
                + " confidence not below " + points(finite(found.lower(rule.confidence())));
        var limit = points(-margin);
        return switch (state) {
            case MET -> numbers + "; it may be down to " + limit + ".";
            case FAILED -> numbers + ", where it may be down to " + limit + ": the candidate is worse.";
            case UNDECIDED, NOT_ASKED ->
                numbers + ", where it may be down to " + limit + ": too few questions to tell. "
                        + enough(found, margin, rule);
        };
    }

    static String tooFew(String name, PairedDifference found, int minimum, GateRule rule, String beside) {
        return difference(name, found, beside) + "; the rule wants at least " + count(minimum, "question")
                + " with a verdict, which is " + (minimum - found.questions()) + " more. "
                + enough(found, rule.margins().heldOut(), rule);
    }

    private static String enough(PairedDifference found, double margin, GateRule rule) {
        long needed = found.needed(margin, rule.confidence(), rule.power());
        if (needed < 0) {
            return "Questions of several leaves and documents are needed.";
        }
        long more = needed - found.questions();
        return more > 0
                ? "About " + needed + " such questions would do, " + more + " more."
                : "There are enough questions; the candidate was a little worse on them.";
    }

    private static String difference(String name, PairedDifference found, String beside) {
        return "On " + found.questions() + " " + name + " (" + count(found.clusters(), "cluster")
                + ") the candidate is " + points(found.mean()) + " beside " + beside;
    }

    static String newLeaves(PairedDifference found, GateRule rule, State state, String beside) {
        if (found.questions() == 0) {
            return "None of the new leaves has a held-out question with a verdict: a person has to look at what was"
                    + " learnt of them.";
        }
        var numbers = difference("held-out questions of new leaves", found, beside) + ", and with "
                + percent(rule.newLeaves().confidence()) + " confidence not below "
                + points(finite(found.lower(rule.newLeaves().confidence())));
        var gain = points(rule.newLeaves().gain());
        return switch (state) {
            case MET -> numbers + "; it must be above " + gain + ".";
            case FAILED -> numbers + ", where it must be above " + gain + ": the new leaves were not learnt.";
            case UNDECIDED, NOT_ASKED -> numbers + ", where it must be above " + gain + ": too close to tell.";
        };
    }

    static String task(TaskScore task, String beside, double reach, double margin) {
        return measured(task, beside) + " and may in truth be as low as " + points(task.difference() - reach)
                + ", where it may be down to " + points(-margin) + ".";
    }

    static String taskWithoutError(TaskScore task, String beside) {
        return measured(task, beside)
                + ". The benchmark names no standard error, so nobody can say how much of that is chance: a person decides.";
    }

    private static String measured(TaskScore task, String beside) {
        return task.task() + " (" + task.metric() + "): " + plain(task.candidate()) + " beside " + plain(task.beside())
                + " of " + beside + "; the difference is " + points(task.difference());
    }

    static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f points", 100 * share);
    }

    static String percent(double share) {
        var text = String.format(Locale.ROOT, "%.1f", 100 * share);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
