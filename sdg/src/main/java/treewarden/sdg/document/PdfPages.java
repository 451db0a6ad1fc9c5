package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the pages of a PDF have in common: the size of their body text, and the running heads, which go. */
final class PdfPages {
    /** Lines at the top and at the bottom that may be running heads, footers or page numbers. */
    private static final int MARGIN_LINES = 2;

    private static final Pattern PAGE_NUMBER = Pattern.compile(
            "(?i)\\W*(?:(?:page|seite|p\\.|s\\.)\\s*)?(?:\\d{1,4}|[ivxlc]{1,7})(?:\\s*(?:of|von|/)\\s*\\d{1,4})?\\W*");

    private static final Pattern DOT_LEADERS =
            Pattern.compile(".*(?:\\.{4,}|(?:\\. ){4,})\\s*(?:\\d{1,4}|[ivxlc]+)?\\s*");
    private static final Pattern OUTER_NUMBER = Pattern.compile("^\\d{1,4}(?=\\s|$)|(?<=\\s)\\d{1,4}$");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private PdfPages() {}

    /**
     * The lines from top to bottom where none lies beside another. Some programs draw boxes after the text around them; on
     * pages with columns or tables the order in which they are drawn stays.
     */
    static List<PdfLine> inOrder(List<PdfLine> page) {
        var sorted = new ArrayList<>(page);
        sorted.sort((one, other) -> Float.compare(one.y(), other.y()));
        for (int i = 1; i < sorted.size(); i++) {
            var line = sorted.get(i);
            if (line.y() - sorted.get(i - 1).y() < line.size() / 2) {
                return page;
            }
        }
        return sorted;
    }

    /** The size that most letters have, in half points. */
    static int bodySize(List<List<PdfLine>> pages) {
        var letters = new HashMap<Integer, Integer>();
        pages.forEach(page -> page.forEach(
                line -> letters.merge(line.halfPoints(), line.text().length(), Integer::sum)));
        return letters.entrySet().stream()
                .max((one, other) -> one.getValue().equals(other.getValue())
                        ? Integer.compare(other.getKey(), one.getKey())
                        : Integer.compare(one.getValue(), other.getValue()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** The lines without running heads, page numbers and the lines of a table of contents. */
    static List<List<PdfLine>> withoutRunningHeads(List<List<PdfLine>> pages, int bodySize) {
        var seen = new HashMap<String, Integer>();
        for (var page : pages) {
            var once = new HashSet<String>();
            for (var line : margins(page)) {
                once.add(mark(line));
            }
            once.forEach(mark -> seen.merge(mark, 1, Integer::sum));
        }
        int offset = numberOffset(pages);
        // Left and right pages have heads of their own: a third of the pages is often enough.
        int often = Math.max(2, (pages.size() + 2) / 3);
        var kept = new ArrayList<List<PdfLine>>();
        for (var page : pages) {
            Set<PdfLine> margins = new HashSet<>(margins(page));
            kept.add(page.stream()
                    .filter(line -> !(margins.contains(line) && isRunning(line, seen, often, bodySize, offset))
                            && !isContents(line))
                    .toList());
        }
        return kept;
    }

    private static boolean isRunning(PdfLine line, Map<String, Integer> seen, int often, int bodySize, int offset) {
        // "Chapter 1", "Chapter 2" at the tops of pages are headings where they are large.
        boolean large = line.halfPoints() > bodySize + 2;
        int times = seen.getOrDefault(mark(line), 0);
        return !large
                && (times >= often
                        || times >= 2 && isPageNumber(line)
                        || numberOffsets(line).contains(offset));
    }

    /**
     * What the printed page numbers are ahead of the count of pages, where at least a third of the pages agree: lines that
     * hold the page's number are running heads, whatever else they say. Else a number that no line has.
     */
    private static int numberOffset(List<List<PdfLine>> pages) {
        var votes = new HashMap<Integer, Integer>();
        for (var page : pages) {
            var offsets = new HashSet<Integer>();
            margins(page).forEach(line -> offsets.addAll(numberOffsets(line)));
            offsets.forEach(offset -> votes.merge(offset, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() >= Math.max(3, (pages.size() + 2) / 3))
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(Integer.MIN_VALUE);
    }

    /** A number that a short line begins or ends with, less the count of pages. */
    private static Set<Integer> numberOffsets(PdfLine line) {
        var offsets = new HashSet<Integer>();
        var text = line.text();
        if (text.length() < 120) {
            var number = OUTER_NUMBER.matcher(text);
            while (number.find()) {
                offsets.add(Integer.parseInt(number.group()) - line.page());
            }
        }
        return offsets;
    }

    private static boolean isPageNumber(PdfLine line) {
        var text = line.text();
        return text.length() < 40 && PAGE_NUMBER.matcher(text).matches();
    }

    private static boolean isContents(PdfLine line) {
        var text = line.text();
        return text.length() < 400 && DOT_LEADERS.matcher(text).matches();
    }

    /** What says the same on every page but for its number, at about the same height. */
    private static String mark(PdfLine line) {
        var text = isPageNumber(line) ? "#" : DIGITS.matcher(line.text()).replaceAll("#");
        return Math.round(line.y() / 12) + " " + text;
    }

    private static List<PdfLine> margins(List<PdfLine> page) {
        var top = zone(page, PdfLine.Zone.TOP);
        var bottom = zone(page, PdfLine.Zone.BOTTOM);
        var margins = new ArrayList<>(top.subList(0, Math.min(MARGIN_LINES, top.size())));
        margins.addAll(bottom.subList(Math.max(0, bottom.size() - MARGIN_LINES), bottom.size()));
        return margins;
    }

    private static List<PdfLine> zone(List<PdfLine> page, PdfLine.Zone zone) {
        return page.stream()
                .filter(line -> line.zone() == zone)
                .sorted((one, other) -> Float.compare(one.y(), other.y()))
                .toList();
    }
}
