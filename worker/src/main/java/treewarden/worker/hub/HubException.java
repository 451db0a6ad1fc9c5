package treewarden.worker.hub;

import java.time.Instant;

/** The Hub did not do what it was asked for. The message tells the operator what to do. */
public abstract sealed class HubException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private HubException(String message) {
        super(message);
    }

    /** 401: no token, a wrong one, or a repository that is missing or private for it. Nothing changes by trying again. */
    public static final class Unauthorized extends HubException {
        private static final long serialVersionUID = 1;

        Unauthorized(String message) {
            super(message);
        }
    }

    /** 403: the token may not write there. */
    public static final class Forbidden extends HubException {
        private static final long serialVersionUID = 1;

        Forbidden(String message) {
            super(message);
        }
    }

    /** 404 or 410: no such repository, revision or file. */
    public static final class Missing extends HubException {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message);
        }
    }

    /** 409 or 412: it is there already, or the branch has moved: to be looked at and planned again. */
    public static final class Moved extends HubException {
        private static final long serialVersionUID = 1;

        Moved(String message) {
            super(message);
        }
    }

    /** 429, for longer than we wait. */
    public static final class RateLimited extends HubException {
        private static final long serialVersionUID = 1;

        private final transient Instant notBefore;

        RateLimited(String message, Instant notBefore) {
            super(message);
            this.notBefore = notBefore;
        }

        /** When it may be asked again. */
        public Instant notBefore() {
            return notBefore;
        }
    }

    /** It is down, or the connection broke, or its answer was lost: worth another try later. */
    public static final class Transient extends HubException {
        private static final long serialVersionUID = 1;

        Transient(String message) {
            super(message);
        }
    }

    /** What is asked is refused, by the Hub or by us before it was asked. Nothing changes until somebody changes it. */
    public static final class Refused extends HubException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** A file is gone, or is not the one that was to be published. Nothing was committed. */
    public static final class Changed extends HubException {
        private static final long serialVersionUID = 1;

        Changed(String message) {
            super(message);
        }
    }
}
