package treewarden.taxonomy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import treewarden.domain.Finding;
import treewarden.taxonomy.yaml.Limits;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.Refused;
import treewarden.taxonomy.yaml.YamlReader;

class MendingTest {
    private static final Path FILES = Path.of(System.getProperty("treewarden.shared", "absent"), "taxonomy", "files");

    private static final String OLD_KNOWLEDGE = """
            # Written in spring.
            created_by: grace
            domain: Astronomy
            task_description: What is known of Phoenix.
            seed_examples:
              - question: What is Ankaa?
                answer: A star.
            version: 2
            """;

    @Test
    void aSkillOfVersionTwoBecomesOneOfVersionThreeByItsNumberAlone() {
        assertThat(mended(Leaves.SKILL_PATH, Leaves.SKILL.replace("version: 3", "version: 2 # for now")))
                .isEqualTo(Leaves.SKILL.replace("version: 3", "version: 3 # for now"));
    }

    @Test
    void ofKnowledgeOfVersionTwoOnlyTheNamesChangeAndTheRestIsLeftToItsAuthor() {
        var mended = mended(Leaves.KNOWLEDGE_PATH, OLD_KNOWLEDGE);

        assertThat(mended)
                .isEqualTo(OLD_KNOWLEDGE
                        .replace("task_description", "document_outline")
                        .replace("version: 2", "version: 3"));
        assertThat(findings(validator(SchemaChoice.LATEST), Leaves.KNOWLEDGE_PATH, mended))
                .extracting(Finding::remedy)
                .anyMatch(remedy -> remedy.contains("three questions on it"))
                .anyMatch(remedy -> remedy.startsWith("Add \"document:\""));
    }

    @Test
    void whoBringsALeafIsItsCreatorWhereItNamesNone() {
        var around = new Surroundings(new Attribution.Unknown(), OtherLeaves.NONE, "1234");
        var file = leaf(Leaves.SKILL_PATH, Leaves.SKILL.replace("created_by: ada\n", ""));

        var mended = new Mending(validator(SchemaChoice.DECLARED)).mend(file, around);

        assertThat(new String(mended.bytes(), UTF_8))
                .startsWith("created_by: \"1234\"\nversion: 3\n")
                .contains("task_description");
        assertThat(mended.changes()).isOne();
    }

    @Test
    void aNameThatIsNoLoginIsNotWritten() {
        var around = new Surroundings(new Attribution.Unknown(), OtherLeaves.NONE, "x\nversion: 9");
        var file = leaf(Leaves.SKILL_PATH, Leaves.SKILL.replace("created_by: ada\n", ""));

        assertThat(new Mending(validator(SchemaChoice.DECLARED))
                        .mend(file, around)
                        .changes())
                .isZero();
    }

    @Test
    void windowsLineBreaksAllBecomeUnixOnes() {
        var windows = Leaves.SKILL.replace("ada\n", "ada  \n").replace("\n", "\r\n");

        assertThat(mended(Leaves.SKILL_PATH, windows)).isEqualTo(Leaves.SKILL);
    }

    @Test
    void windowsLineBreaksStayWhereTheyAreAllowed() {
        var windows = Leaves.SKILL
                .replace("ada\n", "ada  \n")
                .replace("version: 3\n", "")
                .replace("\n", "\r\n");
        var config = new ValidationConfig(
                SchemaChoice.LATEST,
                RuleSet.ALL,
                "{extends: relaxed, rules: {new-lines: {type: dos}}}",
                java.util.Map.of(),
                Limits.DEFAULT);

        var mended = new Mending(Validator.of(config)).mend(leaf(Leaves.SKILL_PATH, windows), Surroundings.UNKNOWN);

        assertThat(new String(mended.bytes(), UTF_8)).isEqualTo(Leaves.SKILL.replace("\n", "\r\n"));
    }

    @Test
    void aFileThatCannotBeReadIsLeftAlone() {
        var broken = Leaves.SKILL.replace("ada\n", "ada  \n") + "  - [\n";

        assertThat(mended(Leaves.SKILL_PATH, broken)).isEqualTo(broken);
    }

    @ParameterizedTest
    @EnumSource(SchemaChoice.class)
    void realFilesKeepWhatTheySayAndHaveNothingLeftThatAMachineCouldMend(SchemaChoice choice) throws Exception {
        assumeTrue(Files.isDirectory(FILES));
        var validator = validator(choice);
        var mending = new Mending(validator);
        var wrong = new ArrayList<String>();
        var touched = 0;
        var found = new LeafFiles(Limits.DEFAULT.bytes()).find(List.of(FILES.toString()));
        for (var each : found) {
            var file = new LeafFiles(Limits.DEFAULT.bytes()).read(each);
            var mended = mending.mend(file, Surroundings.UNKNOWN);
            touched += mended.changes() > 0 ? 1 : 0;
            var again = new LeafFile(file.path(), file.place(), mended.bytes());
            validator.check(again, Surroundings.UNKNOWN).findings().stream()
                    .filter(finding -> finding.fix() != null)
                    .forEach(finding -> wrong.add(finding.toString()));
            if (mending.mend(again, Surroundings.UNKNOWN).changes() > 0) {
                wrong.add(file.path() + " changes again");
            }
            if (!said(file.bytes()).equals(said(mended.bytes()))) {
                wrong.add(file.path() + " says something else");
            }
        }
        assertThat(found).hasSizeGreaterThan(400);
        assertThat(touched).isPositive();
        assertThat(wrong).isEmpty();
    }

    /** The texts and numbers of a file in their order, spacing aside; without what a migration writes. */
    private static List<String> said(byte[] bytes) {
        var texts = new ArrayList<String>();
        try {
            var root = new YamlReader(Limits.DEFAULT).read(bytes).root();
            if (root != null) {
                collect(root, texts);
            }
        } catch (Refused e) {
            texts.add(e.getMessage() + new String(bytes, UTF_8));
        }
        return texts;
    }

    private static void collect(Node node, List<String> texts) {
        if (node instanceof Node.Scalar scalar) {
            texts.add(scalar.text().strip().replaceAll("\\s+", " "));
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, texts));
        } else {
            for (var entry : ((Node.Mapping) node).entries()) {
                if (!entry.key().text().equals("version")) {
                    collect(entry.value(), texts);
                }
            }
        }
    }

    private static String mended(String path, String text) {
        var mended = new Mending(validator(SchemaChoice.LATEST)).mend(leaf(path, text), Surroundings.UNKNOWN);
        return new String(mended.bytes(), UTF_8);
    }

    private static List<Finding> findings(Validator validator, String path, String text) {
        return validator.check(leaf(path, text), Surroundings.UNKNOWN).findings();
    }

    private static LeafFile leaf(String path, String text) {
        return new LeafFile(path, text.getBytes(UTF_8));
    }

    private static Validator validator(SchemaChoice choice) {
        return Validator.of(ValidationConfig.defaults().withSchema(choice));
    }
}
