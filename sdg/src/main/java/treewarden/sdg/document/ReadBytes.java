package treewarden.sdg.document;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a document of a known format. What it calls parses a stranger's bytes: it runs in {@link ReaderMain}. */
final class ReadBytes {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]{1,40})");
    private static final int HEAD = 4_096;

    private ReadBytes() {}

    /**
     * The reading; an exception of a parser is one of an unreadable document.
     *
     * @param longest characters of text that it may have
     */
    static Reading read(DocumentFormat format, byte[] bytes, int longest) {
        try {
            var read = switch (format) {
                case TEXT -> text(DecodeText.decode(bytes));
                case MARKDOWN -> {
                    var decoded = DecodeText.decode(bytes);
                    yield new Reading.Read(ReadMarkdown.read(decoded.text(), longest), decoded.notes());
                }
                case HTML -> html(bytes, longest);
                case PDF -> ReadPdf.read(bytes, longest);
                case DOCX -> new Reading.Read(ReadDocx.read(bytes, longest), List.of());
                case IMAGE -> throw new UnreadableException("images are not read here");
            };
            return clean(read, longest);
        } catch (UnreadableException e) {
            return new Reading.Unreadable(e.why());
        } catch (RuntimeException | StackOverflowError e) {
            return new Reading.Unreadable(
                    "its reader stumbled over it (" + e.getClass().getSimpleName()
                            + "); it is probably damaged: save it anew, and check that it opens");
        }
    }

    private static Reading.Read text(DecodeText.Decoded decoded) {
        return new Reading.Read(decoded.text(), decoded.notes());
    }

    private static Reading clean(Reading.Read read, int longest) throws UnreadableException {
        var text = CleanText.of(read.text());
        if (text.isEmpty()) {
            throw new UnreadableException("it holds no text: commit one that does, or take it out of the patterns");
        }
        if (text.length() > longest) {
            throw TooLong.with(longest);
        }
        return new Reading.Read(text, read.notes());
    }

    private static Reading.Read html(byte[] bytes, int longest) throws UnreadableException {
        var decoded = DecodeText.decode(bytes);
        if (decoded.notes().isEmpty()) {
            return new Reading.Read(ReadHtml.page(decoded.text(), longest), List.of());
        }
        var said = CHARSET.matcher(new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1));
        if (said.find()) {
            try {
                var text = new String(bytes, Charset.forName(said.group(1)));
                return new Reading.Read(ReadHtml.page(text, longest), List.of());
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                // Then the guess stands, with its note.
            }
        }
        return new Reading.Read(ReadHtml.page(decoded.text(), longest), decoded.notes());
    }
}
