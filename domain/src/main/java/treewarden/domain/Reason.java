package treewarden.domain;

/**
 * Why somebody put a contribution into the state that it is in. It stands as long as the state does.
 *
 * @param words what they said, at most {@value #LONGEST} characters; untrusted text, empty where they gave no reason
 */
public record Reason(String words, Person by) {
    /** More than a page, and little enough for a comment. */
    public static final int LONGEST = 2_000;

    public Reason {
        words = words.strip();
        words = words.substring(
                0, words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length()))));
    }
}
