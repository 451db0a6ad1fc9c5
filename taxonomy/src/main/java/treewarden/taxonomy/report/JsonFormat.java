package treewarden.taxonomy.report;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Finding;

/** One object a file and line, for programs. */
public final class JsonFormat implements FindingsFormat {
    @Override
    public void write(CheckedLeaf leaf, Optional<byte[]> source, Appendable out) throws IOException {
        var json = new Json(out)
                .open('{')
                .field("path", leaf.path())
                .field("version", leaf.version())
                .field("errors", leaf.errors())
                .field("warnings", leaf.warnings());
        json.key("findings").open('[');
        for (var finding : leaf.findings()) {
            finding(json, finding, leaf.path());
        }
        json.close(']').close('}');
        out.append('\n');
    }

    private static void finding(Json json, Finding finding, String path) throws IOException {
        json.open('{')
                .field("rule", finding.rule())
                .field("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        if (!finding.path().equals(path)) {
            // A finding about the file beside it: attribution.txt.
            json.field("path", finding.path());
        }
        json.field("line", finding.at().line())
                .field("column", finding.at().column())
                .field("pointer", finding.pointer())
                .field("message", finding.message())
                .field("remedy", finding.remedy());
        if (finding.fix() != null) {
            json.field("fix", finding.fix().replacement());
        }
        json.close('}');
    }

    @Override
    public void end(Summary summary, Appendable out) {
        // The last line is the last file's.
    }
}
