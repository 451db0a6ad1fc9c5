package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed since the last review.
 *
 * @param review null while nobody judged
 * @param files those that differ
 * @param more how many more there are that are not shown
 * @param unknown why it cannot be said what changed; empty where it can
 * @param compare where the code host shows what changed; empty where the head is the one that was reviewed
 */
public record SinceReview(@Nullable Review review, List<File> files, int more, String unknown, String compare) {
    public static final SinceReview FIRST_LOOK = new SinceReview(null, List.of(), 0, "", "");

    public SinceReview {
        files = List.copyOf(files);
    }

    /** Whether anything is to be read. */
    public boolean isChanged() {
        return !files.isEmpty() || !unknown.isEmpty();
    }

    /** Who judged which commit, and what they said. */
    public record Review(String by, String what, Moment at, String commit) {}

    /**
     * A leaf that differs.
     *
     * @param words how it does
     * @param note what is to be known beside the lines; empty for nothing
     */
    public record File(String path, String words, int added, int removed, List<Line> lines, String note) {
        public File {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line.
     *
     * @param kind {@code same}, {@code added}, {@code removed}, or {@code gap} for lines that are left out
     * @param before its number in the version that was reviewed; empty where it has none
     * @param after its number in the present version; empty where it has none
     */
    public record Line(String kind, String before, String after, String text) {
        /** What stands in front of it. */
        public String sign() {
            return switch (kind) {
                case "added" -> "+";
                case "removed" -> "-";
                default -> "";
            };
        }
    }
}
