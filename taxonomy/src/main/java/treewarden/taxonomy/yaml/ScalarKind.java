package treewarden.taxonomy.yaml;

/** What an unquoted scalar means in YAML 1.1 as PyYAML's safe loader reads it. */
public enum ScalarKind {
    STRING("text"),
    BOOLEAN("a boolean (yes, no, true, on and the like)"),
    INTEGER("a whole number"),
    FLOAT("a number"),
    NULL("nothing"),
    TIMESTAMP("a date"),
    /** {@code <<}, which pulls another mapping in. */
    MERGE("a merge key"),
    /** {@code =}, for which the safe loader has no meaning. */
    VALUE("the default value sign");

    private final String words;

    ScalarKind(String words) {
        this.words = words;
    }

    /** What a person calls it: {@code a whole number}. */
    public String words() {
        return words;
    }

    /** What this unquoted text means. */
    public static ScalarKind ofPlain(String text) {
        return PlainScalar.kind(text);
    }
}
