package treewarden.taxonomy.yaml;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;

/** What PyYAML's safe loader makes of scalars that are numbers or dates. */
final class ScalarValue {
    /** Python refuses to read a longer number. */
    private static final int MOST_DIGITS = 4300;

    private ScalarValue() {}

    /** Whether the safe loader can make a value of it: {@code 2023-02-30} and {@code 0x_} look like one but are none. */
    static boolean exists(String text, ScalarKind kind) {
        return switch (kind) {
            case MERGE, VALUE -> false;
            case INTEGER -> {
                var last = text.charAt(text.length() - 1);
                yield text.length() < MOST_DIGITS
                        && !((last == '_') && digitsOf(text).isEmpty());
            }
            case TIMESTAMP -> isDate(text);
            default -> true;
        };
    }

    private static String digitsOf(String text) {
        var plain = text.replace("_", "");
        var from = plain.startsWith("-") || plain.startsWith("+") ? 1 : 0;
        return plain.startsWith("0x", from) || plain.startsWith("0b", from)
                ? plain.substring(from + 2)
                : plain.substring(from);
    }

    private static boolean isDate(String text) {
        try {
            var parts = text.split("[Tt \t]+", 2);
            var day = parts[0].split("-");
            LocalDate.of(Integer.parseInt(day[0]), Integer.parseInt(day[1]), Integer.parseInt(day[2]));
            if (parts.length == 2) {
                var time = parts[1].split(":", 3);
                LocalTime.of(
                        Integer.parseInt(time[0]),
                        Integer.parseInt(time[1]),
                        Integer.parseInt(time[2].substring(0, 2)));
            }
            return !day[0].equals("0000") && (parts.length == 1 || isZone(parts[1]));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** An offset of less than a day, or none. */
    private static boolean isZone(String time) {
        var sign = Math.max(time.indexOf('+'), time.indexOf('-'));
        return sign < 0 || Integer.parseInt(time.substring(sign + 1).split(":")[0]) < 24;
    }

    /** The value of an integer or a float; a float beyond a double's range is infinite. */
    static double number(String text, ScalarKind kind) {
        var plain = text.replace("_", "");
        var negative = plain.startsWith("-");
        var digits = negative || plain.startsWith("+") ? plain.substring(1) : plain;
        var value = kind == ScalarKind.INTEGER ? whole(digits).doubleValue() : real(digits);
        return negative ? -value : value;
    }

    private static BigInteger whole(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.indexOf(':') >= 0) {
            var sum = BigInteger.ZERO;
            for (var part : digits.split(":")) {
                sum = sum.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
            return sum;
        }
        return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
    }

    private static double real(String digits) {
        return switch (digits) {
            case ".inf", ".Inf", ".INF" -> Double.POSITIVE_INFINITY;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            default -> {
                var sum = 0.0;
                for (var part : digits.split(":")) {
                    sum = sum * 60 + Double.parseDouble(part);
                }
                yield sum;
            }
        };
    }
}
