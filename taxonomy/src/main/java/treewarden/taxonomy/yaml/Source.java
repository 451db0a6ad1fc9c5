package treewarden.taxonomy.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import treewarden.domain.Position;

/** A file's text, by lines. */
public final class Source {
    private final String text;
    private final int[] starts;
    private final boolean marked;

    private Source(String text, boolean marked) {
        this.text = text;
        this.starts = lineStarts(text);
        this.marked = marked;
    }

    /** UTF-8 bytes as text; a byte order mark at the beginning is taken off. */
    public static Source of(byte[] bytes) throws Refused {
        var marked = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return new Source(decode(bytes, marked ? 3 : 0), marked);
    }

    /** As {@link #of(byte[])} for showing lines to a person: what is not UTF-8 becomes a replacement character. */
    public static Source lenient(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var marked = text.startsWith("\uFEFF");
        return new Source(marked ? text.substring(1) : text, marked);
    }

    private static String decode(byte[] bytes, int from) throws Refused {
        var text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        // A replacement character is seldom meant: only then is it worth decoding strictly to find the first bad byte.
        if (text.indexOf('\uFFFD') >= 0) {
            var good = CharBuffer.allocate(bytes.length - from + 1);
            var decoder = StandardCharsets.UTF_8.newDecoder();
            var in = ByteBuffer.wrap(bytes, from, bytes.length - from);
            var result = decoder.decode(in, good, true);
            try {
                if (result.isError()) {
                    result.throwException();
                }
            } catch (CharacterCodingException e) {
                var before = good.flip().toString();
                throw notUtf8(bytes, new Source(before, false).positionOf(before.length()));
            }
        }
        return text;
    }

    private static Refused notUtf8(byte[] bytes, Position at) {
        var utf16 = bytes.length >= 2
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
        return new Refused(
                at,
                utf16
                        ? "The file is UTF-16, not UTF-8."
                        : "The file is not UTF-8 text: there is a byte that does not belong.",
                "Save the file as UTF-8.");
    }

    private static int[] lineStarts(String text) {
        var starts = new int[64];
        var count = 1;
        for (var i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = i + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    public String text() {
        return text;
    }

    /** Whether the bytes began with a byte order mark. */
    public boolean isMarked() {
        return marked;
    }

    /** How many lines there are; the last one may be empty. */
    public int lines() {
        return starts.length;
    }

    /** Where line {@code number}, counted from 1, begins in the text. */
    public int start(int number) {
        return starts[number - 1];
    }

    /** Where line {@code number} ends: the index of its line break, or of the end of the text. */
    public int end(int number) {
        return number == starts.length ? text.length() : starts[number] - 1;
    }

    /** Line {@code number} without its line break; empty beyond the last. */
    public String line(int number) {
        return number < 1 || number > starts.length ? "" : text.substring(start(number), end(number));
    }

    /** The position of a character of the text. */
    public Position positionOf(int index) {
        var found = Arrays.binarySearch(starts, index);
        var line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, text.codePointCount(starts[line], index) + 1);
    }

    /** The index of the character at a position; positions beyond the line's end count as its end. */
    public int indexOf(Position position) {
        if (position.line() > starts.length) {
            return text.length();
        }
        var start = start(position.line());
        var end = end(position.line());
        var columns = text.codePointCount(start, end);
        return text.offsetByCodePoints(start, Math.min(columns, position.column() - 1));
    }
}
