package treewarden.taxonomy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Edit;
import treewarden.domain.Finding;
import treewarden.domain.Printable;
import treewarden.domain.Severity;
import treewarden.taxonomy.schema.Violation;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.ScalarKind;
import treewarden.taxonomy.yaml.Source;

/** Says violations of a schema in words, with a fix where a machine can tell it. */
record SchemaFindings(String path, Source source, List<Violation> violations, FillIn fillIn) {
    private static final String PAIRS = "questions_and_answers";

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var violation : violations) {
            findings.add(finding(violation));
        }
        return findings;
    }

    private Finding finding(Violation violation) {
        if (violation instanceof Violation.MissingKey missing) {
            return missing(missing);
        }
        if (violation instanceof Violation.UnknownKey unknown) {
            return unknown(unknown);
        }
        if (violation instanceof Violation.WrongType wrong) {
            return wrongType(wrong);
        }
        if (violation instanceof Violation.EmptyText empty) {
            return say(
                    empty,
                    key(empty.pointer()) + " is empty.",
                    "Write " + description(empty.description()) + ".",
                    null);
        }
        if (violation instanceof Violation.TooFew few) {
            var are = few.node().items().size();
            return say(
                    few,
                    key(few.pointer()) + " has " + are + (are == 1 ? " item; at least " : " items; at least ")
                            + few.least() + (few.least() == 1 ? " is needed." : " are needed."),
                    "Add " + (few.least() - are) + " more" + (few.least() > 1 ? ", different from the others." : "."),
                    null);
        }
        if (violation instanceof Violation.Repeated repeated) {
            return say(
                    repeated,
                    "Item " + (index(repeated.pointer()) + 1) + " is the same as item " + (repeated.first() + 1) + ".",
                    "Replace it by a different one.",
                    null);
        }
        var number = (Violation.WrongNumber) violation;
        return say(
                number,
                key(number.pointer()) + " is " + Printable.plain(number.node().text()) + ", but " + number.expected()
                        + " is expected.",
                "Write \"" + name(number.pointer()) + ": " + number.expected()
                        + "\", and the leaf as that version wants it.",
                new Edit(number.node().at(), number.node().end(), Integer.toString(number.expected())));
    }

    private Finding missing(Violation.MissingKey missing) {
        return say(
                missing,
                "The key \"" + missing.key() + "\" is missing here.",
                "Add \"" + missing.key() + ":\" with " + description(missing.description()) + ".",
                fillIn.missing(missing, source));
    }

    private Finding unknown(Violation.UnknownKey unknown) {
        var key = unknown.entry().key();
        var meant = meant(unknown);
        return say(
                unknown,
                "The key " + Printable.quoted(key.text()) + " is not known here.",
                meant != null ? "Did you mean \"" + meant + "\"?" : whereItBelongs(unknown),
                meant == null ? null : new Edit(key.at(), key.end(), meant));
    }

    private String whereItBelongs(Violation.UnknownKey unknown) {
        var key = unknown.entry().key().text();
        var isOlderPair = (key.equals("question") || key.equals("answer")) && isMissingBeside(unknown, PAIRS);
        return isOlderPair
                ? "Since version 3 an example is a passage of the document as \"context\", and below \"" + PAIRS
                        + "\" three questions on it with their answers. Move this there."
                : "Take it out. The keys here are " + String.join(", ", unknown.known()) + ".";
    }

    private boolean isMissingBeside(Violation.UnknownKey unknown, String key) {
        var object = object(unknown);
        return violations.stream()
                .anyMatch(other -> other instanceof Violation.MissingKey missing
                        && missing.key().equals(key)
                        && missing.pointer().equals(object));
    }

    /** A key that is missing at the same object and nearly spelled like this one, or that it was renamed to. */
    private @Nullable String meant(Violation.UnknownKey unknown) {
        var object = object(unknown);
        for (var other : violations) {
            if (other instanceof Violation.MissingKey missing
                    && missing.pointer().equals(object)
                    && (Spelling.isNear(unknown.entry().key().text(), missing.key())
                            || fillIn.isRenamed(unknown, missing))) {
                return missing.key();
            }
        }
        return null;
    }

    private static String object(Violation.UnknownKey unknown) {
        return unknown.pointer().substring(0, unknown.pointer().lastIndexOf('/'));
    }

    private Finding wrongType(Violation.WrongType wrong) {
        var is = wrong.node() instanceof Node.Mapping
                ? "an object with keys"
                : wrong.node() instanceof Node.Sequence ? "a list" : words((Node.Scalar) wrong.node());
        if (wrong.node() instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.NULL) {
            return say(
                    wrong,
                    key(wrong.pointer()) + " is empty.",
                    "Write " + description(wrong.description()) + ".",
                    null);
        }
        var remedy = wrong.expected().equals("string") && wrong.node() instanceof Node.Scalar
                ? "Put it in quotes, so that it is read as text."
                : "Write " + description(wrong.description()) + ".";
        return say(
                wrong,
                key(wrong.pointer()) + " is " + is + "; it should be " + expected(wrong.expected()) + ".",
                remedy,
                retyped(wrong));
    }

    private @Nullable Edit retyped(Violation.WrongType wrong) {
        if (!(wrong.node() instanceof Node.Scalar scalar)) {
            return null;
        }
        if (wrong.expected().equals("string") && scalar.line() == scalar.endLine()) {
            return new Edit(scalar.at(), scalar.end(), "\"" + scalar.text() + "\"");
        }
        var isWhole = wrong.expected().equals("integer")
                && scalar.isString()
                && scalar.text().strip().matches("[1-9][0-9]{0,3}");
        return isWhole ? new Edit(scalar.at(), scalar.end(), scalar.text().strip()) : null;
    }

    private static String words(Node.Scalar scalar) {
        return Printable.quoted(scalar.text()) + ", which YAML reads as "
                + scalar.kind().words();
    }

    private static String expected(String type) {
        return switch (type) {
            case "object" -> "an object with keys";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            default -> "text";
        };
    }

    private static String description(String description) {
        return description.isEmpty() ? "what belongs here" : description;
    }

    /** {@code The key "question"}, or {@code Item 3} of a list. */
    private static String key(String pointer) {
        if (pointer.isEmpty()) {
            return "The file";
        }
        var name = name(pointer);
        return !name.isEmpty() && name.chars().allMatch(Character::isDigit)
                ? "Item " + (index(pointer) + 1)
                : "\"" + Printable.plain(name) + "\"";
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static int index(String pointer) {
        return Integer.parseInt(name(pointer));
    }

    private Finding say(Violation violation, String message, String remedy, @Nullable Edit fix) {
        return new Finding("schema", Severity.ERROR, path, violation.at(), violation.pointer(), message, remedy, fix);
    }
}
