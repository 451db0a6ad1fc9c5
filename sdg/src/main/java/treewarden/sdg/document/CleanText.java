package treewarden.sdg.document;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The last step of every reader: what cannot be seen goes, and white space becomes plain. */
final class CleanText {
    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");
    /** No language puts more marks on a letter; what does takes quadratic time to normalise (Unicode's UAX 15, 13). */
    private static final int MOST_MARKS = 30;

    private CleanText() {}

    /** The text with single line feeds, no trailing spaces, at most one blank line in a row, and no line at either end. */
    static String of(String text) {
        var out = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                continue;
            }
            if (c == '\r') {
                if (i >= text.length() || text.charAt(i) != '\n') {
                    endLine(out);
                }
            } else if (c == '\n' || c == '\u2028' || c == '\u2029' || c == '\u0085' || c == '\f' || c == '\u000b') {
                endLine(out);
            } else {
                append(c, out);
            }
        }
        var normal = Normalizer.normalize(out, Normalizer.Form.NFC);
        return BLANK_LINES.matcher(normal).replaceAll("\n\n").strip();
    }

    private static boolean isMark(int c) {
        return c >= '\u0300'
                && switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.FORMAT -> true;
                    default -> false;
                };
    }

    private static void endLine(StringBuilder out) {
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\t')) {
            end--;
        }
        out.setLength(end);
        out.append('\n');
    }

    private static void append(int c, StringBuilder out) {
        if (c >= '\ufb00' && c <= '\ufb06') {
            // Ligatures of Latin letters, as fonts of PDFs have them.
            out.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            return;
        }
        switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> out.append(c == '\u3000' ? '\u3000' : ' ');
            case Character.CONTROL -> {
                if (c == '\t') {
                    out.append('\t');
                }
            }
            // Bidirectional overrides, zero-width spaces, soft hyphens, tags. The joiners spell words in some scripts.
            case Character.FORMAT -> {
                if (c == '\u200c' || c == '\u200d') {
                    out.appendCodePoint(c);
                }
            }
            case Character.SURROGATE -> out.append('\ufffd');
            default -> out.appendCodePoint(c);
        }
    }
}
