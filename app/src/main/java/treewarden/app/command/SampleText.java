package treewarden.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import treewarden.domain.LeafSample;
import treewarden.domain.Printable;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;

/** A sample for people at a terminal: what was kept in full, what was rejected with its reason, the funnel, the cost. */
final class SampleText {
    private final PrintWriter out;

    SampleText(PrintWriter out) {
        this.out = out;
    }

    void write(SampleReport report) {
        report.leaves().forEach(this::leaf);
        report.omitted().forEach(leaf -> out.println("not sampled, beyond the limits of a trial: " + leaf));
        out.printf(
                Locale.ROOT,
                "%d of %d kept by %s, %,d requests, %,d tokens, %.1f s%n",
                report.kept(),
                report.made(),
                Printable.plain(report.teacher()),
                report.usage().requests(),
                report.usage().tokens(),
                report.millis() / 1000.0);
    }

    private void leaf(LeafSample sample) {
        out.println(sample.leaf() + "  (" + sample.kind().words() + ", pipeline " + sample.pipeline() + ")");
        sample.notes().forEach(note -> out.println("  note: " + note));
        if (sample.problem() != null) {
            out.println("  problem: " + visible(sample.problem()));
        }
        rows("kept", sample.kept());
        rows("rejected", sample.rejected());
        out.println("  " + sample.funnel().inOneLine());
        out.println();
    }

    private void rows(String heading, List<SampleRow> rows) {
        int number = 0;
        for (var row : rows) {
            out.println();
            out.println("  " + heading + " " + ++number + score(row));
            part("context", row.context());
            part("question", row.question());
            part("answer", row.answer());
            part("reason", row.reason());
        }
        if (!rows.isEmpty()) {
            out.println();
        }
    }

    private static String score(SampleRow row) {
        var by = row.rejectedBy() == null ? "" : ", by " + row.rejectedBy();
        return row.score() == null ? by : by + ", score " + row.score().words();
    }

    private void part(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        var indent = "    ";
        out.println(indent + name + ":");
        visible(text).lines().forEach(line -> out.println(indent + "  " + line));
    }

    /** A model's text must not move the cursor or hide itself. */
    private static String visible(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n' || !Printable.isInvisible(c)) {
                shown.appendCodePoint(c);
            } else if (c == '\t') {
                shown.append("  ");
            }
        });
        return shown.toString();
    }
}
