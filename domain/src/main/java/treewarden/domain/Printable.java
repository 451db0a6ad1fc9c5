package treewarden.domain;

/** Makes text from outside harmless in a message or a log line: control characters shown, length bounded. */
public final class Printable {
    private static final int LONGEST = 120;
    private static final int LONGEST_LINE = 2_000;

    private Printable() {}

    /** The text in quotes, at most 120 characters of it, with control and format characters written as escapes. */
    public static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    /** As {@link #quoted}, without the quotes. */
    public static String plain(String text) {
        return bounded(text, LONGEST);
    }

    /** A message of our own that may quote others, as {@link #plain} but in full length: at most 2,000 characters. */
    public static String line(String text) {
        return bounded(text, LONGEST_LINE);
    }

    private static String bounded(String text, int longest) {
        var out = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> {
            if (isInvisible(c)) {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                out.appendCodePoint(c);
            }
        });
        if (text.codePointCount(0, text.length()) > longest) {
            out.append("...");
        }
        return out.toString();
    }

    /** Control, format (bidirectional and zero-width among them), surrogate and line-separating characters. */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
