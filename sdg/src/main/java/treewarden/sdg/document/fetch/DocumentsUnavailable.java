package treewarden.sdg.document.fetch;

import org.jspecify.annotations.Nullable;

/**
 * A leaf cannot have its documents. The message begins with the key of the leaf that is wrong, such as
 * {@code document.repo}, and says what the contributor or the operator can do. It shows no credential, even where the
 * leaf does.
 */
public final class DocumentsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of reason. */
    public enum Kind {
        /** What the leaf asks for is not done: a forbidden address, a redirect, a pattern that leaves the repository. */
        REFUSED,
        /** The repository is not there, or not for everyone. */
        GONE,
        /** The repository has no such commit. */
        COMMIT_UNKNOWN,
        /** The patterns name nothing that can be read. */
        NO_DOCUMENT,
        /** More than is fetched. */
        TOO_LARGE,
        /** Not done in the time that a fetch may take. */
        TOO_SLOW,
        /** The server is not there, has an error, or sends what is not git. */
        UNREACHABLE,
        /** Our own disk or settings. */
        OURS;

        /** Whether another try later may fare better, with the leaf as it is. */
        public boolean passes() {
            return this == TOO_SLOW || this == UNREACHABLE || this == OURS;
        }
    }

    private final Kind kind;

    DocumentsUnavailable(Kind kind, String message) {
        this(kind, message, null);
    }

    DocumentsUnavailable(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** For the operator. */
    static DocumentsUnavailable ours(String what, @Nullable Throwable cause) {
        return new DocumentsUnavailable(
                Kind.OURS,
                "documents: " + what + "; operator, look at the space and the permissions of the cache's folder",
                cause);
    }

    public Kind kind() {
        return kind;
    }
}
