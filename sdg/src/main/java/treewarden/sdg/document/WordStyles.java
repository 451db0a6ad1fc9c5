package treewarden.sdg.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the paragraph styles of a Word document mean: headings, tables of contents, items of lists. */
final class WordStyles {
    private static final Pattern HEADING = Pattern.compile("heading ([1-9])");

    private final Map<String, Style> styles = new HashMap<>();

    /** A style as its part says it, names in lower case: the ids are translated, the names of the usual ones are not. */
    private static final class Style {
        private String name = "";
        private @Nullable String basedOn;
        private int outline = -1;
        private int numbering = -1;
    }

    static WordStyles of(byte @Nullable [] part) throws UnreadableException {
        var read = new WordStyles();
        if (part == null) {
            return read;
        }
        var xml = WordXml.of("word/styles.xml", part);
        var style = new Style();
        while (xml.next()) {
            if (!xml.isStart()) {
                continue;
            }
            switch (xml.name()) {
                case "style" -> {
                    style = new Style();
                    var id = xml.attribute("styleId");
                    if (id != null) {
                        read.styles.put(id, style);
                    }
                }
                case "name" -> style.name = String.valueOf(xml.attribute("val")).toLowerCase(Locale.ROOT);
                case "basedOn" -> style.basedOn = xml.attribute("val");
                case "outlineLvl" -> style.outline = xml.number(-1);
                case "numId" -> style.numbering = xml.number(-1);
                default -> {}
            }
        }
        return read;
    }

    /** The level of a heading in this style; 0 where it is none. */
    int heading(@Nullable String id) {
        return look(id, style -> {
            var heading = HEADING.matcher(style.name);
            if (heading.matches()) {
                return Math.min(6, heading.group(1).charAt(0) - '0');
            }
            if (style.name.equals("title")) {
                return 1;
            }
            return style.outline >= 0 && style.outline < 9 ? Math.min(6, style.outline + 1) : 0;
        });
    }

    /** The numbering that paragraphs of this style have; 0 for none. */
    int numbering(@Nullable String id) {
        return look(id, style -> Math.max(0, style.numbering));
    }

    /** Whether it is an entry in a table of contents, which says nothing that the headings do not. */
    boolean isContents(@Nullable String id) {
        return look(id, style -> style.name.startsWith("toc ") ? 1 : 0) > 0;
    }

    private interface Trait {
        int of(Style style);
    }

    /** The first style on the way to the basic one that has the trait. */
    private int look(@Nullable String id, Trait trait) {
        var seen = new HashSet<String>();
        for (var at = id; at != null && seen.add(at); ) {
            var style = styles.get(at);
            if (style == null) {
                return 0;
            }
            int found = trait.of(style);
            if (found > 0) {
                return found;
            }
            at = style.basedOn;
        }
        return 0;
    }
}
