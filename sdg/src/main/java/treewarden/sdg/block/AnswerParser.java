package treewarden.sdg.block;

import java.util.List;
import java.util.Map;

/** Finds the items in an answer: one text for each output column. The answer is hostile: time grows linearly. */
interface AnswerParser {
    Parsed parse(String answer);

    /**
     * What was found.
     *
     * @param broken items that were begun and are not whole
     * @param isLastOpen whether the last item reaches to the end of the answer, so that it is cut off where the answer is
     * @param missing what an answer without any item lacks, in words that go on after "the answer"
     */
    record Parsed(List<Map<String, String>> items, int broken, boolean isLastOpen, String missing) {
        public Parsed {
            items = List.copyOf(items);
        }
    }
}
