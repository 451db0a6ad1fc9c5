package treewarden.taxonomy.report;

import java.io.IOException;

/** Writes JSON: the little that reports need, without a library to start. */
final class Json {
    private final Appendable out;
    private boolean needsComma;

    Json(Appendable out) {
        this.out = out;
    }

    Json open(char bracket) throws IOException {
        comma();
        out.append(bracket);
        needsComma = false;
        return this;
    }

    Json close(char bracket) throws IOException {
        out.append(bracket);
        needsComma = true;
        return this;
    }

    Json key(String name) throws IOException {
        comma();
        quoted(name);
        out.append(':');
        needsComma = false;
        return this;
    }

    Json value(String text) throws IOException {
        comma();
        quoted(text);
        return this;
    }

    Json value(long number) throws IOException {
        comma();
        out.append(Long.toString(number));
        return this;
    }

    Json field(String name, String text) throws IOException {
        return key(name).value(text);
    }

    Json field(String name, long number) throws IOException {
        return key(name).value(number);
    }

    private void comma() throws IOException {
        if (needsComma) {
            out.append(',');
        }
        needsComma = true;
    }

    private void quoted(String text) throws IOException {
        out.append('"');
        var from = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (mustEscape(text, i, c)) {
                out.append(text, from, i);
                escape(c);
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    /** What JSON asks for, what ends a line in other languages, and half of a surrogate pair, which UTF-8 cannot hold. */
    private static boolean mustEscape(String text, int index, char c) {
        if (c < ' ' || c == '"' || c == '\\' || c == 0x7F || c == 0x2028 || c == 0x2029) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private void escape(char c) throws IOException {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                var hex = Integer.toHexString(c);
                out.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
            }
        }
    }
}
