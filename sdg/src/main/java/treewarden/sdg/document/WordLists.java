package treewarden.sdg.document;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lists of a Word document: which of them are numbered, and what number comes next. */
final class WordLists {
    private static final int LEVELS = 9;

    /** The kind of list by number, and the levels of a kind that are numbered, as {@code kind/level}. */
    private final Map<Integer, Integer> kinds = new HashMap<>();

    private final Set<String> numbered = new HashSet<>();
    private final Map<Integer, int[]> counters = new HashMap<>();

    static WordLists of(byte @Nullable [] part) throws UnreadableException {
        var read = new WordLists();
        if (part == null) {
            return read;
        }
        var xml = WordXml.of("word/numbering.xml", part);
        int kind = -1;
        int level = 0;
        int list = -1;
        while (xml.next()) {
            if (!xml.isStart()) {
                continue;
            }
            switch (xml.name()) {
                case "abstractNum" -> kind = number(xml.attribute("abstractNumId"));
                case "lvl" -> level = number(xml.attribute("ilvl"));
                case "numFmt" -> {
                    var format = String.valueOf(xml.attribute("val"));
                    if (!format.equals("bullet") && !format.equals("none")) {
                        read.numbered.add(kind + "/" + level);
                    }
                }
                case "num" -> list = number(xml.attribute("numId"));
                case "abstractNumId" -> read.kinds.put(list, xml.number(-1));
                default -> {}
            }
        }
        return read;
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }

    /** What stands before the next item. */
    String mark(int list, int level) {
        int depth = Math.max(0, Math.min(LEVELS - 1, level));
        var kind = kinds.get(list);
        if (kind == null || !numbered.contains(kind + "/" + depth)) {
            return "-";
        }
        var counter = counters.computeIfAbsent(list, any -> new int[LEVELS]);
        Arrays.fill(counter, depth + 1, LEVELS, 0);
        counter[depth]++;
        return counter[depth] + ".";
    }
}
