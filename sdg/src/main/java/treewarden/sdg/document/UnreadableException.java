package treewarden.sdg.document;

/** Carries the reason of a {@link Reading.Unreadable} out of a parser. Nobody outside of this package sees it. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
