package treewarden.sdg.teacher;

import java.time.Instant;
import treewarden.domain.Printable;

/** The teacher did not answer. The message tells the operator what to do. */
public abstract sealed class TeacherException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int requests;

    private TeacherException(String message, int requests) {
        super(message);
        this.requests = requests;
    }

    /** How many requests were sent in vain, those of a failure beside it among them. */
    public int requests() {
        int all = requests;
        for (var beside : getSuppressed()) {
            all += beside instanceof TeacherException other ? other.requests() : 0;
        }
        return all;
    }

    /** It is down, too slow, or its server has an error: worth another try later. */
    public static final class Unreachable extends TeacherException {
        private static final long serialVersionUID = 1;

        public Unreachable(String message, int requests) {
            super(message, requests);
        }
    }

    /** It asks to wait for longer than a request is kept open for. */
    public static final class RateLimited extends TeacherException {
        private static final long serialVersionUID = 1;

        private final transient Instant notBefore;

        public RateLimited(String message, int requests, Instant notBefore) {
            super(message, requests);
            this.notBefore = notBefore;
        }

        /** When it may be asked again. */
        public Instant notBefore() {
            return notBefore;
        }
    }

    /** It refuses every request: a wrong key, address or model. Nothing changes until the operator changes it. */
    public static final class Refused extends TeacherException {
        private static final long serialVersionUID = 1;

        public Refused(String message, int requests) {
            super(message, requests);
        }
    }

    /** It refuses this one prompt, for instance because it is longer than its context. */
    public static final class PromptRefused extends TeacherException {
        private static final long serialVersionUID = 1;

        public PromptRefused(String message, int requests) {
            super(message, requests);
        }
    }

    /** What came back is no answer: not JSON, without text, or longer than allowed. */
    public static final class Garbled extends TeacherException {
        private static final long serialVersionUID = 1;

        public Garbled(String message, int requests) {
            super(message, requests);
        }
    }

    /**
     * It answers under another name than before: going on would mix answers of two models in one data set. The run has
     * to be started again, and then uses answers of the new one alone.
     */
    public static final class ModelChanged extends TeacherException {
        private static final long serialVersionUID = 1;

        public ModelChanged(String was, String now) {
            super(
                    "the teacher answered as " + Printable.quoted(was) + " until now and as " + Printable.quoted(now)
                            + " from now on; run again: the answers of " + Printable.quoted(was)
                            + " are set aside, so that no data is mixed from two models",
                    0);
        }
    }
}
