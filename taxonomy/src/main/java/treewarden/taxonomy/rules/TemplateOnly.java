package treewarden.taxonomy.rules;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import treewarden.taxonomy.RuleSetting;

/** The text is still what a template or a generator left there to be replaced. */
public final class TemplateOnly implements Rule {
    /** Nobody means these. */
    private static final Set<String> FILLERS = Set.of(
            "todo",
            "tbd",
            "tba",
            "fixme",
            "placeholder",
            "lorem ipsum",
            "question",
            "answer",
            "context",
            "question here",
            "answer here",
            "context here",
            "your question",
            "your answer",
            "your question here",
            "your answer here",
            "your context here",
            "insert question here",
            "insert answer here",
            "question goes here",
            "answer goes here",
            "sample question",
            "sample answer",
            "example question",
            "example answer",
            "task description",
            "your github username",
            "your_github_username",
            "your-github-username",
            "github username",
            "github_username");

    /** These are no question and no description, but may well be an answer. */
    private static final Set<String> TOO_LITTLE = Set.of(
            "none",
            "null",
            "n/a",
            "na",
            "test",
            "example",
            "foo",
            "bar",
            "baz",
            "xxx",
            "...",
            "\u2026",
            "-",
            "?",
            "string",
            "text",
            "username",
            "name");

    /** What stands in brackets is a template's when one of these is among its words. */
    private static final Set<String> INVITATIONS = Set.of(
            "your",
            "insert",
            "replace",
            "fill",
            "todo",
            "here",
            "question",
            "answer",
            "context",
            "username",
            "placeholder");

    private static final int LONGEST = 80;

    @Override
    public String name() {
        return "template-only";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.ERROR;
    }

    @Override
    public String documentation() {
        return "Every text is one's own: a teacher that is shown \"TODO\" or \"your answer here\" generates more of it.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        return subject.passages().stream()
                .filter(TemplateOnly::isFiller)
                .map(passage -> Remark.at(
                        passage.node().at(),
                        passage.pointer(),
                        passage.name() + " is still the text of a template.",
                        "Write your own text here."))
                .toList();
    }

    private static boolean isFiller(Passage passage) {
        if (passage.text().length() > LONGEST) {
            return passage.text().regionMatches(true, 0, "lorem ipsum", 0, 11);
        }
        var text = passage.text().strip().toLowerCase(Locale.ROOT);
        var bare = text.replaceAll("[.:!]+$", "");
        var mayBeShort = passage.role() == Passage.Role.ANSWER || passage.role() == Passage.Role.OTHER;
        return FILLERS.contains(bare)
                || (!mayBeShort && (TOO_LITTLE.contains(text) || TOO_LITTLE.contains(bare)))
                || bare.startsWith("lorem ipsum")
                || isInvitation(text);
    }

    /** {@code <your question here>}, the whole text in brackets. */
    private static boolean isInvitation(String text) {
        var isBracketed = (text.startsWith("<") && text.indexOf('>') == text.length() - 1)
                || (text.startsWith("[") && text.indexOf(']') == text.length() - 1)
                || (text.startsWith("{{") && text.endsWith("}}"));
        return isBracketed && List.of(text.split("[^a-z]+")).stream().anyMatch(INVITATIONS::contains);
    }
}
