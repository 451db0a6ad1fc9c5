package treewarden.sdg.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.DocumentNote;
import treewarden.sdg.data.Passage;

/**
 * The pieces of a leaf's documents, in the order of paths and places.
 *
 * @param documents what was read, and what could not be
 * @param trouble why there is no piece at all; null where there is one
 * @param stability whether the same leaf would give the same pieces tomorrow
 */
public record Passages(
        List<Piece> pieces,
        List<DocumentNote> documents,
        @Nullable String trouble,
        Stability stability) {
    public Passages {
        pieces = List.copyOf(pieces);
        documents = List.copyOf(documents);
    }

    /** A piece and its text. */
    public record Piece(Passage passage, String text) {}
}
