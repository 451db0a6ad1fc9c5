package treewarden.taxonomy.report;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Finding;
import treewarden.domain.Printable;
import treewarden.taxonomy.yaml.Source;

/**
 * For people, and for editors, which understand {@code path:line:column: severity: message [rule]}. Below it the line in
 * question with a caret, and how to mend it.
 */
public final class TextFormat implements FindingsFormat {
    /** So much of a line fits beside the caret on most terminals. */
    private static final int WIDTH = 100;

    private final Style style;

    /** Whether the words that matter are coloured. */
    public enum Style {
        PLAIN("", "", "", ""),
        COLOURED("\u001b[31m", "\u001b[33m", "\u001b[2m", "\u001b[0m");

        private final String error;
        private final String warning;
        private final String faint;
        private final String reset;

        Style(String error, String warning, String faint, String reset) {
            this.error = error;
            this.warning = warning;
            this.faint = faint;
            this.reset = reset;
        }
    }

    public TextFormat(Style style) {
        this.style = style;
    }

    @Override
    public void write(CheckedLeaf leaf, Optional<byte[]> source, Appendable out) throws IOException {
        if (leaf.findings().isEmpty()) {
            return;
        }
        var lines = source.map(Source::lenient).orElse(null);
        for (var finding : leaf.findings()) {
            head(finding, out);
            if (finding.path().equals(leaf.path())) {
                excerpt(finding, lines, out);
            }
            out.append("    ")
                    .append(style.faint)
                    .append(finding.remedy())
                    .append(style.reset)
                    .append('\n');
        }
    }

    private void head(Finding finding, Appendable out) throws IOException {
        var colour = finding.isError() ? style.error : style.warning;
        out.append(visible(finding.path()))
                .append(':')
                .append(Integer.toString(finding.at().line()))
                .append(':')
                .append(Integer.toString(finding.at().column()))
                .append(": ")
                .append(colour)
                .append(finding.severity().name().toLowerCase(Locale.ROOT))
                .append(style.reset)
                .append(": ")
                .append(visible(finding.message()))
                .append(" [")
                .append(finding.rule())
                .append("]\n");
    }

    private static void excerpt(Finding finding, @Nullable Source source, Appendable out) throws IOException {
        var line = source == null ? "" : source.line(finding.at().line());
        if (line.isBlank()) {
            return;
        }
        // A long line is shown from a little before the place on.
        var place = Math.min(finding.at().column() - 1, line.codePointCount(0, line.length()));
        var from = Math.max(0, place - WIDTH * 3 / 4);
        var shown = line.substring(line.offsetByCodePoints(0, from));
        shown = shown.codePointCount(0, shown.length()) > WIDTH
                ? shown.substring(0, shown.offsetByCodePoints(0, WIDTH)) + "..."
                : shown;
        var before = visible(shown.substring(0, shown.offsetByCodePoints(0, place - from)));
        var lead = from > 0 ? "..." : "";
        out.append("    ").append(lead).append(visible(shown)).append('\n');
        out.append("    ")
                .append(" ".repeat(lead.length() + before.codePointCount(0, before.length())))
                .append("^\n");
    }

    /** Control characters in a contribution must not reach the terminal. */
    private static String visible(String text) {
        if (text.codePoints().noneMatch(Printable::isInvisible)) {
            return text;
        }
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Printable.isInvisible(c)) {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    @Override
    public void end(Summary summary, Appendable out) throws IOException {
        out.append(summary.words()).append('\n');
    }
}
