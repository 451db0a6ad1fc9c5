package treewarden.domain;

/** Who can be expected to make the next move. */
public enum Party {
    CONTRIBUTOR("the contributor"),
    TRIAGER("a triager"),
    MAINTAINER("a maintainer"),
    QUEUE("the queue"),
    NOBODY("nobody");

    private final String words;

    Party(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
