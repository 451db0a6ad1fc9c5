package treewarden.taxonomy.yaml;

import org.jspecify.annotations.Nullable;

/** Reads text in quotes, over as many lines as it takes. */
final class QuotedScanner {
    private final Cursor cursor;
    private final char[] chars;

    QuotedScanner(Cursor cursor) {
        this.cursor = cursor;
        this.chars = cursor.chars;
    }

    /** The text that begins at the cursor's quote. Leaves the cursor behind the closing quote. */
    Node.Scalar scan() throws Unsure {
        return chars[cursor.at] == '"' ? inDoubleQuotes() : inSingleQuotes();
    }

    private Node.Scalar inSingleQuotes() throws Unsure {
        var startLine = cursor.line;
        var start = cursor.at;
        TextBuilder out = null;
        var from = start + 1;
        for (var i = from; i < chars.length; ) {
            var c = chars[i];
            if (c == '\n') {
                out = out == null ? cursor.builder.clear() : out;
                i = from = fold(out, from, i);
            } else if (c == '\'') {
                if (i + 1 < chars.length && chars[i + 1] == '\'') {
                    out = out == null ? cursor.builder.clear() : out;
                    out.append(from, i + 1);
                    i = from = i + 2;
                } else {
                    return closed(out, startLine, start, from, i);
                }
            } else {
                i++;
            }
        }
        throw Unsure.HERE;
    }

    private Node.Scalar inDoubleQuotes() throws Unsure {
        var startLine = cursor.line;
        var start = cursor.at;
        TextBuilder out = null;
        var from = start + 1;
        for (var i = from; i < chars.length; ) {
            var c = chars[i];
            if (c == '\n') {
                out = out == null ? cursor.builder.clear() : out;
                i = from = fold(out, from, i);
            } else if (c == '\\') {
                out = out == null ? cursor.builder.clear() : out;
                out.append(from, i);
                i = from = escape(out, i + 1);
            } else if (c == '"') {
                return closed(out, startLine, start, from, i);
            } else {
                i++;
            }
        }
        throw Unsure.HERE;
    }

    private Node.Scalar closed(@Nullable TextBuilder out, int startLine, int start, int from, int quote) throws Unsure {
        cursor.at = quote + 1;
        var text =
                out == null ? cursor.text(from, quote) : out.append(from, quote).toString();
        return cursor.text(text, startLine, start, quote + 1);
    }

    /** Folds a line break at {@code end}: blanks around it go, and it becomes a space, or as many breaks as lines are blank. */
    private int fold(TextBuilder out, int from, int end) throws Unsure {
        var trimmed = end;
        while (trimmed > from && chars[trimmed - 1] == ' ') {
            trimmed--;
        }
        out.append(from, trimmed);
        var before = out.length();
        var next = breaks(out, end);
        if (out.length() == before) {
            out.append(' ');
        }
        return next;
    }

    /** From a line break to the next character that is none and no blank; a blank line on the way is a line break in the text. */
    private int breaks(TextBuilder out, int lineBreak) throws Unsure {
        var i = lineBreak;
        while (true) {
            i++;
            cursor.line++;
            if (i >= chars.length || cursor.isMarker(i)) {
                throw Unsure.HERE;
            }
            i = cursor.skipBlanks(i);
            if (i >= chars.length || chars[i] != '\n') {
                return i;
            }
            out.append('\n');
        }
    }

    private int escape(TextBuilder out, int at) throws Unsure {
        switch (cursor.peek(at)) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case '"' -> out.append('"');
            case '\\' -> out.append('\\');
            case ' ' -> out.append(' ');
            case '_' -> out.append('\u00a0');
            case 'x' -> {
                return hex(out, at + 1, 2);
            }
            case 'u' -> {
                return hex(out, at + 1, 4);
            }
            case 'U' -> {
                return hex(out, at + 1, 8);
            }
            case '\n' -> {
                return breaks(out, at);
            }
            default -> throw Unsure.HERE;
        }
        return at + 1;
    }

    private int hex(TextBuilder out, int at, int digits) throws Unsure {
        var value = 0L;
        for (var i = at; i < at + digits; i++) {
            var digit = Character.digit(cursor.peek(i), 16);
            if (digit < 0 || cursor.peek(i) > 'f') {
                throw Unsure.HERE;
            }
            value = value << 4 | digit;
        }
        // Halves of a pair and what no text can hold are for the parser to judge.
        if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
            throw Unsure.HERE;
        }
        out.appendCodePoint((int) value);
        return at + digits;
    }
}
