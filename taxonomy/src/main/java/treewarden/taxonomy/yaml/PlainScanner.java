package treewarden.taxonomy.yaml;

/** Reads text without quotes. */
final class PlainScanner {
    private final Cursor cursor;
    private final char[] chars;

    PlainScanner(Cursor cursor) {
        this.cursor = cursor;
        this.chars = cursor.chars;
    }

    /**
     * The text at the cursor, in a collection that is indented by {@code parent}: it goes on over every line that is
     * indented further. Leaves the cursor at the beginning of the first line after it.
     */
    Node.Scalar scan(int parent) throws Unsure {
        var startLine = cursor.line;
        var start = cursor.at;
        var end = lineEnd(start);
        if (isComment(end)) {
            return done(cursor.text(start, end), startLine, start, cursor.line, end);
        }
        var endLine = cursor.line;
        TextBuilder out = null;
        var from = start;
        while (true) {
            cursor.toNextLine();
            var blank = 0;
            while (!cursor.isAtEnd() && cursor.peek(cursor.skipBlanks(cursor.at)) == '\n') {
                blank++;
                cursor.toNextLine();
            }
            var next = cursor.skipBlanks(cursor.at);
            if (next >= chars.length || next - cursor.at <= parent || chars[next] == '#') {
                break;
            }
            out = out == null ? cursor.builder.clear() : out;
            out.append(from, end);
            fold(out, blank);
            from = next;
            end = lineEnd(next);
            endLine = cursor.line;
            if (isComment(end)) {
                return done(out.append(from, end).toString(), startLine, start, endLine, end);
            }
        }
        var text = out == null ? cursor.text(from, end) : out.append(from, end).toString();
        return scalar(text, startLine, start, endLine, end);
    }

    private static void fold(TextBuilder out, int blank) {
        if (blank == 0) {
            out.append(' ');
        }
        for (var i = 0; i < blank; i++) {
            out.append('\n');
        }
    }

    /** The text ended at a comment. */
    private Node.Scalar done(String text, int startLine, int start, int endLine, int end) throws Unsure {
        var scalar = scalar(text, startLine, start, endLine, end);
        cursor.at = end;
        cursor.endLine();
        return scalar;
    }

    private Node.Scalar scalar(String text, int startLine, int start, int endLine, int end) throws Unsure {
        var kind = PlainScalar.kind(text);
        if (kind != ScalarKind.STRING && !ScalarValue.exists(text, kind)) {
            throw Unsure.HERE;
        }
        return cursor.scalar(text, kind, startLine, start, endLine, cursor.column(endLine, end));
    }

    private boolean isComment(int end) {
        return end < chars.length && chars[end] != '\n' && cursor.peek(cursor.skipBlanks(end)) == '#';
    }

    /** Where the text of this line ends, trailing blanks and a comment aside. A colon that could make it a key is not for us. */
    private int lineEnd(int from) throws Unsure {
        var end = cursor.lineEnd();
        for (var i = from; i < end; i++) {
            var c = chars[i];
            if (c == ':' && cursor.isBreakOrBlank(i + 1)) {
                throw Unsure.HERE;
            }
            if (c == '#' && i > from && chars[i - 1] == ' ') {
                end = i;
            }
        }
        while (end > from && chars[end - 1] == ' ') {
            end--;
        }
        return end;
    }
}
