package treewarden.sdg.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads documents: Markdown, HTML, PDF, DOCX and plain text, and images where a docling-serve is configured. Whatever the
 * bytes, there is a reading and no exception. Safe to use from several threads; documents are read one at a time.
 */
public final class ReadDocument implements AutoCloseable {
    private final ReadSettings settings;
    private final ReaderProcess process;

    public ReadDocument(ReadSettings settings) {
        this.settings = settings;
        this.process = new ReaderProcess(settings);
    }

    /**
     * Reads a document.
     *
     * @param path its name, for what its bytes do not tell
     */
    public Reading read(String path, byte[] bytes) {
        if (bytes.length == 0) {
            return new Reading.Unreadable("it is empty: commit its text, or take it out of the patterns");
        }
        if (bytes.length > settings.largestFile()) {
            return new Reading.Unreadable("it has " + (bytes.length >> 20) + " MiB, and at most "
                    + (settings.largestFile() >> 20) + " MiB are read of one document: split it");
        }
        DocumentFormat format;
        try {
            format = DocumentFormat.of(path, bytes);
        } catch (UnreadableException e) {
            return new Reading.Unreadable(e.why());
        }
        return noting(misnamed(path, format), read(path, format, bytes));
    }

    private Reading read(String path, DocumentFormat format, byte[] bytes) {
        var docling = settings.docling();
        if (format == DocumentFormat.TEXT) {
            // Nothing is parsed.
            return ReadBytes.read(format, bytes, settings.longestText());
        }
        if (format.isText()) {
            return process.read(format, bytes);
        }
        if (docling == null) {
            return format == DocumentFormat.IMAGE
                    ? new Reading.Unreadable("this is an image, and without a docling-serve no text is found in images:"
                            + " commit the text, or have docling-serve configured")
                    : process.read(format, bytes);
        }
        var answer = docling.convert(path, format, bytes);
        if (answer instanceof DoclingServe.Converted converted) {
            var markdown = converted.markdown().getBytes(StandardCharsets.UTF_8);
            return noting(converted.notes(), process.read(DocumentFormat.MARKDOWN, markdown));
        }
        var trouble = ((DoclingServe.Failed) answer).why();
        if (format == DocumentFormat.IMAGE) {
            return new Reading.Unreadable(
                    "this is an image, and docling-serve did not read it (" + trouble
                            + "): see that it runs, and try again",
                    Stability.PASSING);
        }
        // Tomorrow docling-serve may be there, and read it otherwise.
        return passing(noting(
                List.of("docling-serve did not read it (" + trouble + "); it was read without."),
                process.read(format, bytes)));
    }

    private static Reading passing(Reading reading) {
        return reading instanceof Reading.Read read
                ? new Reading.Read(read.text(), read.notes(), Stability.PASSING)
                : new Reading.Unreadable(((Reading.Unreadable) reading).why(), Stability.PASSING);
    }

    private static List<String> misnamed(String path, DocumentFormat format) {
        var named = DocumentFormat.named(path).orElse(format);
        return named == format || named.isText() && format == DocumentFormat.TEXT
                ? List.of()
                : List.of("Its name is that of " + named.words() + "; it is " + format.words() + ".");
    }

    private static Reading noting(List<String> notes, Reading reading) {
        if (notes.isEmpty() || !(reading instanceof Reading.Read read)) {
            return reading;
        }
        var all = new ArrayList<>(notes);
        all.addAll(read.notes());
        return new Reading.Read(read.text(), all, read.stability());
    }

    /** Ends the process that parses. */
    @Override
    public void close() {
        process.close();
    }
}
