package treewarden.taxonomy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Edit;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Severity;
import treewarden.taxonomy.Leaves;

/** What people and programs read. */
class ReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "knowledge/a/qna.yaml";

    @Test
    void textShowsTheLineWithACaretAndWhatToDo() throws IOException {
        var leaf = leaf(
                finding(
                        "schema",
                        Severity.ERROR,
                        2,
                        9,
                        "/domain",
                        "\"domain\" is empty.",
                        "Write the subject area.",
                        null),
                finding("personal-data", Severity.WARNING, 1, 1, "", "Look here.", "Take it out.", null));

        assertThat(text(new TextFormat(TextFormat.Style.PLAIN), leaf, "version: 3\ndomain: ''\n"))
                .isEqualTo("""
                        knowledge/a/qna.yaml:2:9: error: "domain" is empty. [schema]
                            domain: ''
                                    ^
                            Write the subject area.
                        knowledge/a/qna.yaml:1:1: warning: Look here. [personal-data]
                            version: 3
                            ^
                            Take it out.
                        1 file checked: 1 error, 1 warning.
                        """);
    }

    @Test
    void textSaysNothingOfAGoodFileButCountsIt() throws IOException {
        assertThat(text(new TextFormat(TextFormat.Style.PLAIN), leaf(), ""))
                .isEqualTo("1 file checked: nothing to change.\n");
    }

    @Test
    void textShowsALongLineAroundItsPlaceAndNoControlCharacters() throws IOException {
        var line = "a".repeat(150) + "\u001b[31m" + "b".repeat(300);
        var leaf = leaf(finding("x", Severity.ERROR, 1, 151, "", "Bad\u001b[2J.", "Mend it.", null));

        assertThat(text(new TextFormat(TextFormat.Style.PLAIN), leaf, line))
                .isEqualTo("knowledge/a/qna.yaml:1:151: error: Bad\\u{1b}[2J. [x]\n    ..."
                        + "a".repeat(75) + "\\u{1b}[31m" + "b".repeat(20) + "...\n    " + " ".repeat(78)
                        + "^\n    Mend it.\n1 file checked: 1 error, 0 warnings.\n");
    }

    @Test
    void textIsColouredWhereThatIsWanted() throws IOException {
        var leaf = leaf(finding("x", Severity.ERROR, 1, 1, "", "Bad.", "Mend it.", null));

        assertThat(text(new TextFormat(TextFormat.Style.COLOURED), leaf, ""))
                .startsWith("knowledge/a/qna.yaml:1:1: \u001b[31merror\u001b[0m: Bad. [x]\n");
    }

    @Test
    void jsonIsOneObjectALine() throws IOException {
        var leaf = leaf(
                finding("schema", Severity.ERROR, 3, 9, "/domain", "Say \"so\".\n", "Do it.", null),
                finding("lint", Severity.WARNING, 4, 2, "", "x", "y", new Edit(Position.START, Position.START, "")));

        assertThat(text(new JsonFormat(), leaf, ""))
                .isEqualTo("{\"path\":\"knowledge/a/qna.yaml\",\"version\":3,\"errors\":1,\"warnings\":1,\"findings\":["
                        + "{\"rule\":\"schema\",\"severity\":\"error\",\"line\":3,\"column\":9,\"pointer\":\"/domain\","
                        + "\"message\":\"Say \\\"so\\\".\\n\",\"remedy\":\"Do it.\"},"
                        + "{\"rule\":\"lint\",\"severity\":\"warning\",\"line\":4,\"column\":2,\"pointer\":\"\","
                        + "\"message\":\"x\",\"remedy\":\"y\",\"fix\":\"\"}]}\n");
    }

    @Test
    void jsonNamesTheFileBesideWhereAFindingIsAboutIt() throws IOException {
        var beside = new Finding(
                "licence", Severity.WARNING, "knowledge/a/attribution.txt", Position.START, "", "m", "r", null);

        var finding = JSON.readTree(text(new JsonFormat(), leaf(beside), ""))
                .get("findings")
                .get(0);

        assertThat(finding.get("path").asText()).isEqualTo("knowledge/a/attribution.txt");
    }

    @Property(tries = 200)
    void jsonHoldsAnyText(@ForAll String message) throws IOException {
        var written = text(new JsonFormat(), leaf(finding("x", Severity.ERROR, 1, 1, "", message, "", null)), "");

        assertThat(written.indexOf('\n')).isEqualTo(written.length() - 1);
        assertThat(JSON.readTree(written).get("findings").get(0).get("message").asText())
                .isEqualTo(message);
    }

    @Test
    void gitHubCommandsCannotBeForged() throws IOException {
        var evil = new Finding(
                "schema",
                Severity.ERROR,
                "knowledge/a,b:c/qna.yaml",
                new Position(2, 3),
                "",
                "x\n::add-mask::y 100%",
                "Mend it.",
                null);

        assertThat(text(new GitHubFormat(), leaf(evil), ""))
                .isEqualTo("::error file=knowledge/a%2Cb%3Ac/qna.yaml,line=2,col=3,title=schema::"
                        + "x%0A::add-mask::y 100%25 Mend it.\n1 file checked: 1 error, 0 warnings.\n");
    }

    @Test
    void sarifIsOneDocumentWithRulesResultsAndFixes() throws IOException {
        var leaf = leaf(finding(
                "lint",
                Severity.ERROR,
                2,
                4,
                "",
                "trailing spaces",
                "Take them out.",
                new Edit(new Position(2, 4), new Position(2, 6), "")));

        var run = JSON.readTree(text(new SarifFormat(), leaf, "")).get("runs").get(0);

        assertThat(run.at("/tool/driver/rules").findValuesAsText("id")).contains("yaml", "lint", "schema", "licence");
        JsonNode result = run.get("results").get(0);
        assertThat(result.toString())
                .isEqualTo(
                        "{\"ruleId\":\"lint\",\"level\":\"error\",\"message\":{\"text\":\"trailing spaces Take them out.\"},"
                                + "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"knowledge/a/qna.yaml\"},"
                                + "\"region\":{\"startLine\":2,\"startColumn\":4}}}],"
                                + "\"fixes\":[{\"description\":{\"text\":\"Take them out.\"},\"artifactChanges\":[{\"artifactLocation\":"
                                + "{\"uri\":\"knowledge/a/qna.yaml\"},\"replacements\":[{\"deletedRegion\":{\"startLine\":2,\"startColumn\":4,"
                                + "\"endLine\":2,\"endColumn\":6},\"insertedContent\":{\"text\":\"\"}}]}]}]}");
    }

    private static String text(FindingsFormat format, CheckedLeaf leaf, String source) throws IOException {
        var out = new StringBuilder();
        format.write(leaf, Optional.of(Leaves.bytes(source)), out);
        format.end(Summary.NOTHING.plus(leaf), out);
        return out.toString();
    }

    private static CheckedLeaf leaf(Finding... findings) {
        return new CheckedLeaf(PATH, 3, List.of(findings), null);
    }

    private static Finding finding(
            String rule,
            Severity severity,
            int line,
            int column,
            String pointer,
            String message,
            String remedy,
            @Nullable Edit fix) {
        return new Finding(rule, severity, PATH, new Position(line, column), pointer, message, remedy, fix);
    }
}
