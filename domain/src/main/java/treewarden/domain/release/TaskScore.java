package treewarden.domain.release;

/**
 * What an external benchmark measured of candidate and the model beside it, each with its standard error.
 *
 * @param metric such as {@code acc}; higher is better
 */
public record TaskScore(
        String task, String metric, double candidate, double candidateError, double beside, double besideError) {}
