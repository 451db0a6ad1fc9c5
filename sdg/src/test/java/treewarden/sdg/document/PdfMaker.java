package treewarden.sdg.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** A PDF as a word processor would lay it out, line by line from the top of the page. */
final class PdfMaker {
    static final PDFont PLAIN = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    static final PDFont BOLD = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    static final PDFont MONO = new PDType1Font(Standard14Fonts.FontName.COURIER);

    private final PDDocument document = new PDDocument();
    private PDPage page = new PDPage(PDRectangle.A4);
    private float y = 730;

    PdfMaker() {
        document.addPage(page);
    }

    PdfMaker page() {
        page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        y = 730;
        return this;
    }

    /** A line of body text, and the next one below it. */
    PdfMaker line(String text) {
        at(70, y, PLAIN, 11, text);
        y -= 14;
        return this;
    }

    PdfMaker heading(int size, String text) {
        y -= 10;
        at(70, y, BOLD, size, text);
        y -= size + 8;
        return this;
    }

    PdfMaker code(int indent, String text) {
        at(70 + indent * 6.6f, y, MONO, 11, text);
        y -= 14;
        return this;
    }

    /** Cells 120 points apart. */
    PdfMaker row(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            at(70 + 120 * i, y, PLAIN, 11, cells[i]);
        }
        y -= 16;
        return this;
    }

    PdfMaker gap() {
        y -= 14;
        return this;
    }

    PdfMaker head(String text) {
        at(70, 815, PLAIN, 9, text);
        return this;
    }

    PdfMaker foot(String text) {
        at(290, 30, PLAIN, 9, text);
        return this;
    }

    PdfMaker at(float x, float baseline, PDFont font, float size, String text) {
        try (var content = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
            content.beginText();
            content.setFont(font, size);
            content.newLineAtOffset(x, baseline);
            content.showText(text);
            content.endText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    PdfMaker withPassword(String password) {
        return protect(password, new AccessPermission());
    }

    PdfMaker notToBeExtracted() {
        var permission = new AccessPermission();
        permission.setCanExtractContent(false);
        return protect("", permission);
    }

    private PdfMaker protect(String password, AccessPermission permission) {
        try {
            document.protect(new StandardProtectionPolicy("owner", password, permission));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (document) {
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
