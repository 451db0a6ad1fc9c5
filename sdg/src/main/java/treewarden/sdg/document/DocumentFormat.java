package treewarden.sdg.document;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a document is, by its bytes where they tell, else by the end of its name. */
enum DocumentFormat {
    TEXT("plain text"),
    MARKDOWN("Markdown"),
    HTML("HTML"),
    PDF("PDF"),
    DOCX("a Word document"),
    IMAGE("an image");

    private static final Map<String, DocumentFormat> BY_SUFFIX = Map.ofEntries(
            Map.entry("md", MARKDOWN),
            Map.entry("markdown", MARKDOWN),
            Map.entry("mdown", MARKDOWN),
            Map.entry("mkd", MARKDOWN),
            Map.entry("html", HTML),
            Map.entry("htm", HTML),
            Map.entry("xhtml", HTML),
            Map.entry("pdf", PDF),
            Map.entry("docx", DOCX),
            Map.entry("txt", TEXT),
            Map.entry("text", TEXT),
            Map.entry("rst", TEXT),
            Map.entry("adoc", TEXT),
            Map.entry("asciidoc", TEXT),
            Map.entry("", TEXT),
            Map.entry("png", IMAGE),
            Map.entry("jpg", IMAGE),
            Map.entry("jpeg", IMAGE),
            Map.entry("tif", IMAGE),
            Map.entry("tiff", IMAGE),
            Map.entry("bmp", IMAGE),
            Map.entry("webp", IMAGE));

    private static final String WANTED = "commit it as Markdown, PDF, HTML, DOCX or plain text";
    /** PDF readers look for their mark in the first kilobyte. */
    private static final int HEAD = 1_024;

    private final String words;

    DocumentFormat(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether the bytes tell nothing more than that they are text. */
    boolean isText() {
        return this == TEXT || this == MARKDOWN || this == HTML;
    }

    /** What the name says; empty where nobody here reads such files. */
    static Optional<DocumentFormat> named(String path) {
        return Optional.ofNullable(BY_SUFFIX.get(suffix(path)));
    }

    /**
     * What the document is.
     *
     * @throws UnreadableException where it is nothing that can be read
     */
    static DocumentFormat of(String path, byte[] bytes) throws UnreadableException {
        var head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        refuse(head);
        var named = named(path);
        if (head.contains("%PDF-") && (named.filter(PDF::equals).isPresent() || head.startsWith("%PDF-"))) {
            return PDF;
        }
        if (head.startsWith("PK\3\4")) {
            return DOCX;
        }
        if (isImage(head)) {
            return IMAGE;
        }
        if (DecodeText.isBinary(bytes)) {
            throw new UnreadableException(
                    "its bytes are neither text nor a document of a known kind; it may be damaged: " + WANTED);
        }
        if (isHtml(head)) {
            return HTML;
        }
        return named.map(format -> format.isText() ? format : TEXT)
                .orElseThrow(() -> new UnreadableException(
                        "files that end in ." + suffix(path) + " are not read as documents: " + WANTED));
    }

    private static void refuse(String head) throws UnreadableException {
        if (head.startsWith("version https://git-lfs.github.com/spec/")) {
            throw new UnreadableException(
                    "this is a pointer of Git LFS, not the document itself: commit the document without LFS");
        }
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            throw new UnreadableException("this is an old or a password-protected Office file:"
                    + " save it as .docx without a password, or as PDF");
        }
        if (head.startsWith("{\\rtf")) {
            throw new UnreadableException("this is RTF, which is not read: save it as .docx or as PDF");
        }
        if (head.startsWith("\u001f\u008b") || head.startsWith("BZh") || head.startsWith("\u00fd7zXZ")) {
            throw new UnreadableException("this is a compressed file: commit what is in it");
        }
    }

    private static boolean isImage(String head) {
        return head.startsWith("\u0089PNG\r\n")
                || head.startsWith("\u00ff\u00d8\u00ff")
                || head.startsWith("GIF8")
                || head.startsWith("II*\0")
                || head.startsWith("MM\0*")
                || head.startsWith("BM") && head.length() > 14 && head.startsWith("\0\0\0\0", 6)
                || head.startsWith("RIFF") && head.startsWith("WEBP", 8);
    }

    private static boolean isHtml(String head) {
        var start = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
        start = start.stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html")
                || start.startsWith("<html")
                || start.startsWith("<?xml") && start.contains("<html");
    }

    private static String suffix(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
