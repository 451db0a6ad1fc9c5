package treewarden.templates;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.ContributionState;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.Severity;

/**
 * What the comment says where the community model can do already what a contribution would teach it: a remark, and a
 * finding for each such leaf. It is advice of two models, so the finding is told and counts for nothing else: no label,
 * no state and no check run hangs on it.
 */
final class AlreadyAnswered {
    static final String RULE = "already-answered";

    private static final Set<ContributionState> IS_OVER = EnumSet.of(
            ContributionState.MERGED, ContributionState.RELEASED, ContributionState.CLOSED, ContributionState.REJECTED);

    private AlreadyAnswered() {}

    /** The same with what the precheck found. */
    static CommentModel told(CommentModel model) {
        if (IS_OVER.contains(model.contribution().state())) {
            return model;
        }
        return model.prechecks().stream()
                .filter(report -> report.release() == null)
                .findFirst()
                .map(report -> told(model, report))
                .orElse(model);
    }

    private static CommentModel told(CommentModel model, PrecheckReport report) {
        var notes = new ArrayList<>(model.notes());
        if (report.isKnownAlready()) {
            notes.add("The model already answers this: consider harder examples. It answered " + report.good() + " of "
                    + questions(report.answers().size()) + " well.");
        }
        var leaves =
                model.leaves().stream().map(leaf -> withFinding(leaf, report)).toList();
        return new CommentModel(
                model.contribution(),
                model.scope(),
                leaves,
                model.sample(),
                model.links(),
                model.commit(),
                model.at(),
                notes,
                model.prechecks());
    }

    private static CheckedLeaf withFinding(CheckedLeaf leaf, PrecheckReport report) {
        int end = leaf.path().lastIndexOf('/');
        var answers = report.byLeaf().getOrDefault(end < 0 ? "" : leaf.path().substring(0, end), List.of());
        if (!report.isKnownAlready(answers)) {
            return leaf;
        }
        long good = answers.stream().filter(PrecheckAnswer::isGood).count();
        var findings = new ArrayList<>(leaf.findings());
        findings.add(new Finding(
                RULE,
                Severity.WARNING,
                leaf.path(),
                Position.START,
                "",
                "The community model already answers " + good + " of " + questions(answers.size()) + " well.",
                "Consider harder examples, such as those that it gets wrong.",
                null));
        return leaf.with(findings);
    }

    private static String questions(int number) {
        return number + (number == 1 ? " question" : " questions");
    }
}
