package treewarden.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a job, as it ended.
 *
 * @param attempt counts from 1; it begins anew after the job was put off or tried again by hand
 * @param worker who ran it; null where that is not known
 * @param message what it said in the end: untrusted text
 * @param progress how far it was; null where it said nothing of it
 */
public record JobAttempt(
        int attempt,
        @Nullable String worker,
        Instant startedAt,
        Instant endedAt,
        Outcome outcome,
        String message,
        @Nullable Progress progress) {
    /** How it ended. */
    public enum Outcome {
        DONE("done"),
        FAILED("failed"),
        /** It goes on later, for a reason that is no failure. */
        PUT_OFF("put off"),
        CANCELLED("cancelled");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Its name in stored rows. */
        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome ofSlug(String slug) {
            return valueOf(slug.toUpperCase(Locale.ROOT));
        }

        static Outcome of(JobState end) {
            return switch (end) {
                case DONE -> DONE;
                case FAILED -> FAILED;
                default -> CANCELLED;
            };
        }
    }

    public Duration took() {
        return Duration.between(startedAt, endedAt);
    }
}
