package treewarden.sdg.mix;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.domain.Leaf;
import treewarden.sdg.data.LeafOutcome;
import treewarden.sdg.data.LeafSource;

/**
 * A leaf with what was made of it.
 *
 * @param kept file of the rows to train on; one that is not there has no rows
 * @param rejected file of the other rows
 * @param evaluation file of the evaluation questions, where some were made
 * @param auxiliary the pipeline's auxiliary instructions: type of a document's variant, such as {@code spellcheck}, to
 *     the ways of asking for it
 */
public record MixLeaf(
        Leaf leaf,
        LeafSource source,
        LeafOutcome outcome,
        Path kept,
        Path rejected,
        Optional<Path> evaluation,
        Map<String, List<String>> auxiliary) {
    public MixLeaf {
        auxiliary = Map.copyOf(auxiliary);
    }
}
