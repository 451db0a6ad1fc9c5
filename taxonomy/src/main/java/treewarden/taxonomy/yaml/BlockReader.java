package treewarden.taxonomy.yaml;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Reads the YAML that people write in leaves, several times faster than a parser: keys of plain words, lists of dashes,
 * text plain, quoted or in blocks, and JSON.
 *
 * <p>It only ever says yes. Whatever it does not know for certain (an error, an anchor, a tab, a key with blanks) it
 * leaves to {@link EventReader}, to which the tests hold it, node by node and position by position.
 */
final class BlockReader {
    private final Source source;
    private final Cursor cursor;
    private final TreeRules rules = new TreeRules();
    private final QuotedScanner quoted;
    private final PlainScanner plain;
    private final BlockScalarScanner block;
    private final FlowScanner flow;

    /** How far the next content line is indented, the cursor being at its first character; -1 at the end. */
    private int indent;

    /** By how much children are indented; 0 until one is met. */
    private int step;

    /** Whether lists in mappings are indented; null until one is met. */
    private @Nullable Boolean listsIndented;

    private BlockReader(Source source, Limits limits) throws Unsure {
        this.source = source;
        this.cursor = new Cursor(source, limits);
        this.quoted = new QuotedScanner(cursor);
        this.plain = new PlainScanner(cursor);
        this.block = new BlockScalarScanner(cursor);
        this.flow = new FlowScanner(cursor, quoted, rules);
    }

    /** The document; null where the parser must decide. */
    static @Nullable YamlDocument read(Source source, Limits limits) {
        try {
            return new BlockReader(source, limits).document();
        } catch (Unsure e) {
            return null;
        }
    }

    private YamlDocument document() throws Unsure {
        nextLine();
        if (indent == 0 && cursor.isMarker(cursor.at)) {
            if (cursor.peek(cursor.at) != '-' || cursor.peek(cursor.at + 3) != '\n') {
                throw Unsure.HERE;
            }
            cursor.toNextLine();
            nextLine();
        }
        if (indent != 0) {
            throw Unsure.HERE;
        }
        var root = isDash() || keyEnd() >= 0 ? collection(0, 1) : bracketed();
        if (indent != -1 || !rules.problems().isEmpty()) {
            throw Unsure.HERE;
        }
        var layout = cursor.regular ? YamlDocument.Layout.REGULAR : YamlDocument.Layout.UNKNOWN;
        return new YamlDocument(source, root, rules.problems(), layout);
    }

    private Node bracketed() throws Unsure {
        var c = cursor.peek(cursor.at);
        if (c != '{' && c != '[') {
            throw Unsure.HERE;
        }
        var node = flow.scan(1);
        cursor.endLine();
        nextLine();
        return node;
    }

    /** From the beginning of a line to the next that has content. */
    private void nextLine() {
        while (!cursor.isAtEnd()) {
            var first = cursor.skipBlanks(cursor.at);
            if (first < cursor.chars.length && cursor.chars[first] != '\n') {
                if (cursor.chars[first] != '#') {
                    indent = first - cursor.at;
                    cursor.at = first;
                    return;
                }
                cursor.comment(first);
            }
            cursor.toNextLine();
        }
        indent = -1;
    }

    private boolean isDash() {
        return cursor.peek(cursor.at) == '-' && cursor.isBreakOrBlank(cursor.at + 1);
    }

    /** The index of the colon, where the cursor is at a key of letters, digits and underscores; else -1. */
    private int keyEnd() {
        var i = cursor.at;
        var c = cursor.peek(i);
        if (!isLetter(c)) {
            return -1;
        }
        while (isLetter(c) || (c >= '0' && c <= '9') || c == '-') {
            c = cursor.peek(++i);
        }
        return c == ':' && i - cursor.at < 1000 && cursor.isBreakOrBlank(i + 1) ? i : -1;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    /** A mapping or a list whose first key or dash is at the cursor, {@code column} columns from the left. */
    private Node collection(int column, int depth) throws Unsure {
        return isDash() ? sequence(column, depth, false) : mapping(column, depth);
    }

    private Node mapping(int column, int depth) throws Unsure {
        cursor.countNode(depth);
        var line = cursor.line;
        var start = cursor.at;
        var entries = new ArrayList<Node.Entry>(6);
        do {
            var colon = keyEnd();
            if (colon < 0) {
                throw Unsure.HERE;
            }
            var name = source.text().substring(cursor.at, colon);
            if (PlainScalar.kind(name) != ScalarKind.STRING) {
                throw Unsure.HERE;
            }
            var key = cursor.text(name, cursor.line, cursor.at, colon);
            cursor.at = colon + 1;
            entries.add(new Node.Entry(key, value(column, depth + 1, true)));
        } while (indent == column);
        refuseDeeper(column);
        rules.keys(entries);
        return new Node.Mapping(entries, line, cursor.column(line, start));
    }

    private Node sequence(int column, int depth, boolean isLevelWithKey) throws Unsure {
        cursor.countNode(depth);
        var line = cursor.line;
        var start = cursor.at;
        var items = new ArrayList<Node>(8);
        do {
            cursor.at++;
            items.add(value(column, depth + 1, false));
        } while (indent == column && isDash());
        refuseDeeper(column);
        if (indent == column && !isLevelWithKey) {
            throw Unsure.HERE;
        }
        return new Node.Sequence(items, line, cursor.column(line, start));
    }

    private void refuseDeeper(int column) throws Unsure {
        if (indent > column) {
            throw Unsure.HERE;
        }
    }

    /** The value after a colon or a dash, which the cursor is just behind. */
    private Node value(int column, int depth, boolean isOfKey) throws Unsure {
        var behind = cursor.at;
        var behindLine = cursor.line;
        var first = cursor.skipBlanks(behind);
        var c = cursor.peek(first);
        if (c == '\n' || (c == '#' && first > behind)) {
            if (first >= cursor.chars.length && first - behind > 1) {
                // Without a line break the linter takes the end of the file for something on this line.
                cursor.regular = false;
            }
            cursor.endLine();
            nextLine();
            return valueBelow(column, depth, isOfKey, behindLine, behind);
        }
        if (first - behind != 1) {
            cursor.regular = false;
        }
        cursor.at = first;
        if (!isOfKey && (isDash() || keyEnd() >= 0)) {
            return collection(first - source.start(cursor.line), depth);
        }
        return leaf(column, depth);
    }

    private Node valueBelow(int column, int depth, boolean isOfKey, int behindLine, int behind) throws Unsure {
        if (indent > column) {
            noticeStep(column, isOfKey);
            return isDash() || keyEnd() >= 0 ? collection(indent, depth) : leaf(column, depth);
        }
        if (isOfKey && indent == column && isDash()) {
            noticeList(false);
            return sequence(column, depth, true);
        }
        cursor.countNode(1);
        var at = cursor.column(behindLine, behind);
        return new Node.Scalar("", ScalarKind.NULL, behindLine, at, behindLine, at);
    }

    private void noticeStep(int column, boolean isOfKey) {
        step = step == 0 ? indent - column : step;
        if (indent - column != step || !isOfKey) {
            cursor.regular = false;
        }
        if (isOfKey && isDash()) {
            noticeList(true);
        }
    }

    private void noticeList(boolean isIndented) {
        if (listsIndented != null && listsIndented != isIndented) {
            cursor.regular = false;
        }
        listsIndented = isIndented;
    }

    /** A text, or a collection in brackets, at the cursor. Goes to the next line with content. */
    private Node leaf(int column, int depth) throws Unsure {
        var c = cursor.peek(cursor.at);
        Node node;
        switch (c) {
            case '"', '\'' -> {
                cursor.countNode(1);
                node = quoted.scan();
                cursor.endLine();
            }
            case '|', '>' -> {
                cursor.countNode(1);
                node = block.scan(column);
            }
            case '[', '{' -> {
                node = flow.scan(depth);
                cursor.endLine();
            }
            case '&', '*', '!', '%', '@', '`', '#', ',', ']', '}', '?', ':' -> throw Unsure.HERE;
            default -> {
                if (isDash()) {
                    throw Unsure.HERE;
                }
                cursor.countNode(1);
                node = plain.scan(column);
            }
        }
        nextLine();
        return node;
    }
}
