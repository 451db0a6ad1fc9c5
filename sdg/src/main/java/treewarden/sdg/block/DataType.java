package treewarden.sdg.block;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a filter compares a column as; text that cannot be read as that counts as a default.
 *
 * @param dtype {@code int}, {@code float} or {@code bool}; null for text
 */
record DataType(@Nullable String dtype, double otherwise) {
    static DataType read(BlockConfig config) {
        var dtype = config.has("convert_dtype") ? config.text("convert_dtype") : null;
        if (dtype != null && !Set.of("int", "float", "bool").contains(dtype)) {
            config.wants("convert_dtype", "one of int, float, bool");
        }
        // Any text is true or false, so that the default of a boolean is never needed.
        config.value("default_value");
        return new DataType(dtype, dtype == null || dtype.equals("bool") ? 0 : config.number("default_value", 0));
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
        return Double.compare(converted(actual), number(value));
    }

    private static boolean isTrue(String text) {
        return !Set.of("", "false", "0", "no", "none").contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** A value of the pipeline file as text; {@code 1.0} is the whole number 1 where one is wanted. */
    String text(Object value) {
        var text = String.valueOf(value);
        return "int".equals(dtype) && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    double converted(String actual) {
        double number = number(actual);
        return Double.isNaN(number) ? otherwise : number;
    }

    /** The number that the text is; NaN where it is none, an infinite one, or no whole one where that is wanted. */
    double number(String text) {
        var plain = text.strip();
        if (!plain.matches("int".equals(dtype) ? "[+-]?\\d{1,15}" : "[+-]?(\\d{1,15}(\\.\\d{0,15})?|\\.\\d{1,15})")) {
            return Double.NaN;
        }
        return Double.parseDouble(plain);
    }
}
