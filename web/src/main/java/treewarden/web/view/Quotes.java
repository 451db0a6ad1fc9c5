package treewarden.web.view;

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
        return quotes.get(new Place(file.path(), found.line(), found.column()));
    }

    /** Where a finding is. */
    public record Place(String path, int line, int column) {}

    /** A line, or what is around the column where it is long: what is marked is the word that begins there. */
    public record Quote(String before, String marked, String after) {}
}
