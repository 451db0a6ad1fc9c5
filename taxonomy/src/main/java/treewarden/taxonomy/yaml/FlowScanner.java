package treewarden.taxonomy.yaml;

import java.util.ArrayList;

/** Reads collections in brackets, as JSON writes them, and lists of plain words. */
final class FlowScanner {
    private final Cursor cursor;
    private final char[] chars;
    private final QuotedScanner quoted;
    private final TreeRules rules;

    FlowScanner(Cursor cursor, QuotedScanner quoted, TreeRules rules) {
        this.cursor = cursor;
        this.chars = cursor.chars;
        this.quoted = quoted;
        this.rules = rules;
    }

    /** The collection that begins at the cursor's bracket. Leaves the cursor behind the closing bracket. */
    Node scan(int depth) throws Unsure {
        cursor.countNode(depth);
        return chars[cursor.at] == '[' ? sequence(depth) : mapping(depth);
    }

    private Node sequence(int depth) throws Unsure {
        var line = cursor.line;
        var start = cursor.at++;
        var items = new ArrayList<Node>();
        while (toNext(']', items.isEmpty())) {
            items.add(value(depth + 1));
        }
        return new Node.Sequence(items, line, cursor.column(line, start));
    }

    private Node mapping(int depth) throws Unsure {
        var line = cursor.line;
        var start = cursor.at++;
        var entries = new ArrayList<Node.Entry>();
        while (toNext('}', entries.isEmpty())) {
            var keyLine = cursor.line;
            var key = scalar();
            if (cursor.line != keyLine || !key.isString() || cursor.peek(cursor.at) != ':') {
                throw Unsure.HERE;
            }
            cursor.at++;
            if (!cursor.isBreakOrBlank(cursor.at)) {
                throw Unsure.HERE;
            }
            gap(1);
            entries.add(new Node.Entry(key, value(depth + 1)));
        }
        rules.keys(entries);
        return new Node.Mapping(entries, line, cursor.column(line, start));
    }

    /** Goes to the next item, past the comma before it; false where the collection ends instead. */
    private boolean toNext(char close, boolean isFirst) throws Unsure {
        gap(0);
        if (cursor.peek(cursor.at) == close) {
            cursor.at++;
            return false;
        }
        if (!isFirst) {
            if (cursor.peek(cursor.at) != ',') {
                throw Unsure.HERE;
            }
            cursor.at++;
            gap(1);
        }
        return true;
    }

    /** Passes blanks and line breaks; any other number of blanks than expected is irregular. */
    private void gap(int expected) throws Unsure {
        var from = cursor.at;
        while (!cursor.isAtEnd() && cursor.isBreakOrBlank(cursor.at)) {
            if (chars[cursor.at++] == '\n') {
                cursor.regular = false;
                cursor.line++;
                if (cursor.isMarker(cursor.at)) {
                    throw Unsure.HERE;
                }
            }
        }
        if (cursor.isAtEnd()) {
            throw Unsure.HERE;
        }
        if (cursor.at - from != expected) {
            cursor.regular = false;
        }
    }

    private Node value(int depth) throws Unsure {
        var c = cursor.peek(cursor.at);
        if (c == '[' || c == '{') {
            return scan(depth);
        }
        cursor.countNode(1);
        return scalar();
    }

    private Node.Scalar scalar() throws Unsure {
        var c = cursor.peek(cursor.at);
        return c == '"' || c == '\'' ? quoted.scan() : word();
    }

    /** One plain word of letters that mean nothing else in brackets. */
    private Node.Scalar word() throws Unsure {
        var start = cursor.at;
        var i = start;
        while (i < chars.length && isWordCharacter(chars[i], i == start)) {
            i++;
        }
        var next = cursor.peek(i);
        if (i == start || !(next == ':' ? cursor.isBreakOrBlank(i + 1) : isEnd(i))) {
            throw Unsure.HERE;
        }
        cursor.at = i;
        var text = cursor.source.text().substring(start, i);
        var kind = PlainScalar.kind(text);
        if (!ScalarValue.exists(text, kind)) {
            throw Unsure.HERE;
        }
        return cursor.scalar(text, kind, cursor.line, start, cursor.line, cursor.column(i));
    }

    /** Whether, blanks and line breaks aside, a comma or a closing bracket comes next, so that the word is whole. */
    private boolean isEnd(int index) {
        var i = index;
        while (i < chars.length && cursor.isBreakOrBlank(i)) {
            i++;
        }
        var c = cursor.peek(i);
        return c == ',' || c == ']' || c == '}';
    }

    private static boolean isWordCharacter(char c, boolean isFirst) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '/'
                || c == '.'
                || (!isFirst && (c == '-' || c == '*' || c == '+'));
    }
}
