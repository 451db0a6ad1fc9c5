package treewarden.sdg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import treewarden.domain.Digest;
import treewarden.domain.DocumentNote;
import treewarden.domain.Leaf;
import treewarden.sdg.data.Passage;
import treewarden.sdg.document.Passages;
import treewarden.sdg.document.ReadPassages;
import treewarden.sdg.document.Stability;

class SampleSeedsTest {
    private final List<Passages.Piece> pieces = new ArrayList<>();
    private final List<DocumentNote> documents = new ArrayList<>();

    private SampleSeeds sample(int atMost) {
        var passages = new Passages(
                pieces, documents, pieces.isEmpty() ? "document.repo: it is gone" : null, Stability.LASTING);
        return SampleSeeds.of(
                Leaves.seals(),
                atMost,
                new ReadPassages() {
                    @Override
                    public Passages of(Leaf.Knowledge leaf, BooleanSupplier cancelled) {
                        return passages;
                    }

                    @Override
                    public String manner() {
                        return "told by the test";
                    }
                },
                SampleProgress.NOBODY);
    }

    private void document(String path, int count) {
        for (int i = 0; i < count; i++) {
            var text = path + " " + i;
            pieces.add(new Passages.Piece(new Passage(path, i, Digest.of(text)), text));
        }
        documents.add(new DocumentNote(path, Digest.of(path), count, null));
    }

    @Test
    void aTrialTakesPiecesFromAllOverTheDocument() {
        document("seals.md", 10);

        var seeds = sample(3);

        assertThat(seeds.rows())
                .extracting(row -> row.get("document"))
                .containsExactly("seals.md 0", "seals.md 3", "seals.md 6");
        assertThat(seeds.notes()).containsExactly("Made from seals.md: 3 of 10 pieces.");
        assertThat(seeds.documents()).isEqualTo(documents);
    }

    @Test
    void aDocumentThatCannotBeReadIsToldAndTheOthersAreUsed() {
        document("seals.md", 1);
        document("walrus.md", 1);
        documents.add(new DocumentNote("scan.pdf", null, 0, "it has no text"));

        assertThat(sample(5).notes())
                .containsExactly("Made from 2 documents: 2 pieces.", "Not read: scan.pdf: it has no text");
    }

    @Test
    void withoutAnyDocumentTheContextsServeAndTheReasonIsTold() {
        var seeds = sample(2);

        assertThat(seeds.rows()).hasSize(2);
        assertThat(seeds.notes())
                .first()
                .asString()
                .isEqualTo("The contexts of the seed examples served as the document: document.repo: it is gone");
    }
}
