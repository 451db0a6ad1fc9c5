package treewarden.sdg;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.DocumentNote;
import treewarden.domain.Leaf;
import treewarden.sdg.block.Row;
import treewarden.sdg.document.Passages;
import treewarden.sdg.document.ReadPassages;

/**
 * What a leaf's trial starts from.
 *
 * @param notes what the reader of the sample has to know of the choice
 */
record SampleSeeds(Leaf leaf, List<Row> rows, List<DocumentNote> documents, List<String> notes) {
    SampleSeeds {
        rows = List.copyOf(rows);
        documents = List.copyOf(documents);
        notes = List.copyOf(notes);
    }

    /**
     * A skill's first examples; for knowledge, pieces from all over its documents, or the examples' contexts where there
     * are none to be had.
     */
    static SampleSeeds of(Leaf leaf, int atMost, ReadPassages documents, SampleProgress progress) {
        if (!(leaf instanceof Leaf.Knowledge knowledge)) {
            return ofExamples(leaf, atMost, List.of(), new ArrayList<>());
        }
        var passages = documents.of(knowledge, progress::cancelled);
        var notes = new ArrayList<String>();
        if (passages.trouble() != null) {
            notes.add("The contexts of the seed examples served as the document: " + passages.trouble());
            return ofExamples(leaf, atMost, passages.documents(), notes);
        }
        var chosen = spread(passages.pieces(), atMost);
        notes.add(madeFrom(passages, chosen.size()));
        for (var document : passages.documents()) {
            if (document.trouble() != null) {
                notes.add("Not read: " + document.path() + ": " + document.trouble());
            }
        }
        var texts = chosen.stream().map(Passages.Piece::text).toList();
        return new SampleSeeds(leaf, SeedRows.inTurns(knowledge, texts), passages.documents(), notes);
    }

    /** {@code Made from handbook.md: 4 pieces.} */
    private static String madeFrom(Passages passages, int used) {
        var read = passages.documents().stream()
                .filter(document -> document.trouble() == null)
                .toList();
        int pieces = passages.pieces().size();
        return "Made from " + (read.size() == 1 ? read.get(0).path() : read.size() + " documents") + ": "
                + (used < pieces ? used + " of " : "") + (pieces == 1 ? "1 piece." : pieces + " pieces.");
    }

    private static SampleSeeds ofExamples(Leaf leaf, int atMost, List<DocumentNote> documents, List<String> notes) {
        var rows = SeedRows.of(leaf, atMost);
        if (rows.size() < leaf.seedCount()) {
            notes.add(
                    "The first " + rows.size() + " of " + leaf.seedCount() + " seed examples were used for the trial.");
        }
        return new SampleSeeds(leaf, rows, documents, notes);
    }

    /** So many of them at most, at equal distances, the first among them. */
    private static <T> List<T> spread(List<T> all, int atMost) {
        int count = Math.min(atMost, all.size());
        var chosen = new ArrayList<T>();
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return chosen;
    }
}
