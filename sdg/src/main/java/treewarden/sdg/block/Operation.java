package treewarden.sdg.block;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The comparisons of a filter: those of Python's module {@code operator} that say yes or no of two values, or a number
 * that counts as yes where it is not zero.
 */
enum Operation {
    EQ("eq", "equal to"),
    NE("ne", "other than"),
    GT("gt", "more than"),
    GE("ge", "at least"),
    LT("lt", "less than"),
    LE("le", "at most"),
    CONTAINS("contains", "something with"),
    IS("is_", "equal to"),
    IS_NOT("is_not", "other than"),
    COUNT_OF("countOf", "something with the character"),
    AND("and_", "a number that shares a bit with"),
    OR("or_", "a number that has a bit, or"),
    XOR("xor", "other than"),
    SUB("sub", "other than"),
    MOD("mod", "no multiple of");

    private final String word;
    private final String words;

    Operation(String word, String words) {
        this.word = word;
        this.words = words;
    }

    /** Its name in Python. */
    String word() {
        return word;
    }

    /** What a column must be, in words that go before the value. */
    String words() {
        return words;
    }

    boolean isOrder() {
        return this == GT || this == GE || this == LT || this == LE;
    }

    boolean isArithmetic() {
        return this == AND || this == OR || this == XOR || this == SUB || this == MOD;
    }

    static Operation read(BlockConfig config) {
        var wanted = config.text("operation");
        // Python has each under a second name as well: __eq__.
        var plain = wanted.matches("__[a-z]+__") ? wanted.substring(2, wanted.length() - 2) : wanted;
        for (var each : values()) {
            if (each.word.equals(plain) || each.word.equals(plain + "_")) {
                return each;
            }
        }
        config.wants(
                "operation",
                "one of " + Arrays.stream(values()).map(Operation::word).collect(Collectors.joining(", ")));
        return EQ;
    }

    boolean holds(DataType type, String actual, String value) {
        return switch (this) {
            case EQ, IS -> type.compare(actual, value) == 0;
            case NE, IS_NOT -> type.compare(actual, value) != 0;
            case GT -> type.compare(actual, value) > 0;
            case GE -> type.compare(actual, value) >= 0;
            case LT -> type.compare(actual, value) < 0;
            case LE -> type.compare(actual, value) <= 0;
            case CONTAINS -> actual.contains(value);
            case COUNT_OF -> value.codePointCount(0, value.length()) == 1 && actual.contains(value);
            case AND -> ((long) type.converted(actual) & (long) type.number(value)) != 0;
            case OR -> ((long) type.converted(actual) | (long) type.number(value)) != 0;
            case XOR, SUB -> type.converted(actual) != type.number(value);
            case MOD -> type.converted(actual) % type.number(value) != 0;
        };
    }
}
