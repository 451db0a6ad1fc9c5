package treewarden.taxonomy.yaml;

/** The values behind scalars that are no text. */
public final class Scalars {
    private Scalars() {}

    /** The value of an INTEGER or a FLOAT as a double; NaN for anything else. */
    public static double number(Node.Scalar scalar) {
        var isNumber = (scalar.kind() == ScalarKind.INTEGER || scalar.kind() == ScalarKind.FLOAT)
                && ScalarValue.exists(scalar.text(), scalar.kind());
        return isNumber ? ScalarValue.number(scalar.text(), scalar.kind()) : Double.NaN;
    }

    /** Whether JSON Schema calls it an integer: {@code 3} and {@code 3.0}. */
    public static boolean isInteger(Node.Scalar scalar) {
        if (scalar.kind() == ScalarKind.INTEGER) {
            return true;
        }
        var value = number(scalar);
        return scalar.kind() == ScalarKind.FLOAT && !Double.isInfinite(value) && value == Math.rint(value);
    }

    /** Whether a BOOLEAN is true. */
    public static boolean isTrue(Node.Scalar scalar) {
        return switch (scalar.text()) {
            case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> true;
            default -> false;
        };
    }
}
