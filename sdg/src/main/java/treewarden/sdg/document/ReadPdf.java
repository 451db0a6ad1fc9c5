package treewarden.sdg.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/** A PDF to Markdown, by where its letters lie and how large they are. */
final class ReadPdf {
    /** A long book has a thousand. */
    private static final int MOST_PAGES = 3_000;

    private static final String OCR = "run it through OCR (such as ocrmypdf), or have docling-serve configured";

    private ReadPdf() {}

    static Reading.Read read(byte[] bytes, int longest) throws UnreadableException {
        FontMappers.set(new BundledFonts());
        try (var document = Loader.loadPDF(bytes, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (!document.getCurrentAccessPermission().canExtractContent()) {
                throw new UnreadableException(
                        "its author forbids to take text out of it: use a copy without that restriction");
            }
            return read(document, longest);
        } catch (InvalidPasswordException e) {
            throw new UnreadableException("it is encrypted: commit a copy without a password");
        } catch (PdfLines.TooMuch e) {
            throw TooLong.with(longest);
        } catch (IOException e) {
            throw new UnreadableException(
                    "the PDF is damaged (" + MarkdownWriter.oneLine(String.valueOf(e.getMessage()))
                            + "): save it anew, and check that it opens");
        }
    }

    private static Reading.Read read(PDDocument document, int longest) throws IOException, UnreadableException {
        int count = document.getNumberOfPages();
        if (count > MOST_PAGES) {
            throw new UnreadableException("it has " + count + " pages, and at most " + MOST_PAGES
                    + " are read of one document: split it into several files");
        }
        var pages =
                PdfLines.of(document, longest).stream().map(PdfPages::inOrder).toList();
        long empty = pages.stream().filter(List::isEmpty).count();
        if (empty == pages.size()) {
            throw new UnreadableException("its " + (count == 1 ? "page holds" : count + " pages hold")
                    + " no text, and are probably scanned: " + OCR);
        }
        int bodySize = PdfPages.bodySize(pages);
        var text = PdfFlow.write(PdfPages.withoutRunningHeads(pages, bodySize), bodySize, longest);
        if (isGarbled(text)) {
            throw new UnreadableException("its fonts do not say which letters their shapes are: " + OCR);
        }
        var notes = new ArrayList<String>();
        if (empty > 0) {
            notes.add(empty + " of its " + count + " pages hold no text; they may be scanned.");
        }
        return new Reading.Read(text, notes);
    }

    /** Whether a good part of it are letters that mean nothing: replacements, private use, controls. */
    private static boolean isGarbled(String text) {
        long strange = text.codePoints()
                .filter(c -> c == 0xFFFD
                        || Character.getType(c) == Character.PRIVATE_USE
                        || Character.getType(c) == Character.UNASSIGNED
                        || Character.isISOControl(c) && c != '\n' && c != '\t')
                .count();
        return strange * 5 > text.codePointCount(0, text.length());
    }
}
