package treewarden.domain.release;

import java.util.List;

/**
 * Held-out questions that were found among the rows to train on.
 *
 * @param rows that were looked through
 * @param questions that were looked for
 * @param hits the questions that were found, those of most rows first
 */
public record Contamination(long rows, int questions, List<Hit> hits) {
    /**
     * A question that was found.
     *
     * @param rows in how many rows
     * @param examples ids of the first of them
     * @param words the words that gave it away
     */
    public record Hit(String question, String leaf, long rows, List<String> examples, String words) {
        public Hit {
            examples = List.copyOf(examples);
        }
    }

    public Contamination {
        hits = List.copyOf(hits);
    }
}
