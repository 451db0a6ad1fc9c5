package treewarden.taxonomy.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Edit;
import treewarden.domain.Finding;
import treewarden.taxonomy.rules.Rule;
import treewarden.taxonomy.rules.Rules;

/** One SARIF 2.1.0 document, for code scanning. It is written at the end, when all findings are known. */
public final class SarifFormat implements FindingsFormat {
    private final List<Finding> findings = new ArrayList<>();

    @Override
    public void write(CheckedLeaf leaf, Optional<byte[]> source, Appendable out) {
        findings.addAll(leaf.findings());
    }

    @Override
    public void end(Summary summary, Appendable out) throws IOException {
        var json = new Json(out)
                .open('{')
                .field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .field("version", "2.1.0");
        json.key("runs").open('[').open('{');
        tool(json);
        json.field("columnKind", "unicodeCodePoints").key("results").open('[');
        for (var finding : findings) {
            result(json, finding);
        }
        json.close(']').close('}').close(']').close('}');
        out.append('\n');
    }

    private static void tool(Json json) throws IOException {
        json.key("tool").open('{').key("driver").open('{').field("name", "treewarden");
        json.key("rules").open('[');
        rule(json, "yaml", "The file is named qna.yaml and is YAML within the limits.");
        rule(json, "lint", "The file passes yamllint under the community's configuration.");
        rule(json, "schema", "The file keeps to its schema version.");
        for (Rule rule : Rules.ALL) {
            rule(json, rule.name(), rule.documentation());
        }
        json.close(']').close('}').close('}');
    }

    private static void rule(Json json, String id, String description) throws IOException {
        json.open('{').field("id", id).key("shortDescription").open('{').field("text", description);
        json.close('}').close('}');
    }

    private static void result(Json json, Finding finding) throws IOException {
        json.open('{').field("ruleId", finding.rule()).field("level", finding.isError() ? "error" : "warning");
        json.key("message").open('{').field("text", finding.message() + " " + finding.remedy());
        json.close('}')
                .key("locations")
                .open('[')
                .open('{')
                .key("physicalLocation")
                .open('{');
        artifact(json, finding);
        json.key("region")
                .open('{')
                .field("startLine", finding.at().line())
                .field("startColumn", finding.at().column())
                .close('}');
        json.close('}').close('}').close(']');
        if (finding.fix() != null) {
            fix(json, finding, finding.fix());
        }
        json.close('}');
    }

    private static void artifact(Json json, Finding finding) throws IOException {
        json.key("artifactLocation").open('{').field("uri", uri(finding.path())).close('}');
    }

    private static void fix(Json json, Finding finding, Edit edit) throws IOException {
        json.key("fixes").open('[').open('{').key("description").open('{').field("text", finding.remedy());
        json.close('}').key("artifactChanges").open('[').open('{');
        artifact(json, finding);
        json.key("replacements").open('[').open('{').key("deletedRegion").open('{');
        json.field("startLine", edit.from().line())
                .field("startColumn", edit.from().column());
        json.field("endLine", edit.to().line()).field("endColumn", edit.to().column());
        json.close('}').key("insertedContent").open('{').field("text", edit.replacement());
        json.close('}').close('}').close(']').close('}').close(']').close('}').close(']');
    }

    /** A path as a URI reference: what is neither letter, digit nor one of {@code -._~/} is percent-encoded. */
    private static String uri(String path) {
        var out = new StringBuilder();
        for (var b : path.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return out.toString();
    }
}
