package treewarden.sdg.quality;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Leaf;

/**
 * Where the rows of a leaf are, and where they go: files of {@link treewarden.sdg.data.RowFile}.
 *
 * @param made the rows that the leaf's pipeline kept
 * @param lost the rows that its pipeline rejected; null where they were not kept
 * @param kept where those go that pass all checks
 * @param rejected where the others go, after those that the pipeline rejected
 * @param evaluation the questions that the model will be evaluated with; null without any
 * @param steps of the pipeline, in its order, for the words about a leaf that yields nothing
 */
public record LeafRows(
        Leaf leaf,
        Path made,
        @Nullable Path lost,
        Path kept,
        Path rejected,
        @Nullable Path evaluation,
        List<LossStep> steps) {
    public LeafRows {
        steps = List.copyOf(steps);
    }

    /** Rows of which no more is known. */
    public static LeafRows of(Leaf leaf, Path made, Path kept, Path rejected) {
        return new LeafRows(leaf, made, null, kept, rejected, null, List.of());
    }

    public LeafRows withLost(Path rows) {
        return new LeafRows(leaf, made, rows, kept, rejected, evaluation, steps);
    }

    public LeafRows withEvaluation(Path rows) {
        return new LeafRows(leaf, made, lost, kept, rejected, rows, steps);
    }

    public LeafRows withSteps(List<LossStep> ofPipeline) {
        return new LeafRows(leaf, made, lost, kept, rejected, evaluation, ofPipeline);
    }
}
