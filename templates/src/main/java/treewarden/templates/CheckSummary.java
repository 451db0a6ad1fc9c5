package treewarden.templates;

import java.util.LinkedHashMap;
import java.util.List;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CheckResult;
import treewarden.domain.ContributionState;
import treewarden.domain.Finding;

/**
 * What the check run of a commit says: the result of the checks, which a repository may require. The sample is advice
 * and does not decide it.
 */
public final class CheckSummary {
    /** GitHub's limit for a summary. */
    public static final int LONGEST = 65_535;

    /** Findings shown on their lines: ten requests to the code host. The summary tells when there are more. */
    public static final int MOST_ANNOTATIONS = 500;

    private static final CommentTemplate TITLE = CommentTemplate.named("check-title");
    private static final CommentTemplate CHECK = CommentTemplate.named("check");

    /** Title, summary and annotations; the worst findings first where there are too many. */
    public CheckResult render(CommentModel model) {
        // What is about the pull request has no line to stand on.
        var findings = FindingsView.inOrder(model).stream()
                .filter(finding -> !finding.path().equals(Finding.PULL_REQUEST))
                .toList();
        var annotations = findings.subList(0, Math.min(findings.size(), MOST_ANNOTATIONS));
        for (var detail : Detail.OF_A_CHECK) {
            var summary = summary(model, findings, annotations, detail);
            if (summary.length() <= LONGEST) {
                var title = TITLE.render(Facts.of(model, detail)).markdown();
                return new CheckResult(conclusion(model), title, summary, annotations);
            }
        }
        throw new IllegalStateException("the shortest summary is too long: comments/check.md says too much");
    }

    private static String summary(
            CommentModel model, List<Finding> findings, List<Finding> annotations, Detail detail) {
        var facts = Facts.of(model, detail);
        facts.put("check_run", "");
        var values = new LinkedHashMap<String, Object>(facts);
        values.put("findings_part", ContributionComment.findings(model, facts, detail));
        values.put("annotated", annotations.size());
        values.put("findings", findings.size());
        return CHECK.render(values).markdown() + "\n";
    }

    private static CheckConclusion conclusion(CommentModel model) {
        if (model.scope() == ChangeScope.TOO_MANY_FILES || model.errors() > 0) {
            return CheckConclusion.FAILURE;
        }
        return model.contribution().state() == ContributionState.CHECKING
                ? CheckConclusion.NEUTRAL
                : CheckConclusion.SUCCESS;
    }
}
