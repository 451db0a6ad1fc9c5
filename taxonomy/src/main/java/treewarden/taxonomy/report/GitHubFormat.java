package treewarden.taxonomy.report;

import java.io.IOException;
import java.util.Optional;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Finding;

/** Workflow commands, which GitHub Actions shows as annotations on the lines. */
public final class GitHubFormat implements FindingsFormat {
    @Override
    public void write(CheckedLeaf leaf, Optional<byte[]> source, Appendable out) throws IOException {
        for (var finding : leaf.findings()) {
            command(finding, out);
        }
    }

    private static void command(Finding finding, Appendable out) throws IOException {
        out.append(finding.isError() ? "::error" : "::warning")
                .append(" file=")
                .append(property(finding.path()))
                .append(",line=")
                .append(Integer.toString(finding.at().line()))
                .append(",col=")
                .append(Integer.toString(finding.at().column()))
                .append(",title=")
                .append(property(finding.rule()))
                .append("::")
                .append(data(finding.message() + " " + finding.remedy()))
                .append('\n');
    }

    /** A line break in a message would let a contribution speak commands of its own. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    @Override
    public void end(Summary summary, Appendable out) throws IOException {
        out.append(summary.words()).append('\n');
    }
}
