package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;
import treewarden.sdg.token.Tokens;

/**
 * The headings above a chunk, the outermost first.
 *
 * @param text one a line; empty where there are none
 * @param tokens of the text and of the blank line below it
 * @param extent whether outer headings were left out, for they would have left no room
 */
record Trail(List<String> headings, String text, int tokens, Extent extent) {
    enum Extent {
        WHOLE,
        /** Outer headings are left out. */
        CUT
    }

    static final Trail NONE = new Trail(List.of(), "", 0, Extent.WHOLE);

    /** With one more heading, of which the innermost ones stay that fit. */
    Trail with(String heading, Tokens counter, int longest) {
        var all = new ArrayList<>(headings);
        all.add(heading);
        for (int from = 0; from < all.size(); from++) {
            var text = String.join("\n", all.subList(from, all.size()));
            int length = counter.count(text + Piece.PARAGRAPH);
            if (length <= longest || from == all.size() - 1) {
                return new Trail(all, text, length, from == 0 ? Extent.WHOLE : Extent.CUT);
            }
        }
        return NONE;
    }
}
