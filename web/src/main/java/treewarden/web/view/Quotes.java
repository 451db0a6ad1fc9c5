package treewarden.web.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of the checked files that findings are about. */
public record Quotes(Map<Place, Quote> quotes) {
    public static final Quotes NONE = new Quotes(Map.of());

    public Quotes {
        quotes = Map.copyOf(quotes);
    }

    /** Null where the file's text is not kept. */
    public @Nullable Quote of(Page.File file, Page.Found found) {
        return at(new Place(file.path(), found.line(), found.column()));
    }

    /** Null where the file's text is not kept. */
    public @Nullable Quote at(Place place) {
        return quotes.get(place);
    }

    /** Where all these are. */
    public static List<Place> places(List<Page.File> files) {
        return files.stream()
                .flatMap(file ->
                        file.findings().stream().map(found -> new Place(file.path(), found.line(), found.column())))
                .toList();
    }

    /** Where a finding is. */
    public record Place(String path, int line, int column) {}

    /** A line, or what is around the column where it is long: what is marked is the word that begins there. */
    public record Quote(String before, String marked, String after) {}
}
