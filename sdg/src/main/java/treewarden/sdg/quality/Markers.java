package treewarden.sdg.quality;

import java.util.List;
import java.util.Locale;

/** Tells quickly that a text is not worth a slow look. */
final class Markers {
    private final List<String> markers;

    private Markers(List<String> markers) {
        this.markers = markers;
    }

    /** In small letters. */
    static Markers of(String... markers) {
        return new Markers(List.of(markers));
    }

    /** Whether one of them is in the text, in capitals or not. */
    boolean in(String text) {
        return inExactly(text.toLowerCase(Locale.ROOT));
    }

    /** Whether one of them is in the text as it stands. */
    boolean inExactly(String text) {
        for (var marker : markers) {
            if (text.contains(marker)) {
                return true;
            }
        }
        return false;
    }
}
