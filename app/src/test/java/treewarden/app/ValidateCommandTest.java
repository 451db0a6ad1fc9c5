package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir
    Path folder;

    /** Writes a leaf; the path of its {@code qna.yaml}. */
    private Path leaf(String topic, String qna) throws IOException {
        var leaf = folder.resolve(Leaves.folder(topic));
        Files.createDirectories(leaf);
        Files.writeString(leaf.resolve("attribution.txt"), Leaves.ATTRIBUTION);
        return Files.writeString(leaf.resolve("qna.yaml"), qna);
    }

    private Path good() throws IOException {
        return leaf("anchor", Leaves.skill("anchor"));
    }

    /** Without its author, and with spaces at the end of the third line. */
    private Path bad() throws IOException {
        return leaf(
                "bellows",
                Leaves.skill("bellows").replace("created_by: ada\n", "").replace("sentence.\n", "sentence.  \n"));
    }

    @Test
    void whatIsCleanEndsWithZero() throws IOException {
        var ran = Ran.treewarden("validate", good());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("1 file checked: nothing to change.\n");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void whatIsNotCleanEndsWithOneAndNamesThePlace() throws IOException {
        var file = bad();

        var ran = Ran.treewarden("validate", good(), file);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains(file.toString(), "2:", "trailing spaces", "\"created_by\" is missing", "2 errors");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void asJsonEachFileIsALineWithThePathAsItWasGiven() throws IOException {
        good();
        var file = bad();

        var ran = Ran.treewarden("validate", "--format", "json", folder);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out().lines())
                .hasSize(2)
                .map(ValidateCommandTest::json)
                .satisfiesExactly(
                        first -> {
                            assertThat(first.path("path").asText()).endsWith("anchor/qna.yaml");
                            assertThat(first.path("version").asInt()).isEqualTo(3);
                            assertThat(first.path("errors").asInt()).isZero();
                        },
                        second -> {
                            assertThat(second.path("path").asText()).isEqualTo(file.toString());
                            assertThat(second.path("errors").asInt()).isEqualTo(2);
                            assertThat(second.path("findings"))
                                    .anySatisfy(finding -> {
                                        assertThat(finding.path("rule").asText())
                                                .isEqualTo("lint");
                                        assertThat(finding.path("severity").asText())
                                                .isEqualTo("error");
                                        assertThat(finding.path("line").asInt()).isEqualTo(2);
                                        assertThat(finding.path("column").asInt())
                                                .isPositive();
                                    })
                                    .anySatisfy(finding -> {
                                        assertThat(finding.path("rule").asText())
                                                .isEqualTo("schema");
                                        assertThat(finding.path("message").asText())
                                                .contains("created_by");
                                    });
                        });
    }

    @Test
    void whatIsNoYamlHasAFindingOfThatRule() throws IOException {
        var file = leaf("dowel", "version: 3\nseed_examples: [ {\n");

        var ran = Ran.treewarden("validate", "--format", "json", "--rules", "reference", file);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(json(ran.out()).path("errors").asInt()).isPositive();
        assertThat(json(ran.out()).path("findings"))
                .anyMatch(finding -> finding.path("rule").asText().equals("yaml"));
    }

    @Test
    void forAWorkflowEachFindingIsAnAnnotation() throws IOException {
        var file = bad();

        var ran = Ran.treewarden("validate", "--format", "github", file);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out().lines().filter(line -> line.startsWith("::error ")))
                .hasSize(2)
                .allMatch(line -> line.contains("file=" + file))
                .anyMatch(line -> line.contains("line=2"));
    }

    @Test
    void asSarifTheResultsNameTheirRules() throws IOException {
        var ran = Ran.treewarden("validate", "--format", "sarif", bad());

        var sarif = json(ran.out());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
        assertThat(sarif.at("/runs/0/results"))
                .extracting(result -> result.path("ruleId").asText())
                .contains("lint", "schema");
    }

    @Test
    void rulesBeyondTheReferenceCanBeLeftOut() throws IOException {
        var file = leaf("Anchor", Leaves.skill("anchor"));

        assertThat(Ran.treewarden("validate", "--format", "json", file).out()).contains("\"placement\"");
        assertThat(Ran.treewarden("validate", "--format", "json", "--rules", "reference", file)
                        .out())
                .doesNotContain("\"placement\"");
    }

    @Test
    void anOldFileIsHeldToTheNewestSchemaOnRequest() throws IOException {
        var file = leaf("anchor", Leaves.skill("anchor").replace("version: 3", "version: 2"));

        assertThat(json(Ran.treewarden("validate", "--format", "json", file).out())
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(Ran.treewarden("validate", "--format", "json", "--schema", "latest", file)
                                .out())
                        .path("version")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void fixMendsWhatItCanAndKeepsTheRest() throws IOException {
        var file = bad();

        var ran = Ran.treewarden("validate", "--fix", file);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err().lines())
                .containsExactly("mended " + file + ": 1 change", "1 finding is left, which only a person can mend");
        assertThat(ran.out()).contains("\"created_by\" is missing").doesNotContain("trailing spaces");
        assertThat(file).hasContent(Leaves.skill("bellows").replace("created_by: ada\n", ""));

        assertThat(Ran.treewarden("validate", "--fix", file).err()).isEmpty();
    }

    @Test
    void fixOfTheLatestSchemaMigratesAndIsDoneAfterOnce() throws IOException {
        var file = good();
        Files.writeString(file, Leaves.skill("anchor").replace("version: 3", "version: 2  # as of spring"));

        assertThat(Ran.treewarden("validate", "--fix", file).err()).isEmpty();
        var ran = Ran.treewarden("validate", "--fix", "--schema", "latest", file);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().lines()).containsExactly("mended " + file + ": 1 change", "nothing is left to mend");
        assertThat(file).hasContent(Leaves.skill("anchor").replace("version: 3", "version: 3  # as of spring"));
        assertThat(Ran.treewarden("validate", "--fix", "--schema", "latest", file)
                        .err())
                .isEmpty();
        try (var beside = Files.list(Objects.requireNonNull(file.getParent()))) {
            assertThat(beside.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("qna.yaml", "attribution.txt");
        }
    }

    @Test
    void fixKeepsItsHandsOffAFileThatCannotBeRead() throws IOException {
        var file = good();
        var broken = "version: 3  \ncreated_by: [ada\n";
        Files.writeString(file, broken);

        var ran = Ran.treewarden("validate", "--fix", file);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        assertThat(file).hasContent(broken);
    }

    @Test
    void fixLeavesAFileThatIsCleanAlone() throws IOException {
        var file = good();
        var before = Files.getLastModifiedTime(file);

        assertThat(Ran.treewarden("validate", "--fix", file).exitCode()).isZero();

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(file).hasContent(Leaves.skill("anchor"));
    }

    @Test
    void anUnknownPathIsWrongUsage() {
        var missing = folder.resolve("missing");

        var ran = Ran.treewarden("validate", missing);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith("treewarden: ")
                .contains(missing.toString())
                .hasLineCount(1);
    }

    @Test
    void aLintConfigurationOfOnesOwnCounts() throws IOException {
        var config = Files.writeString(folder.resolve("lint.yaml"), "rules:\n  trailing-spaces: disable\n");

        assertThat(Ran.treewarden("validate", "--lint-config", config, bad()).out())
                .doesNotContain("trailing spaces");
    }

    @Test
    void aBrokenOrMissingLintConfigurationIsWrongUsage() throws IOException {
        var broken = Files.writeString(folder.resolve("lint.yaml"), "rules:\n  no-such-rule: enable\n");
        var missing = folder.resolve("missing.yaml");

        for (var config : new Path[] {broken, missing}) {
            var ran = Ran.treewarden("validate", "--lint-config", config, good());

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .startsWith("treewarden: ")
                    .contains(config.toString())
                    .hasLineCount(1);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("this is not JSON: " + text, e);
        }
    }
}
