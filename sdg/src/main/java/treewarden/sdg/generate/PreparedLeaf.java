package treewarden.sdg.generate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.DocumentNote;
import treewarden.domain.Leaf;
import treewarden.sdg.SeedRows;
import treewarden.sdg.block.Row;
import treewarden.sdg.data.Origin;
import treewarden.sdg.document.Passages;

/**
 * A leaf with what its seeds are made of.
 *
 * @param passages pieces of its documents; null for skills
 */
record PreparedLeaf(Leaf leaf, @Nullable Passages passages, Part.Purpose purpose) {
    /**
     * The seeds: a skill's examples; for knowledge each piece of a document with each example. An evaluation question
     * depends on the piece alone, which then stands with the first example.
     */
    Iterable<Row> seeds() {
        return passages == null
                ? SeedRows.of(leaf, leaf.seedCount())
                : SeedRows.over((Leaf.Knowledge) leaf, texts(), examples());
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        if (passages != null) {
            passages.pieces().forEach(piece -> texts.add(piece.text()));
        }
        return texts;
    }

    private int examples() {
        return purpose == Part.Purpose.EVALUATION ? 1 : Math.max(1, leaf.seedCount());
    }

    Origin origin(int seed) {
        return passages == null
                ? new Origin(leaf.path(), seed, null)
                : new Origin(
                        leaf.path(),
                        seed % examples(),
                        passages.pieces().get(seed / examples()).passage());
    }

    /** How people call a seed. */
    String seedName(int seed) {
        var origin = origin(seed);
        var example = "seed example " + (origin.example() + 1);
        var passage = origin.passage();
        return passage == null
                ? example
                : example + " with piece " + (passage.chunk() + 1) + " of " + passage.document();
    }

    List<DocumentNote> documents() {
        return passages == null ? List.of() : passages.documents();
    }

    /** Why there is nothing to ask; null where there is. */
    @Nullable
    String trouble() {
        return passages == null ? null : passages.trouble();
    }
}
