package treewarden.forge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A run of lines of a file at the head of a pull request, counted from 1, both ends included.
 *
 * <p>The code host lets comments stand on the lines that its view of the difference shows, and nowhere else; one comment
 * must stay within one run.
 */
public record Lines(int first, int last) {
    private static final Pattern HUNK =
            Pattern.compile("@@ -[0-9]+(?:,[0-9]+)? \\+([0-9]{1,9})(?:,([0-9]{1,9}))? @@.*");

    /** Whether all lines from one to another are in this run. */
    public boolean holds(int from, int to) {
        return first <= from && from <= to && to <= last;
    }

    /**
     * The runs that a patch shows, by the heads of its hunks. What looks like one inside a hunk begins with a sign or a
     * space and is none; a patch that is cut short shows no more than what is there.
     */
    static List<Lines> shownBy(String patch) {
        var runs = new ArrayList<Lines>();
        var first = 0;
        var next = 0;
        for (var line : patch.split("\n", -1)) {
            var hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                add(runs, first, next);
                first = Integer.parseInt(hunk.group(1));
                next = first;
            } else if (line.startsWith("+") || line.startsWith(" ")) {
                next++;
            }
        }
        add(runs, first, next);
        return List.copyOf(runs);
    }

    private static void add(List<Lines> runs, int first, int next) {
        if (first > 0 && next > first) {
            runs.add(new Lines(first, next - 1));
        }
    }
}
