package treewarden.sdg.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Word document to Markdown: headings by style, lists, tables, footnotes behind their paragraph. What is deleted under
 * tracked changes, hidden, or in a table of contents goes.
 */
final class ReadDocx {
    /** What other applications put into their zip archives, and what that makes the file. */
    private static final Map<String, String> OTHERS = Map.of(
            "xl/workbook.xml", "an Excel workbook",
            "ppt/presentation.xml", "a PowerPoint presentation",
            "content.xml", "an OpenDocument file",
            "META-INF/container.xml", "an EPUB");

    private static final Set<String> NOT_READ =
            Set.of("pPrChange", "rPrChange", "del", "moveFrom", "Fallback", "tblPrChange");

    private final MarkdownWriter out;
    private final WordStyles styles;
    private final WordLists lists;
    private final Map<String, String> footnotes;
    private final Deque<WordParagraph> paragraphs = new ArrayDeque<>();
    private final Deque<WordTable> tables = new ArrayDeque<>();
    private boolean inText;
    private boolean hidden;

    private ReadDocx(MarkdownWriter out, WordStyles styles, WordLists lists, Map<String, String> footnotes) {
        this.out = out;
        this.styles = styles;
        this.lists = lists;
        this.footnotes = footnotes;
    }

    static String read(byte[] archive, int longest) throws UnreadableException {
        var wanted = new ArrayList<>(OTHERS.keySet());
        wanted.add("_rels/.rels");
        var index = OpenPackage.parts(archive, Set.copyOf(wanted));
        var main = mainPart(index.get("_rels/.rels"));
        var folder = main.substring(0, main.lastIndexOf('/') + 1);
        var parts = OpenPackage.parts(
                archive, Set.of(main, folder + "styles.xml", folder + "numbering.xml", folder + "footnotes.xml"));
        var document = parts.get(main);
        if (document == null) {
            throw new UnreadableException(OTHERS.entrySet().stream()
                    .filter(other -> index.containsKey(other.getKey()))
                    .findFirst()
                    .map(other -> "this is " + other.getValue() + ", which is not read: save it as PDF or as text")
                    .orElse("this is a zip archive, not a Word document: commit what is in it"));
        }
        var styles = WordStyles.of(parts.get(folder + "styles.xml"));
        var notes = footnotes(parts.get(folder + "footnotes.xml"), longest);
        var reader = new ReadDocx(
                new MarkdownWriter(longest), styles, WordLists.of(parts.get(folder + "numbering.xml")), notes);
        reader.body(WordXml.of(main, document));
        return reader.out.text();
    }

    /** Where the package says that its text is. */
    private static String mainPart(byte @Nullable [] relations) throws UnreadableException {
        if (relations != null) {
            var xml = WordXml.of("_rels/.rels", relations);
            while (xml.next()) {
                var target = xml.isStart() ? xml.attribute("Target") : null;
                if (target != null && String.valueOf(xml.attribute("Type")).endsWith("/officeDocument")) {
                    return target.startsWith("/") ? target.substring(1) : target;
                }
            }
        }
        return "word/document.xml";
    }

    private static Map<String, String> footnotes(byte @Nullable [] part, int longest) throws UnreadableException {
        var notes = new HashMap<String, String>();
        if (part == null) {
            return notes;
        }
        var xml = WordXml.of("word/footnotes.xml", part);
        var text = new StringBuilder();
        String id = null;
        boolean inText = false;
        while (xml.next()) {
            if (xml.isStart()) {
                inText = xml.name().equals("t");
                if (xml.name().equals("footnote")) {
                    id = xml.attribute("type") == null ? xml.attribute("id") : null;
                    text.setLength(0);
                } else if (xml.name().equals("p")) {
                    text.append(' ');
                }
            } else if (xml.isEnd()) {
                inText = false;
                if (xml.name().equals("footnote") && id != null) {
                    notes.put(id, MarkdownWriter.oneLine(text.toString()));
                }
            } else if (inText && text.length() < longest) {
                text.append(xml.text());
            }
        }
        return notes;
    }

    private void body(WordXml xml) throws UnreadableException {
        while (xml.next()) {
            if (xml.isStart()) {
                if (NOT_READ.contains(xml.name())) {
                    xml.skip();
                } else {
                    start(xml);
                }
            } else if (xml.isEnd()) {
                end(xml.name());
            } else if (inText && !hidden && !paragraphs.isEmpty()) {
                paragraphs.element().text.append(xml.text());
            }
        }
    }

    private void start(WordXml xml) {
        switch (xml.name()) {
            case "p" -> paragraphs.push(new WordParagraph());
            case "tbl" -> tables.push(new WordTable());
            case "t" -> inText = true;
            case "r" -> hidden = false;
            case "vanish" -> hidden = xml.isOn();
            default -> {
                if (!paragraphs.isEmpty()) {
                    property(paragraphs.element(), xml);
                }
                if (!tables.isEmpty()) {
                    tables.element().start(xml);
                }
            }
        }
    }

    private static void property(WordParagraph paragraph, WordXml xml) {
        switch (xml.name()) {
            case "pStyle" -> paragraph.style = xml.attribute("val");
            case "outlineLvl" -> paragraph.outline = xml.number(9);
            case "numId" -> paragraph.list = xml.number(0);
            case "ilvl" -> paragraph.level = xml.number(0);
            case "tab", "br", "cr" -> paragraph.text.append(' ');
            case "noBreakHyphen" -> paragraph.text.append('-');
            case "footnoteReference" -> paragraph.footnotes.add(String.valueOf(xml.attribute("id")));
            default -> {}
        }
    }

    private void end(String name) throws UnreadableException {
        switch (name) {
            case "t" -> inText = false;
            case "p" -> {
                if (!paragraphs.isEmpty()) {
                    write(paragraphs.pop());
                }
            }
            case "tc", "tr" -> {
                if (!tables.isEmpty()) {
                    tables.element().end(name);
                }
            }
            case "tbl" -> {
                if (!tables.isEmpty()) {
                    write(tables.pop());
                }
            }
            default -> {}
        }
    }

    private void write(WordParagraph paragraph) throws UnreadableException {
        var text = paragraph.text.toString();
        if (!tables.isEmpty()) {
            tables.element().add(text);
        } else if (!styles.isContents(paragraph.style)) {
            int heading = heading(paragraph);
            int list = paragraph.list >= 0 ? paragraph.list : styles.numbering(paragraph.style);
            if (heading > 0) {
                out.heading(heading, text);
            } else if (list > 0 && !text.isBlank()) {
                out.item(paragraph.level, lists.mark(list, paragraph.level), text);
            } else {
                out.paragraph(text);
            }
            for (var id : paragraph.footnotes) {
                var note = footnotes.getOrDefault(id, "");
                out.paragraph(note.isEmpty() ? "" : "Footnote: " + note);
            }
        }
    }

    private int heading(WordParagraph paragraph) {
        if (paragraph.outline >= 0) {
            return paragraph.outline < 9 ? Math.min(6, paragraph.outline + 1) : 0;
        }
        return styles.heading(paragraph.style);
    }

    private void write(WordTable table) throws UnreadableException {
        if (tables.isEmpty()) {
            out.table(table.rows());
        } else {
            table.rows().forEach(row -> tables.element().add(String.join(" ", row)));
        }
    }

    /** A paragraph whose end is not reached yet. */
    private static final class WordParagraph {
        private final StringBuilder text = new StringBuilder();
        private final List<String> footnotes = new ArrayList<>();
        private @Nullable String style;
        private int outline = -1;
        private int list = -1;
        private int level;
    }
}
