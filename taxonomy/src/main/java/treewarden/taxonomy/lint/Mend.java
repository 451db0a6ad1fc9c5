package treewarden.taxonomy.lint;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Edit;
import treewarden.domain.Position;
import treewarden.taxonomy.yaml.Source;

/** The mechanical fixes of what a linter finds. */
final class Mend {
    private Mend() {}

    static @Nullable Edit fix(String rule, String message, Position at, Source source) {
        return switch (rule) {
            case "trailing-spaces" -> new Edit(at, source.positionOf(endOfText(source, at.line())), "");
            case "new-lines" -> unixBreak(source, at);
            case "new-line-at-end-of-file" -> new Edit(at, at, "\n");
            case "empty-lines" -> blankLines(message, at);
            default -> null;
        };
    }

    /** Where a line ends before its line break of whichever kind. */
    private static int endOfText(Source source, int line) {
        var end = source.end(line);
        return end > source.start(line) && source.text().charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** The first line's break stands for all of them: see {@code Fixes}. */
    private static @Nullable Edit unixBreak(Source source, Position at) {
        var end = endOfText(source, at.line());
        return end == source.end(at.line()) || !source.text().startsWith("\r\n", end)
                ? null
                : new Edit(source.positionOf(end), source.positionOf(end + 1), "");
    }

    /** Takes out the last of too many blank lines: the message says how many there are and how many may be. */
    private static @Nullable Edit blankLines(String message, Position at) {
        var open = message.indexOf('(');
        var than = message.indexOf(" > ", open);
        var close = message.indexOf(')', than);
        if (open < 0 || than < 0 || close < 0) {
            return null;
        }
        var are = Integer.parseInt(message.substring(open + 1, than));
        var may = Integer.parseInt(message.substring(than + 3, close));
        return new Edit(new Position(at.line() - (are - may) + 1, 1), new Position(at.line() + 1, 1), "");
    }

    /** What to do about a problem, in a sentence. */
    static String remedy(String rule) {
        return switch (rule) {
            case "trailing-spaces" -> "Take the spaces at the end of the line out.";
            case "new-line-at-end-of-file" -> "End the last line with a line break.";
            case "empty-lines" -> "Leave at most two blank lines in a row, and none at the beginning and the end.";
            case "indentation" -> "Indent each level by the same number of spaces.";
            case "colons" -> "Write no space before a colon and one after it.";
            case "hyphens" -> "Write one space after a dash.";
            case "new-lines" -> "Save the file with Unix line breaks (LF).";
            case "braces", "brackets", "commas" -> "Space brackets and commas as in [a, b].";
            default -> "Change the line so that yamllint's rule " + rule + " is met.";
        };
    }
}
