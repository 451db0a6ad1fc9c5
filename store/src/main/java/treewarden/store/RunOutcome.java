package treewarden.store;

/** What a check of a head commit came to. */
public enum RunOutcome {
    /** No errors. */
    PASSED,
    /** At least one error in a leaf. */
    ERRORS,
    /** The pull request has no leaf to check, or only removes some. */
    NO_LEAVES,
    /** It could not be checked, such as for too many files; the notes say why. */
    REFUSED
}
