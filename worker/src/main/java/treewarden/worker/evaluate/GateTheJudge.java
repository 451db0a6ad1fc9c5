package treewarden.worker.evaluate;

import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateCriterion.State;
import treewarden.domain.release.GateRule;

/** Whether the evaluation can be relied on: nothing learnt by heart, and a judge that did its work. */
record GateTheJudge(GateRule rule, EvaluationReport report) {
    GateCriterion contamination() {
        var hits = report.contamination().hits();
        var questions = report.contamination().questions();
        return new GateCriterion(
                "contamination",
                hits.isEmpty() ? State.MET : State.FAILED,
                hits.size(),
                0,
                hits.isEmpty()
                        ? "None of the " + questions + " held-out questions is among the rows that were trained on."
                        : hits.size() + " of " + questions
                                + " held-out questions are among the rows that were trained on, such as one of "
                                + hits.get(0).leaf()
                                + "; mix again without these rows, and train again.");
    }

    GateCriterion nulls() {
        double cap = rule.caps().nulls();
        long all = report.questions().size();
        long nulls = report.questions().stream()
                .filter(one -> one.pair().agreed().isEmpty())
                .count();
        double share = all == 0 ? 0 : (double) nulls / all;
        boolean met = share <= cap;
        return new GateCriterion(
                "questions without a verdict",
                met ? State.MET : State.UNDECIDED,
                share,
                cap,
                nulls + " of " + all + " questions have no verdict (" + Words.percent(share) + ", at most "
                        + Words.percent(cap) + (met ? ")." : "); look at why, and evaluate again."));
    }

    GateCriterion flips() {
        double cap = rule.caps().flips();
        long judged = report.questions().stream()
                .filter(one -> one.pair().agreed().isPresent())
                .count();
        long flipped =
                report.questions().stream().filter(one -> one.pair().flipped()).count();
        double share = judged == 0 ? 0 : (double) flipped / judged;
        boolean met = share <= cap;
        return new GateCriterion(
                "verdicts that hang on the order",
                met ? State.MET : State.UNDECIDED,
                share,
                cap,
                "With the answers in the other order the judge said something else on " + flipped + " of " + judged
                        + " questions (" + Words.percent(share) + ", at most " + Words.percent(cap)
                        + (met ? ")." : "); another judge may be steadier."));
    }
}
