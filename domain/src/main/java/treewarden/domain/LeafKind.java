package treewarden.domain;

/** What a leaf teaches, and so which pipeline generates its data. */
public enum LeafKind {
    KNOWLEDGE("knowledge"),
    FREEFORM_SKILL("freeform skill"),
    GROUNDED_SKILL("grounded skill");

    private final String words;

    LeafKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
