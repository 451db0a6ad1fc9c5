package treewarden.domain;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trial of one contribution at one head commit.
 *
 * @param teacher the model's name as the server gives it
 * @param leaves one for each leaf that was sampled
 * @param omitted leaves that the limits left out; told to the reader, never silent
 */
public record SampleReport(
        ContributionId contribution,
        CommitId head,
        String teacher,
        List<LeafSample> leaves,
        List<String> omitted,
        Usage usage,
        long millis) {
    public SampleReport {
        leaves = List.copyOf(leaves);
        omitted = List.copyOf(omitted);
    }

    public int kept() {
        return leaves.stream().mapToInt(leaf -> leaf.funnel().kept()).sum();
    }

    public int made() {
        return leaves.stream().mapToInt(leaf -> leaf.funnel().made()).sum();
    }

    /** The judge's mean score of the rows that were kept, as a share of its scale; null where it scored none. */
    public @Nullable Double meanScore() {
        var mean = leaves.stream()
                .flatMap(leaf -> leaf.kept().stream())
                .map(SampleRow::score)
                .flatMap(Stream::ofNullable)
                .map(Score::share)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
        return mean.isPresent() ? (Double) mean.getAsDouble() : null;
    }
}
