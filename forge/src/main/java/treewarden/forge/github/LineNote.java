package treewarden.forge.github;

import java.util.LinkedHashMap;
import java.util.Map;
import treewarden.domain.LineSuggestion;

/** A comment on lines as GitHub wants it in a review. */
final class LineNote {
    private LineNote() {}

    /** On one line there is no {@code start_line}: GitHub refuses one that is not before the line. */
    static Map<String, Object> of(LineSuggestion suggestion) {
        var note = new LinkedHashMap<String, Object>();
        note.put("path", suggestion.path());
        note.put("body", suggestion.markdown());
        note.put("line", suggestion.lastLine());
        note.put("side", "RIGHT");
        if (suggestion.firstLine() < suggestion.lastLine()) {
            note.put("start_line", suggestion.firstLine());
            note.put("start_side", "RIGHT");
        }
        return note;
    }
}
