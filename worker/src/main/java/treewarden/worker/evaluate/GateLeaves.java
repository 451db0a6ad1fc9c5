package treewarden.worker.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import treewarden.domain.Score;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateCriterion.State;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.Preference;

/**
 * Which leaves are lost: the mean could hide one that was poisoned. Scores and pairs must both say so, since either alone
 * is wrong now and then, and there are many leaves.
 */
final class GateLeaves {
    private static final int WORST = 1;

    private GateLeaves() {}

    static List<GateCriterion> collapses(GateRule rule, EvaluationReport report) {
        var collapsed = new ArrayList<GateCriterion>();
        double deepest = 0;
        for (var leaf : report.byLeaf().entrySet()) {
            var scored = leaf.getValue().stream()
                    .filter(one ->
                            one.candidate().score() != null && one.beside().score() != null)
                    .toList();
            var before = mean(scored, ExaminedQuestion::beside);
            var now = mean(scored, ExaminedQuestion::candidate);
            if (before.isEmpty() || now.isEmpty()) {
                continue;
            }
            double drop = before.getAsDouble() - now.getAsDouble();
            deepest = Math.max(deepest, drop);
            if (drop >= rule.collapse().drop() && preference(scored) < 0) {
                boolean sure = scored.size() >= rule.collapse().questions();
                collapsed.add(new GateCriterion(
                        leaf.getKey(),
                        sure ? State.FAILED : State.UNDECIDED,
                        drop,
                        rule.collapse().drop(),
                        words(leaf.getKey(), scored.size(), before.getAsDouble(), now.getAsDouble(), report, sure)));
            }
        }
        if (collapsed.isEmpty()) {
            collapsed.add(new GateCriterion(
                    "leaves",
                    State.MET,
                    deepest,
                    rule.collapse().drop(),
                    "No leaf collapsed: the deepest fall of a leaf's score is " + Words.points(deepest) + ", below "
                            + Words.points(rule.collapse().drop()) + "."));
        }
        return collapsed;
    }

    private static String words(
            String leaf, int questions, double before, double now, EvaluationReport report, boolean sure) {
        return leaf + " collapsed: its score fell from " + Words.percent(before) + " ("
                + report.models().besideWords() + ") to " + Words.percent(now) + " on "
                + Words.count(questions, "held-out question")
                + (sure
                        ? "; look at its rows, or leave it out with `release exclude`."
                        : ", which are too few to be sure: look at the answers.");
    }

    private static OptionalDouble mean(List<ExaminedQuestion> scored, Function<ExaminedQuestion, ExamAnswer> whose) {
        return scored.stream()
                .map(whose.andThen(ExamAnswer::score))
                .mapToDouble(GateLeaves::share)
                .average();
    }

    /** 0 for the worst score, 1 for the best. */
    private static double share(Score score) {
        return (score.value() - WORST) / (score.best() - WORST);
    }

    private static int preference(List<ExaminedQuestion> scored) {
        return scored.stream()
                .mapToInt(one -> one.pair().agreed().orElse(Preference.SAME).value())
                .sum();
    }
}
