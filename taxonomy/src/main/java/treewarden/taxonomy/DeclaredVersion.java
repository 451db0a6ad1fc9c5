package treewarden.taxonomy;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.Scalars;

/**
 * The version that a file declares, as the reference takes it.
 *
 * @param number 1 where there is none or none can be made of it; 0 where the number is far from any version
 * @param problem why there can be no schema for it; null where there can
 */
record DeclaredVersion(int number, @Nullable String problem) {
    private static final int FARTHEST = 1_000_000;

    static DeclaredVersion of(Node.Mapping root) {
        if (!(root.get("version") instanceof Node.Scalar scalar)) {
            return new DeclaredVersion(1, null);
        }
        return switch (scalar.kind()) {
            case STRING -> ofText(scalar.text());
            case INTEGER, FLOAT -> ofNumber(Scalars.number(scalar), scalar.text());
            // Python counts a boolean among the integers, and then finds no schema of that name.
            case BOOLEAN ->
                new DeclaredVersion(
                        0, "The version is " + Printable.quoted(scalar.text()) + ", a boolean, not a number.");
            default -> new DeclaredVersion(1, null);
        };
    }

    private static DeclaredVersion ofText(String text) {
        var digits = text.strip();
        var isWhole = digits.matches("[-+]?[0-9]+(_[0-9]+)*") && digits.length() < 30;
        return isWhole
                ? ofNumber(new BigInteger(digits.replace("_", "")).doubleValue(), text)
                : new DeclaredVersion(1, null);
    }

    private static DeclaredVersion ofNumber(double value, String text) {
        if (Double.isNaN(value)) {
            return new DeclaredVersion(1, null);
        }
        return Math.abs(value) > FARTHEST
                ? new DeclaredVersion(0, "There is no schema version " + Printable.plain(text) + ".")
                : new DeclaredVersion((int) value, null);
    }
}
