package treewarden.sdg.teacher;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the teacher draws its answer.
 *
 * @param maxTokens as long as the answer may get
 * @param seed makes two answers to one prompt differ, and each of them the same again; null leaves it to the server
 * @param others further fields of the request, by name, as the pipeline file has them ({@code top_p} and the like)
 * @param format the form of the answer, sent where the teacher offers structured output; null where text is wanted.
 *     Whoever reads the answer expects text as well
 */
public record Sampling(
        double temperature,
        int maxTokens,
        @Nullable Long seed,
        Map<String, Object> others,
        @Nullable JsonSchemaFormat format) {
    public Sampling {
        others = Map.copyOf(others);
    }

    /** For an answer in text. */
    public Sampling(double temperature, int maxTokens, @Nullable Long seed, Map<String, Object> others) {
        this(temperature, maxTokens, seed, others, null);
    }

    public Sampling withTemperature(double other) {
        return new Sampling(other, maxTokens, seed, others, format);
    }

    public Sampling withMaxTokens(int other) {
        return new Sampling(temperature, other, seed, others, format);
    }

    public Sampling withSeed(long other) {
        return new Sampling(temperature, maxTokens, other, others, format);
    }

    public Sampling withFormat(@Nullable JsonSchemaFormat other) {
        return new Sampling(temperature, maxTokens, seed, others, other);
    }
}
