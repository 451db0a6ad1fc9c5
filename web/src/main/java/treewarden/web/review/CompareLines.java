package treewarden.web.review;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import treewarden.domain.Printable;
import treewarden.web.view.SinceReview.Line;

/** Two versions of a text, line by line: the changed ones, with some around them. */
final class CompareLines {
    /** Lines around a change. */
    private static final int AROUND = 3;

    /** Beyond these, the work grows with their square: two versions with nothing in common would hold a page up. */
    static final int MOST_LINES = 3_000;

    /** More than these are read on the code host. */
    private static final int MOST_SHOWN = 400;

    private static final int LONGEST = 2_000;

    private final List<String> before;
    private final List<String> after;
    private final List<Line> all = new ArrayList<>();

    private CompareLines(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /**
     * What differs.
     *
     * @param lines changed lines, those around them, and gaps
     * @param cut whether there are more lines than these
     */
    record Difference(int added, int removed, List<Line> lines, boolean cut) {}

    /** Whether they can be compared within a moment. */
    static boolean canCompare(String before, String after) {
        return before.lines().count() <= MOST_LINES && after.lines().count() <= MOST_LINES;
    }

    static Difference of(String before, String after) {
        return new CompareLines(split(before), split(after)).compare();
    }

    private static List<String> split(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        var lines = Arrays.asList(text.split("\n", -1));
        return text.endsWith("\n") ? lines.subList(0, lines.size() - 1) : lines;
    }

    private Difference compare() {
        Patch<String> patch = DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>());
        int at = 0;
        int shift = 0;
        int added = 0;
        int removed = 0;
        for (var delta : patch.getDeltas()) {
            at = same(at, delta.getSource().getPosition(), shift);
            for (var line : delta.getSource().getLines()) {
                at++;
                removed++;
                all.add(new Line("removed", Integer.toString(at), "", shown(line)));
            }
            int place = delta.getTarget().getPosition();
            for (var line : delta.getTarget().getLines()) {
                place++;
                added++;
                all.add(new Line("added", "", Integer.toString(place), shown(line)));
            }
            shift = place - at;
        }
        same(at, before.size(), shift);
        removedFirst();
        var lines = nearChanges();
        return new Difference(
                added, removed, lines.subList(0, Math.min(lines.size(), MOST_SHOWN)), lines.size() > MOST_SHOWN);
    }

    private int same(int from, int to, int shift) {
        for (int i = from; i < to; i++) {
            all.add(new Line("same", Integer.toString(i + 1), Integer.toString(i + 1 + shift), shown(before.get(i))));
        }
        return to;
    }

    /** In each run of changed lines: the order in which they are read. */
    private void removedFirst() {
        int from = 0;
        for (int i = 0; i <= all.size(); i++) {
            if (i == all.size() || all.get(i).kind().equals("same")) {
                all.subList(from, i).sort(Comparator.comparing(Line::kind).reversed());
                from = i + 1;
            }
        }
    }

    /** Changed lines and those around them; what lies between is a gap that says how much it is. */
    private List<Line> nearChanges() {
        var near = new boolean[all.size()];
        for (int i = 0; i < near.length; i++) {
            if (!all.get(i).kind().equals("same")) {
                Arrays.fill(near, Math.max(0, i - AROUND), Math.min(near.length, i + AROUND + 1), true);
            }
        }
        var lines = new ArrayList<Line>();
        int left = 0;
        for (int i = 0; i < near.length; i++) {
            if (near[i]) {
                gap(lines, left);
                left = 0;
                lines.add(all.get(i));
            } else {
                left++;
            }
        }
        gap(lines, left);
        return lines;
    }

    private static void gap(List<Line> lines, int left) {
        if (left > 0) {
            lines.add(new Line("gap", "", "", left == 1 ? "1 line the same" : left + " lines the same"));
        }
    }

    private static String shown(String line) {
        var all = line.codePoints().toArray();
        return shown(all, 0, Math.min(all.length, LONGEST)) + (all.length > LONGEST ? "..." : "");
    }

    /** What matters may be what nobody sees: it is written out. */
    static String shown(int[] line, int from, int to) {
        return Arrays.stream(line, from, to)
                .mapToObj(c -> c != '\t' && Printable.isInvisible(c)
                        ? "\\u{" + Integer.toHexString(c) + "}"
                        : Character.toString(c))
                .collect(Collectors.joining());
    }
}
