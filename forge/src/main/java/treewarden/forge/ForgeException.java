package treewarden.forge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The code host did not do what was asked. The kind says what the caller can do about it; the message tells the operator
 * what happened and what to do, and holds no secret.
 */
public abstract sealed class ForgeException extends RuntimeException {
    private ForgeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** It is not there, or not for us to see (404, 410). Right after an event it may be there a moment later. */
    public static final class Missing extends ForgeException {
        public Missing(String message) {
            super(message, null);
        }
    }

    /** We may not (401, 403). Asking again does not help; somebody has to change something. */
    public static final class Forbidden extends ForgeException {
        private final Why why;

        public Forbidden(Why why, String message) {
            super(message, null);
            this.why = why;
        }

        /** What the operator has to look at. */
        public Why why() {
            return why;
        }

        /** What stands in the way. */
        public enum Why {
            /** The App's private key, or its id, is not accepted. */
            KEY,
            /** This machine's clock and the code host's differ too much for a signed request. */
            CLOCK,
            /** The App lacks a permission. */
            PERMISSION,
            /** The owner suspended the App's installation. */
            SUSPENDED,
            /** The repository is in the archive, where nothing can be written. */
            ARCHIVED,
            /** The operator's allow-list does not have the repository. */
            ALLOW_LIST
        }
    }

    /** Too much was asked. Nothing of the installation may be sent before the given time. */
    public static final class RateLimited extends ForgeException {
        private final Instant notBefore;

        public RateLimited(Instant notBefore, String message) {
            super(message, null);
            this.notBefore = notBefore;
        }

        public Instant notBefore() {
            return notBefore;
        }
    }

    /** The code host understood and refused (400, 405, 409, 422). The same request will be refused again. */
    public static final class Invalid extends ForgeException {
        private final int status;

        public Invalid(String message) {
            this(0, message);
        }

        /** @param status of the answer, where there was one */
        public Invalid(int status, String message) {
            super(message, null);
            this.status = status;
        }

        /** The status with which the code host refused; 0 where it was not even asked. */
        public int status() {
            return status;
        }
    }

    /** What was asked for is larger than the caller wants to hold. */
    public static final class TooLarge extends ForgeException {
        public TooLarge(String message) {
            super(message, null);
        }
    }

    /**
     * No answer, or none that makes sense (5xx, a broken connection, a deadline, a page instead of data). A write may
     * have been carried out: look before writing again.
     */
    public static final class Transient extends ForgeException {
        public Transient(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
