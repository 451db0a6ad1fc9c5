package treewarden.worker.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
        var notMet = new ArrayList<GateCriterion>();
        var deepest = new Fall("", 0, List.of());
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
            var fall = new Fall(leaf.getKey(), before.getAsDouble() - now.getAsDouble(), scored);
            if (fall.drop() > deepest.drop()) {
                deepest = fall;
            }
            double limit = rule.collapse().drop();
            if (fall.drop() < limit || fall.isDenied()) {
                continue;
            }
            boolean sure =
                    fall.isConfirmed() && scored.size() >= rule.collapse().questions();
            var words = fell(fall, before.getAsDouble(), now.getAsDouble(), report);
            notMet.add(new GateCriterion(
                    leaf.getKey(),
                    sure ? State.FAILED : State.UNDECIDED,
                    fall.drop(),
                    limit,
                    words + what(fall, sure)));
        }
        if (notMet.isEmpty()) {
            notMet.add(new GateCriterion(
                    "leaves", State.MET, deepest.drop(), rule.collapse().drop(), none(deepest, rule)));
        }
        return notMet;
    }

    /**
     * How far a leaf's score fell.
     *
     * @param scored its questions that have a score of both models
     */
    private record Fall(String leaf, double drop, List<ExaminedQuestion> scored) {
        /** What the pairs say that have a verdict: below 0 where the candidate is worse; empty where none has. */
        private OptionalInt preference() {
            var agreed = scored.stream()
                    .flatMap(one -> one.pair().agreed().stream())
                    .mapToInt(Preference::value)
                    .toArray();
            return agreed.length == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(Arrays.stream(agreed).sum());
        }

        boolean isConfirmed() {
            return preference().orElse(0) < 0;
        }

        boolean isDenied() {
            return preference().orElse(-1) >= 0;
        }
    }

    private static String none(Fall deepest, GateRule rule) {
        var limit = Words.points(rule.collapse().drop());
        var fell = "No leaf collapsed: the deepest fall of a leaf's score is " + Words.points(deepest.drop());
        return deepest.drop() < rule.collapse().drop()
                ? fell + ", below " + limit + "."
                : fell + " (" + deepest.leaf() + "), which is not below " + limit
                        + ", but side by side its answers are not worse.";
    }

    private static String fell(Fall fall, double before, double now, EvaluationReport report) {
        return fall.leaf() + " collapsed: its score fell from " + Words.percent(before) + " ("
                + report.models().besideWords() + ") to " + Words.percent(now) + " on "
                + Words.count(fall.scored().size(), "held-out question");
    }

    private static String what(Fall fall, boolean sure) {
        if (sure) {
            return "; look at its rows, or leave it out with `release exclude`.";
        }
        return fall.isConfirmed()
                ? ", which are too few to be sure: look at the answers."
                : ", and no verdict of the judge's says which answers are better: look at them.";
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
}
