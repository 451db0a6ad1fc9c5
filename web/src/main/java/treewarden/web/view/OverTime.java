package treewarden.web.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The queue over time.
 *
 * @param weeks the earliest first
 * @param ages how old those are that are under way, the youngest first
 */
public record OverTime(Chart underWay, Chart took, List<Week> weeks, List<Age> ages) {
    /** The weeks since something came, the latest first; at least this one. */
    public List<Week> sinceTheFirst() {
        var shown = new ArrayList<>(weeks);
        while (shown.size() > 1 && shown.get(0).isQuiet()) {
            shown.remove(0);
        }
        Collections.reverse(shown);
        return List.copyOf(shown);
    }

    /** @param words what it shows, for whoever cannot see it */
    public record Chart(String words, String top, List<Bar> bars) {}

    /** A bar of a chart that is 100 high and as wide as its bars, 10 each. */
    public record Bar(int x, int y, int height, String words) {}

    /**
     * Seven days.
     *
     * @param ends the last day
     * @param underWay how many were at its end
     * @param took the mean number of days that those that went had been there; null where none went
     */
    public record Week(
            String ends,
            int came,
            int went,
            int underWay,
            @Nullable Double took) {
        /** {@code 3.5}; empty where none went. */
        public String days() {
            return took == null ? "" : String.format(Locale.ROOT, "%.1f", took);
        }

        /** Nothing came, nothing went, and nothing was there. */
        boolean isQuiet() {
            return came == 0 && went == 0 && underWay == 0;
        }
    }

    public record Age(String words, int count) {}
}
