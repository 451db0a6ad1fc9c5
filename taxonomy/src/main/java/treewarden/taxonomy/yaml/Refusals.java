package treewarden.taxonomy.yaml;

import java.util.Locale;
import treewarden.domain.Position;
import treewarden.domain.Printable;

/** The sentences that say why a file, or a part of it, is refused. */
final class Refusals {
    private Refusals() {}

    static Refused tooDeep(Position at, Limits limits) {
        return new Refused(
                at,
                "The file is nested deeper than " + limits.depth() + " levels, the limit \"depth\".",
                "A leaf needs five levels at most: take out the rest.");
    }

    static Refused tooManyNodes(Position at, Limits limits) {
        return new Refused(
                at,
                String.format(Locale.ROOT, "The file has more than %,d values, the limit \"nodes\".", limits.nodes()),
                "Split the leaf into smaller ones.");
    }

    static Refused tooLong(Position at, Limits limits) {
        return new Refused(
                at,
                String.format(
                        Locale.ROOT,
                        "There are more than %,d bytes in one text or line here, the limit \"scalar\".",
                        limits.scalarBytes()),
                "Shorten it: a seed example is a few sentences.");
    }

    static Refused anchor(Position at, String name) {
        return new Refused(
                at,
                "The anchor " + Printable.quoted("&" + name)
                        + " is not allowed: a leaf says everything where it stands.",
                "Take the anchor out, and write the text again where it is needed.");
    }

    static Refused alias(Position at, String name) {
        return new Refused(
                at,
                "The alias " + Printable.quoted("*" + name)
                        + " is not allowed: a leaf says everything where it stands.",
                "Write the text itself here. If it should begin with an asterisk, put it in quotes.");
    }

    static Refused tag(Position at, String tag) {
        return new Refused(
                at,
                "The tag " + Printable.quoted(tag) + " is not allowed: a leaf holds plain text only.",
                "Take the tag out. If the text should begin with an exclamation mark, put it in quotes.");
    }

    static Refused secondDocument(Position at) {
        return new Refused(
                at,
                "A second document begins here; a leaf is one document.",
                "Take out the line \"---\" and what follows.");
    }

    static Refused.Problem repeatedKey(Node.Scalar key, Position first) {
        return new Refused.Problem(
                key.at(),
                "The key " + Printable.quoted(key.text()) + " stands here for the second time; it was first on line "
                        + first.line() + ".",
                "Keep one of the two.");
    }

    static Refused.Problem mergeKey(Position at) {
        return new Refused.Problem(
                at, "The merge key \"<<\" is not allowed: a leaf says everything where it stands.", "Take it out.");
    }

    static Refused.Problem keyIsNoText(Node.Scalar key) {
        return new Refused.Problem(
                key.at(),
                "The key " + Printable.quoted(key.text()) + " is " + key.kind().words() + ", not text.",
                "Put it in quotes, or take it out.");
    }

    static Refused keyIsNoScalar(Position at) {
        return new Refused(at, "A key here is a list or a mapping; only text can be a key.", "Write a plain key.");
    }

    static Refused.Problem noValue(Node.Scalar scalar) {
        return new Refused.Problem(
                scalar.at(),
                Printable.quoted(scalar.text()) + " looks like " + scalar.kind().words()
                        + ", but is none that can be read.",
                "Put it in quotes.");
    }

    static Refused.Problem unprintable(Position at) {
        return new Refused.Problem(
                at,
                "The text has an escape for a character that no text can hold (NUL, or half of a surrogate pair).",
                "Take the escape out.");
    }
}
