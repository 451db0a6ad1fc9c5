package treewarden.taxonomy.yaml;

/**
 * The scalar types of YAML 1.1, by the patterns of PyYAML's resolver, written out by hand: most text is settled by its
 * first character, and no pattern can be made to backtrack.
 */
final class PlainScalar {
    private PlainScalar() {}

    static ScalarKind kind(String text) {
        if (text.isEmpty()) {
            return ScalarKind.NULL;
        }
        return switch (text.charAt(0)) {
            case 'y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O', '~' -> word(text);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                var number = number(text, 0);
                yield number == ScalarKind.STRING && isTimestamp(text) ? ScalarKind.TIMESTAMP : number;
            }
            case '-', '+' -> number(text, 1);
            case '.' -> number(text, 0);
            case '<' -> text.equals("<<") ? ScalarKind.MERGE : ScalarKind.STRING;
            case '=' -> text.length() == 1 ? ScalarKind.VALUE : ScalarKind.STRING;
            default -> ScalarKind.STRING;
        };
    }

    private static ScalarKind word(String text) {
        if (text.length() > 5) {
            return ScalarKind.STRING;
        }
        return switch (text) {
            case "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE" ->
                ScalarKind.BOOLEAN;
            case "on", "On", "ON", "off", "Off", "OFF" -> ScalarKind.BOOLEAN;
            case "~", "null", "Null", "NULL" -> ScalarKind.NULL;
            default -> ScalarKind.STRING;
        };
    }

    /** {@code from} is where the digits begin, after a sign. */
    private static ScalarKind number(String text, int from) {
        if (from == text.length()) {
            return ScalarKind.STRING;
        }
        var first = text.charAt(from);
        if (first == '.') {
            return dotFirst(text, from);
        }
        if (first < '0' || first > '9') {
            return ScalarKind.STRING;
        }
        if (first == '0' && isOctalHexOrBinary(text, from)) {
            return ScalarKind.INTEGER;
        }
        var i = skip(text, from, "0123456789_");
        if (i == text.length()) {
            return first != '0' || i == from + 1 ? ScalarKind.INTEGER : ScalarKind.STRING;
        }
        return text.charAt(i) == ':' ? sexagesimal(text, from, i) : fraction(text, i);
    }

    private static ScalarKind dotFirst(String text, int from) {
        var word = text.substring(from, Math.min(text.length(), from + 5));
        switch (word) {
            case ".inf", ".Inf", ".INF" -> {
                return ScalarKind.FLOAT;
            }
            case ".nan", ".NaN", ".NAN" -> {
                return from == 0 ? ScalarKind.FLOAT : ScalarKind.STRING;
            }
            default -> {
                // The pattern for a leading dot knows no sign.
                var digit = from == 0 && text.length() > 1 && text.charAt(1) >= '0' && text.charAt(1) <= '9';
                return digit ? fraction(text, 0) : ScalarKind.STRING;
            }
        }
    }

    /** From the dot on: digits, and an exponent that must have a sign. */
    private static ScalarKind fraction(String text, int dot) {
        if (text.charAt(dot) != '.') {
            return ScalarKind.STRING;
        }
        var i = skip(text, dot + 1, "0123456789_");
        if (i == text.length()) {
            return ScalarKind.FLOAT;
        }
        if ((text.charAt(i) | 0x20) != 'e' || i + 2 >= text.length()) {
            return ScalarKind.STRING;
        }
        var sign = text.charAt(i + 1);
        var end = skip(text, i + 2, "0123456789");
        return (sign == '-' || sign == '+') && end == text.length() ? ScalarKind.FLOAT : ScalarKind.STRING;
    }

    /** {@code 12:30} counts in sixties; with a dot at the end it is a float, and only then may it begin with 0. */
    private static ScalarKind sexagesimal(String text, int from, int colon) {
        var i = colon;
        while (i < text.length() && text.charAt(i) == ':') {
            var end = skip(text, i + 1, "0123456789");
            var digits = end - i - 1;
            if (digits < 1 || digits > 2 || (digits == 2 && text.charAt(i + 1) > '5')) {
                return ScalarKind.STRING;
            }
            i = end;
        }
        if (i == text.length()) {
            return text.charAt(from) == '0' ? ScalarKind.STRING : ScalarKind.INTEGER;
        }
        return text.charAt(i) == '.' && skip(text, i + 1, "0123456789_") == text.length()
                ? ScalarKind.FLOAT
                : ScalarKind.STRING;
    }

    private static boolean isOctalHexOrBinary(String text, int zero) {
        if (zero + 1 == text.length()) {
            return false;
        }
        var digits = switch (text.charAt(zero + 1)) {
            case 'b' -> "01_";
            case 'x' -> "0123456789abcdefABCDEF_";
            default -> "";
        };
        if (digits.isEmpty()) {
            return skip(text, zero + 1, "01234567_") == text.length();
        }
        return zero + 2 < text.length() && skip(text, zero + 2, digits) == text.length();
    }

    private static int skip(String text, int from, String allowed) {
        var i = from;
        while (i < text.length() && allowed.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean isTimestamp(String text) {
        var date = new Digits(text);
        if (!date.take(4, 4) || !date.take('-')) {
            return false;
        }
        var monthAt = date.at;
        if (!date.take(1, 2) || !date.take('-')) {
            return false;
        }
        var dayAt = date.at;
        if (!date.take(1, 2)) {
            return false;
        }
        if (date.isAtEnd()) {
            return dayAt - monthAt == 3 && text.length() - dayAt == 2;
        }
        return (date.take('T') || date.take('t') || date.takeBlanks())
                && date.take(1, 2)
                && date.take(':')
                && date.take(2, 2)
                && date.take(':')
                && date.take(2, 2)
                && date.takeFractionAndZone();
    }

    /** Takes a timestamp apart from left to right. */
    private static final class Digits {
        private final String text;
        private int at;

        Digits(String text) {
            this.text = text;
        }

        boolean take(int least, int most) {
            var end = at;
            while (end < text.length() && end - at < most && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            var taken = end - at;
            at = end;
            return taken >= least;
        }

        boolean take(char c) {
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        boolean takeBlanks() {
            var end = skip(text, at, " \t");
            var some = end > at;
            at = end;
            return some;
        }

        boolean takeFractionAndZone() {
            if (take('.')) {
                at = skip(text, at, "0123456789");
            }
            takeBlanks();
            if (take('Z')) {
                return isAtEnd();
            }
            if (take('+') || take('-')) {
                return take(1, 2) && (isAtEnd() || (take(':') && take(2, 2) && isAtEnd()));
            }
            return isAtEnd() && text.charAt(at - 1) > ' ';
        }

        boolean isAtEnd() {
            return at == text.length();
        }
    }
}
