package treewarden.domain.release;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What an external benchmark measured of candidate and the model beside it.
 *
 * @param metric such as {@code acc}; higher is better
 * @param candidateError the standard error; null where the benchmark names none
 * @param besideError likewise
 */
public record TaskScore(
        String task,
        String metric,
        double candidate,
        @Nullable Double candidateError,
        double beside,
        @Nullable Double besideError) {
    /** How much better the candidate is. */
    public double difference() {
        return candidate - beside;
    }

    /** The standard error of the difference, of models that were measured each for itself; empty where it is not known. */
    public OptionalDouble differenceError() {
        return candidateError == null || besideError == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.hypot(candidateError, besideError));
    }
}
