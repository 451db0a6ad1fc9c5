package treewarden.web.view;

import java.util.List;

/** A key, and what it does. The script presses what carries the key; here is only what people read of it. */
public record Key(String key, String words, Where where) {
    /** On which of the pages that have keys. */
    public enum Where {
        EVERYWHERE(""),
        ON_A_CONTRIBUTION("on a contribution's page");

        private final String words;

        Where(String words) {
            this.words = words;
        }

        /** Empty where it need not be said. */
        public String words() {
            return words;
        }
    }

    public static final List<Key> ALL = List.of(
            new Key("j", "the next contribution"),
            new Key("k", "the one before"),
            new Key("o", "open it"),
            new Key("a", "approve", Where.ON_A_CONTRIBUTION),
            new Key("c", "request changes", Where.ON_A_CONTRIBUTION),
            new Key("x", "reject", Where.ON_A_CONTRIBUTION),
            new Key("u", "uncertain: ask a maintainer", Where.ON_A_CONTRIBUTION),
            new Key("h", "hold, or take off hold", Where.ON_A_CONTRIBUTION),
            new Key("s", "start the sample", Where.ON_A_CONTRIBUTION),
            new Key("z", "undo, for some seconds"),
            new Key("/", "search"),
            new Key("?", "this list"));

    private Key(String key, String words) {
        this(key, words, Where.EVERYWHERE);
    }
}
