package treewarden.taxonomy.yaml;

/** Where the quick reader is in the text, and what it has noticed on the way. */
final class Cursor {
    final Source source;
    final Limits limits;
    final char[] chars;

    /** For the scalar that is being read. */
    final TextBuilder builder;

    private final boolean hasPairs;

    /** Index of the next character. */
    int at;

    /** The line of the next character, counted from 1. */
    int line = 1;

    /** Whether the spacing is one in which no token rule of the linter finds anything. */
    boolean regular = true;

    private int nodes;

    Cursor(Source source, Limits limits) throws Unsure {
        this.source = source;
        this.limits = limits;
        this.chars = source.text().toCharArray();
        this.hasPairs = inspect(chars);
        this.builder = new TextBuilder(chars);
    }

    /** Only text without tabs, carriage returns and characters of doubtful standing is for the quick reader. */
    private static boolean inspect(char[] chars) throws Unsure {
        var pairs = false;
        for (var c : chars) {
            if (c < ' ' ? c != '\n' : c >= 0x7F) {
                if (c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c > 0xFFFD) {
                    throw Unsure.HERE;
                }
                pairs |= c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            }
        }
        return pairs;
    }

    boolean isAtEnd() {
        return at >= chars.length;
    }

    /** The character at an index; a line break beyond the end. */
    char peek(int index) {
        return index < chars.length ? chars[index] : '\n';
    }

    boolean isBreakOrBlank(int index) {
        var c = peek(index);
        return c == ' ' || c == '\n';
    }

    /** Column of an index on the current line, counted from 1, in code points. */
    int column(int index) {
        return column(line, index);
    }

    int column(int ofLine, int index) {
        var start = source.start(ofLine);
        return (hasPairs ? Character.codePointCount(chars, start, index - start) : index - start) + 1;
    }

    /** A piece of the text. */
    String text(int from, int to) {
        return source.text().substring(from, to);
    }

    /** Where the current line ends. */
    int lineEnd() {
        return source.end(line);
    }

    int skipBlanks(int from) {
        var i = from;
        while (i < chars.length && chars[i] == ' ') {
            i++;
        }
        return i;
    }

    void toNextLine() {
        at = Math.min(chars.length, lineEnd() + 1);
        line++;
        if (line > source.lines()) {
            at = chars.length;
            line = source.lines();
        }
    }

    /** Whether a document marker, {@code ---} or {@code ...}, begins at this index, the first of its line. */
    boolean isMarker(int lineStart) {
        var c = peek(lineStart);
        return (c == '-' || c == '.') && peek(lineStart + 1) == c && peek(lineStart + 2) == c;
    }

    /** Notices a comment from {@code from} to the end of the line: one to the linter changes its rules. */
    void comment(int from) {
        var end = lineEnd();
        for (var i = from; i + 8 <= end; i++) {
            if (chars[i] == 'y' && source.text().startsWith("yamllint", i)) {
                regular = false;
                return;
            }
        }
    }

    /** After a value: nothing but blanks or a comment may follow on the line. Goes to the next one. */
    void endLine() throws Unsure {
        var i = skipBlanks(at);
        if (peek(i) == '#' && i > at) {
            comment(i);
        } else if (peek(i) != '\n') {
            throw Unsure.HERE;
        }
        toNextLine();
    }

    void countNode(int depth) throws Unsure {
        if (++nodes > limits.nodes() || depth > limits.depth()) {
            throw Unsure.HERE;
        }
    }

    Node.Scalar text(String text, int startLine, int start, int end) throws Unsure {
        return scalar(text, ScalarKind.STRING, startLine, start, line, column(end));
    }

    Node.Scalar scalar(String text, ScalarKind kind, int startLine, int start, int endLine, int endColumn)
            throws Unsure {
        if (Utf8.isLongerThan(text, limits.scalarBytes())) {
            throw Unsure.HERE;
        }
        return new Node.Scalar(text, kind, startLine, column(startLine, start), endLine, endColumn);
    }
}
