package treewarden.taxonomy.yaml;

/** Reads literal ({@code |}) and folded ({@code >}) text. */
final class BlockScalarScanner {
    private final Cursor cursor;
    private final char[] chars;

    BlockScalarScanner(Cursor cursor) {
        this.cursor = cursor;
        this.chars = cursor.chars;
    }

    /**
     * The text whose header begins at the cursor, in a collection that is indented by {@code parent}. Leaves the cursor at
     * the beginning of the first line after it.
     */
    Node.Scalar scan(int parent) throws Unsure {
        var startLine = cursor.line;
        var start = cursor.at;
        var folded = chars[start] == '>';
        var chomp = cursor.peek(start + 1);
        var headerEnd = cursor.skipBlanks(chomp == '-' || chomp == '+' ? start + 2 : start + 1);
        if (headerEnd >= chars.length || chars[headerEnd] != '\n') {
            throw Unsure.HERE;
        }
        cursor.toNextLine();
        var firstLine = cursor.line;
        var indent = indent(Math.max(1, parent + 1));
        var out = cursor.builder.clear();
        breaks(out, cursor.line - firstLine);
        lines(out, indent, folded, chomp);
        var end = cursor.isAtEnd() ? chars.length : cursor.at;
        return cursor.scalar(
                out.toString(), ScalarKind.STRING, startLine, start, cursor.line, cursor.column(cursor.line, end));
    }

    /** Goes to the first line that is not blank and tells how far it is indented. */
    private int indent(int least) throws Unsure {
        var widestBlank = 0;
        while (true) {
            if (cursor.isAtEnd()) {
                throw Unsure.HERE;
            }
            var first = cursor.skipBlanks(cursor.at);
            var spaces = first - cursor.at;
            if (first < chars.length && chars[first] != '\n') {
                if (spaces < least || spaces < widestBlank) {
                    throw Unsure.HERE;
                }
                return spaces;
            }
            widestBlank = Math.max(widestBlank, spaces);
            cursor.toNextLine();
        }
    }

    private void lines(TextBuilder out, int indent, boolean folded, char chomp) {
        while (true) {
            var from = cursor.at + indent;
            var to = cursor.lineEnd();
            out.append(from, to);
            var beginsWithText = chars[from] != ' ';
            var broken = to < chars.length;
            var lastLine = cursor.line;
            cursor.toNextLine();
            var more = skipBreaks(indent);
            var blank = broken ? cursor.line - lastLine - 1 : 0;
            if (!more) {
                if (chomp != '-' && broken) {
                    out.append('\n');
                }
                if (chomp == '+') {
                    breaks(out, blank);
                }
                return;
            }
            if (folded && beginsWithText && chars[cursor.at + indent] != ' ') {
                if (blank == 0) {
                    out.append(' ');
                }
            } else {
                out.append('\n');
            }
            breaks(out, blank);
        }
    }

    /** Passes lines that hold no more than the indentation. Whether a line of the text follows. */
    private boolean skipBreaks(int indent) {
        while (!cursor.isAtEnd()) {
            var i = cursor.at;
            var limit = Math.min(chars.length, i + indent);
            while (i < limit && chars[i] == ' ') {
                i++;
            }
            if (i >= chars.length) {
                // Blanks at the very end, without a line break.
                return false;
            }
            if (chars[i] != '\n') {
                return i - cursor.at == indent;
            }
            cursor.toNextLine();
        }
        return false;
    }

    private static void breaks(TextBuilder out, int count) {
        for (var i = 0; i < count; i++) {
            out.append('\n');
        }
    }
}
