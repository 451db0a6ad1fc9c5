package treewarden.templates;

import java.util.Map;
import treewarden.domain.Contribution;
import treewarden.domain.Person;

/** The comment that tells a contributor what somebody decided on the triage page. Its words are in {@code comments/decision.md}. */
public final class DecisionComment {
    private static final CommentTemplate DECISION = CommentTemplate.named("decision");

    /** The comment's Markdown, for a contribution as it is after the decision. */
    public String render(Contribution contribution, Person by) {
        var reason = contribution.reason();
        return DECISION.render(Map.of(
                        "state", contribution.state().slug(),
                        "author", contribution.author().login(),
                        "by", new Fragment(Markdown.code(by.login())),
                        "commit", new Fragment(Markdown.code(contribution.head().brief())),
                        "reason", new Fragment(reason == null ? "" : Facts.quoted(reason.words(), Markdown.LINE))))
                .markdown();
    }
}
