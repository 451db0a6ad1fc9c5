package treewarden.sdg.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a leaf that yielded nothing, for its contributor. All of it is printable.
 *
 * @param problem a sentence: how many rows were lost where, and why
 * @param remedy a sentence: what to do about it
 * @param examples up to three rejected rows, rejected for different reasons where there are such
 */
public record Verdict(String problem, String remedy, List<Example> examples) {
    public Verdict {
        examples = List.copyOf(examples);
    }

    /**
     * A rejected row, shortened.
     *
     * @param answer null where it was rejected before it was answered
     * @param step the block or the check that rejected it
     */
    public record Example(String question, @Nullable String answer, String step, String reason) {}

    /** Both sentences. */
    public String words() {
        return remedy.isEmpty() ? problem : problem + " " + remedy;
    }
}
