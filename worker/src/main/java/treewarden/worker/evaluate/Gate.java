package treewarden.worker.evaluate;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateCriterion.State;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.TaskScore;
import treewarden.worker.evaluate.PairedDifference.Observed;

/**
 * Says by a rule whether a candidate may be published. Pure: the same report and rule, the same verdict.
 *
 * <p>All criteria have to be met, so that none needs a correction for being one of many: a candidate that is too bad in one
 * of them passes with at most that one's chance of error.
 */
public final class Gate {
    private final GateRule rule;
    private final EvaluationReport report;

    private Gate(GateRule rule, EvaluationReport report) {
        this.rule = rule;
        this.report = report;
    }

    public static GateVerdict decide(GateRule rule, EvaluationReport report) {
        var gate = new Gate(rule, report);
        var judge = new GateTheJudge(rule, report);
        var criteria = new ArrayList<GateCriterion>();
        criteria.add(judge.contamination());
        criteria.add(judge.nulls());
        criteria.add(judge.flips());
        criteria.add(gate.heldOut());
        criteria.add(gate.newLeaves());
        criteria.addAll(GateLeaves.collapses(rule, report));
        criteria.add(gate.regression());
        criteria.add(gate.choices());
        report.tasks().forEach(task -> criteria.add(gate.task(task)));
        return GateVerdict.of(rule.name(), criteria);
    }

    private GateCriterion heldOut() {
        var found = pairs(report.of(ExamPart.HELD_OUT));
        return notWorse(ExamPart.HELD_OUT.words(), found, rule.margins().heldOut(), rule.minimumQuestions());
    }

    private GateCriterion regression() {
        var all = report.of(ExamPart.REGRESSION);
        var name = ExamPart.REGRESSION.words();
        return all.isEmpty()
                ? Words.notAsked(name, rule.margins().regression(), "No regression set is configured.")
                : notWorse(name, pairs(all), rule.margins().regression(), 1);
    }

    private GateCriterion choices() {
        var name = "multiple-choice questions";
        var found = PairedDifference.of(report.choices().stream()
                .map(one -> new Observed(one.cluster(), one.difference()))
                .toList());
        int tooLong = report.tooLong();
        if (report.choices().isEmpty()) {
            return Words.notAsked(
                    name,
                    rule.margins().choices(),
                    tooLong == 0
                            ? "There are no multiple-choice questions."
                            : "All " + tooLong + " multiple-choice questions are longer than a model's context.");
        }
        var asked = notWorse(name, found, rule.margins().choices(), 1);
        return tooLong == 0
                ? asked
                : asked.saying(asked.words() + " " + tooLong
                        + " more are longer than a model's context, and were asked of" + " none.");
    }

    private GateCriterion task(TaskScore task) {
        double margin = rule.margins().tasks();
        double difference = task.difference();
        var beside = report.models().besideWords();
        var error = task.differenceError();
        if (error.isEmpty()) {
            return new GateCriterion(
                    task.task(), State.UNDECIDED, difference, -margin, Words.taskWithoutError(task, beside));
        }
        double reach = Quantile.normal(rule.confidence()) * error.getAsDouble();
        return new GateCriterion(
                task.task(),
                state(difference - reach, difference + reach, margin),
                difference - reach,
                -margin,
                Words.task(task, beside, reach, margin));
    }

    /**
     * Non-inferiority: met where the difference is above minus the margin with the rule's confidence; failed where it is
     * not, and the candidate is surely worse or surely beyond the margin.
     */
    private GateCriterion notWorse(String name, PairedDifference found, double margin, int minimum) {
        double lower = found.lower(rule.confidence());
        var beside = report.models().besideWords();
        if (found.questions() < minimum) {
            boolean worse = found.upper(rule.confidence()) < -margin;
            return new GateCriterion(
                    name,
                    worse ? State.FAILED : State.UNDECIDED,
                    Words.finite(lower),
                    -margin,
                    Words.tooFew(name, found, minimum, rule, beside));
        }
        var state = state(lower, found.upper(rule.confidence()), margin);
        return new GateCriterion(
                name, state, Words.finite(lower), -margin, Words.notWorse(name, found, margin, rule, state, beside));
    }

    private static State state(double lower, double upper, double margin) {
        if (lower > -margin) {
            return State.MET;
        }
        return upper < 0 ? State.FAILED : State.UNDECIDED;
    }

    private GateCriterion newLeaves() {
        var name = "new leaves";
        double gain = rule.newLeaves().gain();
        if (report.newLeaves().isEmpty()) {
            return Words.notAsked(name, gain, "There are no new leaves.");
        }
        var found = pairs(report.of(ExamPart.HELD_OUT).stream()
                .filter(one -> report.newLeaves().contains(one.question().leaf()))
                .toList());
        double lower = found.lower(rule.newLeaves().confidence());
        double upper = found.upper(rule.newLeaves().confidence());
        var state = lower > gain ? State.MET : upper <= gain ? State.FAILED : State.UNDECIDED;
        return new GateCriterion(
                name,
                state,
                Words.finite(lower),
                gain,
                Words.newLeaves(found, rule, state, report.models().besideWords()));
    }

    private static PairedDifference pairs(List<ExaminedQuestion> questions) {
        var observed = new ArrayList<Observed>();
        for (var one : questions) {
            one.pair()
                    .agreed()
                    .ifPresent(
                            agreed -> observed.add(new Observed(one.question().cluster(), agreed.value())));
        }
        return PairedDifference.of(observed);
    }
}
