package treewarden.sdg.document;

import java.util.List;
import java.util.function.BooleanSupplier;
import treewarden.domain.Leaf;

/** Gets the documents of a leaf, and cuts them into pieces. */
public interface ReadPassages {
    /** Where no documents are fetched. */
    ReadPassages NOT_FETCHED = new ReadPassages() {
        @Override
        public Passages of(Leaf.Knowledge leaf, BooleanSupplier cancelled) {
            return new Passages(List.of(), List.of(), "the document itself was not fetched.", Stability.LASTING);
        }

        @Override
        public String manner() {
            return "not fetched";
        }
    };

    /**
     * The pieces. What is wrong with the documents is told in the result.
     *
     * @param cancelled looked at several times a second; once true, this ends with a {@code CancellationException}
     */
    Passages of(Leaf.Knowledge leaf, BooleanSupplier cancelled);

    /** How it reads and cuts, in words that differ wherever the same document could give other pieces. */
    String manner();
}
