package treewarden.sdg.block;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/** Keeps a row whose column compares with a value, or with one of several, as the pipeline wants. */
record FilterByValueBlock(String name, String column, List<String> values, Operation operation, DataType type)
        implements RowBlock {
    static Block read(BlockConfig config) {
        var type = DataType.read(config);
        var value = config.value("filter_value");
        if (value == null || value instanceof List<?> list && list.isEmpty()) {
            config.wants("filter_value", "a value or a list of values");
        }
        var values = value instanceof List<?> list
                ? list.stream().map(type::text).toList()
                : List.of(type.text(String.valueOf(value)));
        for (var each : values) {
            if (type.isNumber() && Double.isNaN(type.number(each))) {
                config.wants("filter_value", "a number, for it is compared as one");
            }
        }
        return new FilterByValueBlock(
                config.name(), config.text("filter_column"), values, Operation.read(config), type);
    }

    @Override
    public Outcome apply(Row row) {
        var actual = row.need(column);
        return values.stream().anyMatch(value -> operation.holds(type, actual, value))
                ? Outcome.passed(row)
                : new Outcome.Rejected(reason(row, actual));
    }

    private String reason(Row row, String actual) {
        Judgement judgement = row.judgement();
        return judgement != null
                        && judgement.column().equals(column)
                        && !judgement.reason().isEmpty()
                ? judgement.reason()
                : column + " is " + Printable.quoted(actual.strip()) + ", and must be " + operation.words() + " "
                        + String.join(" or ", values);
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, List.of(column), problems);
        return before;
    }

    /** The comparisons of the format: those of Python's {@code operator} that make sense for a filter. */
    enum Operation {
        EQ("equal to"),
        NE("other than"),
        GT("more than"),
        GE("at least"),
        LT("less than"),
        LE("at most"),
        CONTAINS("something with");

        private final String words;

        Operation(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static Operation read(BlockConfig config) {
            var wanted = config.text("operation");
            for (var each : values()) {
                if (each.name().equalsIgnoreCase(wanted)) {
                    return each;
                }
            }
            config.wants("operation", "one of eq, ne, gt, ge, lt, le, contains");
            return EQ;
        }

        boolean holds(DataType type, String actual, String value) {
            if (this == CONTAINS) {
                return actual.contains(value);
            }
            int order = type.compare(actual, value);
            return switch (this) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case GT -> order > 0;
                case GE -> order >= 0;
                case LT -> order < 0;
                case LE -> order <= 0;
                case CONTAINS -> throw new AssertionError("answered above");
            };
        }
    }

    /** What a column is compared as; text that cannot be read as that counts as a default. */
    record DataType(@Nullable String dtype, double otherwise) {
        static DataType read(BlockConfig config) {
            var dtype = config.has("convert_dtype") ? config.text("convert_dtype") : null;
            if (dtype != null && !Set.of("int", "float", "bool").contains(dtype)) {
                config.wants("convert_dtype", "one of int, float, bool");
            }
            return new DataType(dtype, config.number("default_value", 0));
        }

        boolean isNumber() {
            return dtype != null && !dtype.equals("bool");
        }

        int compare(String actual, String value) {
            if (dtype == null) {
                return actual.strip().compareTo(value);
            }
            if (dtype.equals("bool")) {
                return Boolean.compare(isTrue(actual), isTrue(value));
            }
            double number = number(actual);
            return Double.compare(Double.isNaN(number) ? otherwise : number, number(value));
        }

        private static boolean isTrue(String text) {
            return !Set.of("", "false", "0", "no", "none").contains(text.strip().toLowerCase(Locale.ROOT));
        }

        /** A value of the pipeline file as text; {@code 1.0} is the whole number 1 where one is wanted. */
        String text(Object value) {
            var text = String.valueOf(value);
            return "int".equals(dtype) && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }

        /** The number that the text is; NaN where it is none, an infinite one, or no whole one where that is wanted. */
        double number(String text) {
            var plain = text.strip();
            if (!plain.matches(
                    "int".equals(dtype) ? "[+-]?\\d{1,15}" : "[+-]?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})")) {
                return Double.NaN;
            }
            return Double.parseDouble(plain);
        }
    }
}
