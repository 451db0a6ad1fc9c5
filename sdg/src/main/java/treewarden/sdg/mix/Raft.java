package treewarden.sdg.mix;

/**
 * How the questions of phase 1.0 are asked: after several documents, of which one may be the right one, so that the
 * student learns to tell. The idea is retrieval-augmented fine-tuning, arXiv 2403.10131.
 *
 * @param gold how often the right document is among them, from 0 to 1; the other rows have distractors only
 * @param documents how many documents a row shows where the leaf has as many
 */
public record Raft(double gold, int documents) {
    /** The right document in 40 % of the rows, four documents: what the reference does. */
    public static final Raft USUAL = new Raft(0.4, 4);

    public Raft {
        if (!(gold >= 0 && gold <= 1) || documents < 1 || documents > 32) {
            throw new IllegalArgumentException(
                    "the share of rows with the right document must be from 0 to 1, and a row"
                            + " must show 1 to 32 documents");
        }
    }
}
