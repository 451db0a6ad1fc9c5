package treewarden.domain;

/** The reactions that Treewarden uses: seen, done, refused. */
public enum Reaction {
    EYES("eyes"),
    THUMBS_UP("+1"),
    CONFUSED("confused");

    private final String content;

    Reaction(String content) {
        this.content = content;
    }

    /** GitHub's name for it. */
    public String content() {
        return content;
    }
}
