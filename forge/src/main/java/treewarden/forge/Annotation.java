package treewarden.forge;

import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Printable;
import treewarden.domain.Severity;

/**
 * A note on a line of a file. Its texts are shown as they are, without Markdown.
 *
 * @param path from the root of the repository
 * @param title one line above the message
 */
public record Annotation(String path, Position at, Severity severity, String title, String message) {
    /** GitHub takes 64 kB; nobody reads as much beside a line. */
    private static final int LONGEST_MESSAGE = 2_000;

    /** A finding on its line: what is wrong, and below it how to mend it. */
    public static Annotation of(Finding finding) {
        var message = finding.remedy().isEmpty() ? finding.message() : finding.message() + "\n" + finding.remedy();
        return new Annotation(finding.path(), finding.at(), finding.severity(), finding.rule(), visible(message));
    }

    /** Characters that cannot be seen, and those that turn text around, are written out. */
    private static String visible(String text) {
        var out = new StringBuilder();
        text.codePoints().limit(LONGEST_MESSAGE).forEach(c -> {
            if (c != '\n' && Printable.isInvisible(c)) {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                out.appendCodePoint(c);
            }
        });
        if (text.codePointCount(0, text.length()) > LONGEST_MESSAGE) {
            out.append("...");
        }
        return out.toString();
    }
}
