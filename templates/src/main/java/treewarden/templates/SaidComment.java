package treewarden.templates;

import java.util.Map;
import treewarden.domain.Person;

/** The comment that tells what somebody wrote on the triage page. Its words are in {@code comments/said.md}. */
public final class SaidComment {
    private static final CommentTemplate SAID = CommentTemplate.named("said");

    /** The comment's Markdown. */
    public String render(Person by, String words) {
        return SAID.render(Map.of(
                        "by", new Fragment(Markdown.code(by.login())),
                        "words", new Fragment(Facts.quoted(words, Markdown.LINE))))
                .markdown();
    }
}
