package treewarden.templates;

import java.util.List;
import java.util.Map;
import treewarden.domain.Finding;

/** What stands on lines that could read otherwise, and above all of it. Its words are in {@code templates/comments/}. */
public final class SuggestionText {
    private static final CommentTemplate ON_LINES = CommentTemplate.named("suggestion");
    private static final CommentTemplate REVIEW = CommentTemplate.named("suggestions");

    /** Findings that are told on one run of lines. */
    private static final int MOST_FINDINGS = 3;

    private static final int LINE = 300;

    private SuggestionText() {}

    /**
     * The words on some lines.
     *
     * @param findings that the change mends
     * @param replacement what the lines would read, each with its line break, the last one too; empty to take them out
     */
    public static String onLines(List<Finding> findings, String replacement) {
        var said = findings.stream()
                .limit(MOST_FINDINGS)
                .map(finding -> Map.of(
                        "what", new Fragment(Markdown.text(finding.message(), LINE)),
                        "mend", new Fragment(Markdown.text(finding.remedy(), LINE))))
                .toList();
        var more = Math.max(0, findings.size() - MOST_FINDINGS);
        return ON_LINES.render(
                        Map.of("said", said, "more", more, "block", new Fragment(Markdown.suggestion(replacement))))
                .markdown();
    }

    /**
     * What a leaf of an older schema version needs beyond the suggestions.
     *
     * @param path of its file
     * @param remedies what only a person can do, each once
     */
    public record Left(String path, List<String> remedies) {
        /** Remedies that are told. */
        private static final int MOST = 5;

        private Map<String, Object> view() {
            var told = remedies.stream().limit(MOST).toList();
            var more = remedies.size() > MOST ? " And " + (remedies.size() - MOST) + " more." : "";
            return Map.of(
                    "file", new Fragment(Markdown.code(path)),
                    "what", new Fragment(Markdown.text(String.join(" ", told) + more, 3 * LINE)));
        }
    }

    /**
     * What the review says.
     *
     * @param placed how many suggestions it brings
     * @param unplaced how many fixes could not be offered on their lines
     * @param latest the newest schema version
     * @param left of leaves that the suggestions bring to a newer version
     */
    public record Review(int placed, int unplaced, int latest, List<Left> left) {
        public Review {
            left = List.copyOf(left);
        }

        /** The text above the suggestions. */
        public String markdown() {
            return REVIEW.render(Map.of(
                            "placed",
                            placed,
                            "unplaced",
                            unplaced,
                            "migrates",
                            !left.isEmpty(),
                            "latest",
                            latest,
                            "left",
                            left.stream().limit(10).map(Left::view).toList()))
                    .markdown();
        }
    }
}
