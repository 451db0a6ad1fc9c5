package treewarden.web.review;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.StoredLeaf;
import treewarden.store.Artifacts;
import treewarden.store.Run;
import treewarden.web.view.Quotes;
import treewarden.web.view.Quotes.Place;

/** The lines that findings are about, out of the files as they were checked. */
public final class QuoteLines {
    /** Files that are read for one page. */
    private static final int MOST = 20;

    /** About two lines on a page; the code host shows the whole one. */
    private static final int LONGEST = 160;

    /** What stands before the column, where a line is too long. */
    private static final int BEFORE = 60;

    private final KeptText kept;

    /** @param artifacts where the leaves' bytes are; null where this process has none */
    public QuoteLines(@Nullable Artifacts artifacts) {
        this.kept = new KeptText(artifacts);
    }

    /**
     * Quotes the line at each of these places, where its file is kept.
     *
     * @param content what was read of the head; null where that is not known
     */
    public Quotes of(Run.@Nullable Content content, List<Place> places) {
        if (content == null) {
            return Quotes.NONE;
        }
        var digests = content.leaves().stream()
                .collect(Collectors.toMap(StoredLeaf::path, StoredLeaf::digest, (one, other) -> other));
        var quotes = new HashMap<Place, Quotes.Quote>();
        places.stream()
                .filter(place -> digests.containsKey(place.path()))
                .collect(Collectors.groupingBy(Place::path, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .limit(MOST)
                .forEach(file -> quote(file.getValue(), Objects.requireNonNull(digests.get(file.getKey())), quotes));
        return new Quotes(quotes);
    }

    private void quote(List<Place> ofAFile, Digest digest, Map<Place, Quotes.Quote> quotes) {
        var lines = kept.of(digest).flatMap(QuoteLines::lines);
        if (lines.isEmpty()) {
            return;
        }
        // A thousand findings may be about one line of a megabyte: it is taken apart once.
        var taken = new HashMap<Integer, int[]>();
        for (var place : ofAFile) {
            if (place.line() <= lines.get().size()) {
                var line = lines.get().get(place.line() - 1);
                if (!line.isBlank()) {
                    var points = taken.computeIfAbsent(
                            place.line(), number -> line.codePoints().toArray());
                    quotes.put(place, quote(points, place.column() - 1));
                }
            }
        }
    }

    /** Empty where it has breaks of lines of which some count and some do not: a wrong line is worse than none. */
    private static Optional<List<String>> lines(String text) {
        var plain = text.replace("\r\n", "\n");
        return plain.codePoints().anyMatch(c -> c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
                ? Optional.empty()
                : Optional.of(Arrays.asList((plain.startsWith("\uFEFF") ? plain.substring(1) : plain).split("\n", -1)));
    }

    private static Quotes.Quote quote(int[] line, int column) {
        int at = Math.max(0, Math.min(column, line.length));
        int from = line.length <= LONGEST ? 0 : Math.max(0, Math.min(at - BEFORE, line.length - LONGEST));
        int to = Math.min(line.length, from + LONGEST);
        int end = at;
        while (end < to && !Character.isWhitespace(line[end])) {
            end++;
        }
        end = Math.min(to, Math.max(end, at + 1));
        return new Quotes.Quote(
                (from > 0 ? "..." : "") + CompareLines.shown(line, from, at),
                at == end ? "\u00A0" : CompareLines.shown(line, at, end),
                CompareLines.shown(line, end, to) + (to < line.length ? "..." : ""));
    }
}
