package treewarden.sdg.document;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Gathers the lines of a PDF in the order in which it draws them, which is the reading order nearly always. */
final class PdfLines extends PDFTextStripper {
    /** A gap of so many ems parts cells; justified text seldom has such between words. */
    private static final float CELL_GAP = 1.3f;

    /** Of a page's height. */
    private static final float OUTER_ZONE = 0.12f;

    /** Of fonts whose letters are of equal width; cmtt and its like are TeX's. */
    private static final Pattern MONO = Pattern.compile("mono|courier|typewriter|cmtt|cmsltt|sftt|consol|menlo|monaco");

    private final List<List<PdfLine>> pages = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    /** The lines of this page with the direction in which they run. */
    private final List<Turned> lines = new ArrayList<>();

    private final int longest;
    private long characters;

    private PdfLines(int longest) throws IOException {
        this.longest = longest;
        setSuppressDuplicateOverlappingText(true);
    }

    private record Run(String text, float left, float right, TextPosition first) {}

    private record Turned(int direction, PdfLine line) {}

    /** Too much text, said through the library's checked exception. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** The lines of each page. */
    static List<List<PdfLine>> of(PDDocument document, int longest) throws IOException {
        var lines = new PdfLines(longest);
        lines.writeText(document, Writer.nullWriter());
        lines.addEmptyPages(document.getNumberOfPages());
        return lines.pages;
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) throws IOException {
        characters += text.length();
        if (characters > longest) {
            throw new TooMuch();
        }
        if (positions.isEmpty() || text.isBlank()) {
            return;
        }
        var together = new StringBuilder();
        positions.forEach(position -> together.append(position.getUnicode()));
        if (together.toString().equals(text)) {
            glyphs(positions);
        } else {
            // Reordered (right to left) or normalised: its letters no longer stand beside their places.
            runs.add(new Run(
                    text, left(positions.get(0)), right(positions.get(positions.size() - 1)), positions.get(0)));
        }
    }

    private void glyphs(List<TextPosition> positions) {
        var word = new StringBuilder();
        TextPosition first = positions.get(0);
        TextPosition last = first;
        for (var position : positions) {
            boolean blank = position.getUnicode().isBlank();
            boolean gap = !word.isEmpty() && left(position) - right(last) > CELL_GAP * size(position);
            if (!word.isEmpty() && !blank && gap) {
                runs.add(new Run(word.toString(), left(first), right(last), first));
                word.setLength(0);
            }
            if (!blank) {
                first = word.isEmpty() ? position : first;
                last = position;
            }
            if (!blank || !word.isEmpty()) {
                word.append(position.getUnicode());
            }
        }
        if (!word.isEmpty()) {
            runs.add(new Run(word.toString(), left(first), right(last), first));
        }
    }

    private static float left(TextPosition position) {
        return position.getXDirAdj();
    }

    private static float right(TextPosition position) {
        return position.getXDirAdj() + position.getWidthDirAdj();
    }

    private static float size(TextPosition position) {
        float size = Math.abs(position.getFontSizeInPt());
        return size > 0.1f && size < 1_000 ? size : Math.max(1, position.getHeightDir());
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    @Override
    protected void writeParagraphSeparator() {
        endLine();
    }

    @Override
    protected void writeParagraphStart() {
        endLine();
    }

    @Override
    protected void writeParagraphEnd() {
        endLine();
    }

    @Override
    protected void endPage(PDPage page) {
        endLine();
        var votes = new HashMap<Integer, Integer>();
        lines.forEach(
                turned -> votes.merge(turned.direction(), turned.line().text().length(), Integer::sum));
        // Notes along the margin and watermarks run in another direction.
        int direction = votes.entrySet().stream()
                .max((one, other) -> one.getValue().equals(other.getValue())
                        ? Integer.compare(other.getKey(), one.getKey())
                        : Integer.compare(one.getValue(), other.getValue()))
                .map(Map.Entry::getKey)
                .orElse(0);
        // Pages without any content are passed over.
        addEmptyPages(getCurrentPageNo() - 1);
        pages.add(lines.stream()
                .filter(turned -> turned.direction() == direction)
                .map(Turned::line)
                .toList());
        lines.clear();
    }

    private void addEmptyPages(int count) {
        while (pages.size() < count) {
            pages.add(List.of());
        }
    }

    private void endLine() {
        if (runs.isEmpty()) {
            return;
        }
        var cells = new ArrayList<PdfLine.Cell>();
        var sizes = new HashMap<Float, Integer>();
        int bold = 0;
        int mono = 0;
        int all = 0;
        for (var run : runs) {
            float size = size(run.first());
            int length = run.text().strip().length();
            sizes.merge(size, length, Integer::sum);
            all += length;
            bold += isBold(run.first().getFont()) ? length : 0;
            mono += isMono(run.first().getFont()) ? length : 0;
            var last = cells.isEmpty() ? null : cells.get(cells.size() - 1);
            float gap = last == null ? 0 : run.left() - last.right();
            if (last == null || gap > CELL_GAP * size || gap < -size) {
                cells.add(new PdfLine.Cell(run.text().strip(), run.left(), run.right()));
            } else {
                cells.set(
                        cells.size() - 1,
                        new PdfLine.Cell(last.text() + " " + run.text().strip(), last.left(), run.right()));
            }
        }
        float size = sizes.entrySet().stream()
                .max((one, other) -> one.getValue().equals(other.getValue())
                        ? Float.compare(one.getKey(), other.getKey())
                        : Integer.compare(one.getValue(), other.getValue()))
                .map(Map.Entry::getKey)
                .orElse(1f);
        var face = mono == all ? PdfLine.Face.MONO : bold == all ? PdfLine.Face.BOLD : PdfLine.Face.PLAIN;
        var first = runs.get(0).first();
        var line = new PdfLine(getCurrentPageNo() - 1, first.getYDirAdj(), zone(first), size, face, List.copyOf(cells));
        lines.add(new Turned(Math.round(first.getDir()), line));
        runs.clear();
    }

    private static PdfLine.Zone zone(TextPosition position) {
        boolean upright = Math.round(position.getDir()) % 180 == 0;
        float height = upright ? position.getPageHeight() : position.getPageWidth();
        float place = position.getYDirAdj() / Math.max(1, height);
        return place < OUTER_ZONE
                ? PdfLine.Zone.TOP
                : place > 1 - OUTER_ZONE ? PdfLine.Zone.BOTTOM : PdfLine.Zone.MIDDLE;
    }

    private static boolean isBold(PDFont font) {
        var name = String.valueOf(font.getName()).toLowerCase(Locale.ROOT);
        var descriptor = font.getFontDescriptor();
        return name.contains("bold")
                || name.contains("black")
                || name.contains("heavy")
                || descriptor != null && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600);
    }

    private static boolean isMono(PDFont font) {
        var name = String.valueOf(font.getName()).toLowerCase(Locale.ROOT);
        var descriptor = font.getFontDescriptor();
        return MONO.matcher(name).find() || descriptor != null && descriptor.isFixedPitch();
    }
}
