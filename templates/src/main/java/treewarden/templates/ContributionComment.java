package treewarden.templates;

import java.util.LinkedHashMap;
import java.util.Map;

/** The one comment on a pull request, rewritten at every change. Its words are in {@code templates/comments/}. */
public final class ContributionComment {
    /** Ends every such comment. Anybody can paste it: believed only in a comment whose author is the bot. */
    public static final String MARKER = "<!-- treewarden:contribution -->";

    /** GitHub names a limit of 65,536; ours leaves room. */
    public static final int LONGEST = 60_000;

    private static final CommentTemplate VERDICT = CommentTemplate.named("verdict");
    private static final CommentTemplate FINDINGS = CommentTemplate.named("findings");
    private static final CommentTemplate SAMPLE = CommentTemplate.named("sample");
    private static final CommentTemplate PRECHECK = CommentTemplate.named("precheck");
    private static final CommentTemplate CONTRIBUTION = CommentTemplate.named("contribution");

    /** The comment's Markdown, shorter than {@link #LONGEST} characters whatever the contribution holds. */
    public String render(CommentModel contribution) {
        var model = AlreadyAnswered.told(contribution);
        for (var detail : Detail.OF_A_COMMENT) {
            var comment = render(model, detail);
            if (comment.length() < LONGEST) {
                return comment;
            }
        }
        throw new IllegalStateException("the shortest comment is too long: comments/contribution.md says too much");
    }

    private static String render(CommentModel model, Detail detail) {
        var facts = Facts.of(model, detail);
        var parts = new LinkedHashMap<String, Object>(facts);
        parts.put("verdict_part", VERDICT.render(facts));
        parts.put("findings_part", findings(model, facts, detail));
        parts.put("precheck_part", precheck(model, detail));
        parts.put("sample_part", sample(model, detail));
        return CONTRIBUTION.render(parts).markdown() + "\n\n" + MARKER + "\n";
    }

    static Fragment findings(CommentModel model, Map<String, Object> facts, Detail detail) {
        var values = new LinkedHashMap<String, Object>(facts);
        values.putAll(FindingsView.of(model, detail));
        return FINDINGS.render(values);
    }

    private static Fragment precheck(CommentModel model, Detail detail) {
        return model.prechecks().isEmpty()
                ? new Fragment("")
                : PRECHECK.render(PrecheckView.of(model.prechecks(), detail));
    }

    private static Fragment sample(CommentModel model, Detail detail) {
        return model.sample() instanceof LeafSampleState.Reported reported
                ? SAMPLE.render(SampleView.of(reported.report(), detail))
                : new Fragment("");
    }
}
