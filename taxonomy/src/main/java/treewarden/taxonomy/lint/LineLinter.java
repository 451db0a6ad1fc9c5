package treewarden.taxonomy.lint;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.Position;
import treewarden.taxonomy.yaml.Source;

/**
 * The rules of the community's configuration that look at lines and not at YAML: trailing spaces, blank lines, the line
 * break at the end. For files whose line breaks are all {@code \n}.
 */
final class LineLinter {
    private static final int MOST_BLANK_LINES = 2;

    private LineLinter() {}

    static List<LintProblem> problems(Source source) {
        var found = new ArrayList<LintProblem>();
        var text = source.text();
        for (var line = 1; line <= source.lines(); line++) {
            var start = source.start(line);
            var end = source.end(line);
            if (start == end) {
                blankLines(source, line, found);
            } else if (text.charAt(end - 1) == ' ') {
                found.add(trailing(source, line));
            }
        }
        if (source.start(source.lines()) < text.length()) {
            found.add(problem(
                    "new-line-at-end-of-file",
                    true,
                    source,
                    source.positionOf(text.length()),
                    "no new line character at the end of file"));
        }
        return found;
    }

    private static LintProblem trailing(Source source, int line) {
        var end = source.end(line);
        while (end > source.start(line) && source.text().charAt(end - 1) == ' ') {
            end--;
        }
        return problem("trailing-spaces", true, source, source.positionOf(end), "trailing spaces");
    }

    /** Speaks once for a series of blank lines, on the last of them. The end of the text after a line break is no line. */
    private static void blankLines(Source source, int line, List<LintProblem> found) {
        var isLastOfSeries =
                line < source.lines() && (line + 1 == source.lines() || source.start(line + 1) != source.end(line + 1));
        if (!isLastOfSeries) {
            return;
        }
        var first = line;
        while (first > 1 && source.start(first - 1) == source.end(first - 1)) {
            first--;
        }
        var blank = line - first + 1;
        var isEnd = line + 1 == source.lines()
                && source.start(line + 1) == source.text().length();
        if (isEnd && line == 1) {
            return;
        }
        var most = isEnd || first == 1 ? 0 : MOST_BLANK_LINES;
        if (blank > most) {
            found.add(problem(
                    "empty-lines",
                    false,
                    source,
                    new Position(line, 1),
                    "too many blank lines (" + blank + " > " + most + ")"));
        }
    }

    private static LintProblem problem(String rule, boolean isError, Source source, Position at, String message) {
        return new LintProblem(rule, isError, at, message, Mend.fix(rule, message, at, source));
    }
}
