package treewarden.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Finding;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.domain.Position;
import treewarden.domain.Severity;
import treewarden.taxonomy.yaml.Limits;

class ValidatorTest {
    @Test
    void aGoodSkillIsCleanAndRead() {
        var checked = check(Leaves.SKILL_PATH, Leaves.SKILL);

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.version()).isEqualTo(3);
        assertThat(checked.leaf()).isInstanceOfSatisfying(Leaf.Skill.class, skill -> {
            assertThat(skill.path()).isEqualTo("compositional_skills/writing/explanations");
            assertThat(skill.createdBy()).isEqualTo("ada");
            assertThat(skill.kind()).isEqualTo(LeafKind.FREEFORM_SKILL);
            assertThat(skill.examples()).hasSize(5);
            assertThat(skill.examples().get(3).answer())
                    .isEqualTo("Rivers wash a little salt out of rocks.\n"
                            + "The sea keeps it when its water dries up into clouds.\n");
            assertThat(skill.examples().get(4).answer())
                    .isEqualTo("Drops of rain bend sunlight, each colour by another angle.");
        });
    }

    @Test
    void goodKnowledgeIsCleanAndRead() {
        var checked = check(Leaves.KNOWLEDGE_PATH, Leaves.KNOWLEDGE);

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.leaf()).isInstanceOfSatisfying(Leaf.Knowledge.class, knowledge -> {
            assertThat(knowledge.path()).isEqualTo("knowledge/science/astronomy/phoenix");
            assertThat(knowledge.document().patterns()).containsExactly("phoenix.md");
            assertThat(knowledge.examples())
                    .hasSize(5)
                    .allSatisfy(
                            example -> assertThat(example.questionsAndAnswers()).hasSize(3));
        });
    }

    @Test
    void aSkillWhoseExamplesHaveAContextIsGrounded() {
        var text = Leaves.SKILL.replace("  - question:", "  - context: Some text.\n    question:");

        assertThat(check(Leaves.SKILL_PATH, text).leaf()).extracting(Leaf::kind).isEqualTo(LeafKind.GROUNDED_SKILL);
    }

    @Test
    void skillsOfTheOlderVersionsAreRead() {
        assertThat(check(Leaves.SKILL_PATH, Leaves.SKILL.replace("version: 3\n", ""))
                        .leaf())
                .extracting(Leaf::version)
                .isEqualTo(1);
        assertThat(check(Leaves.SKILL_PATH, Leaves.SKILL.replace("version: 3", "version: 2"))
                        .leaf())
                .extracting(Leaf::version)
                .isEqualTo(2);
    }

    @Test
    void everythingThatIsWrongIsSaidAtItsPlaceInTheOrderOfTheFile() {
        var text = """
                version: 3
                creatd_by: ada
                task_description: ""
                seed_examples:
                  - question: Is it 12:30?
                    answer: no
                    answr: x
                  - question: 12:30
                    answer:\s
                  - question: |
                      A question.
                    answer: An answer.\s\s
                """;

        assertThat(golden(check(Leaves.SKILL_PATH, text))).isEqualTo("""
                        1:1 error schema  The key "created_by" is missing here. | Add "created_by:" with the GitHub user name of whoever wrote the leaf.
                        2:1 error schema /creatd_by The key "creatd_by" is not known here. | Did you mean "created_by"? | fix 2:1-2:10 "created_by"
                        3:19 error schema /task_description "task_description" is empty. | Write what the task is, in a sentence that tells a teacher model what to do.
                        5:3 error schema /seed_examples "seed_examples" has 3 items; at least 5 are needed. | Add 2 more, different from the others.
                        6:13 error schema /seed_examples/0/answer "answer" is "no", which YAML reads as a boolean (yes, no, true, on and the like); it should be text. | Put it in quotes, so that it is read as text. | fix 6:13-6:15 ""no""
                        7:5 error schema /seed_examples/0/answr The key "answr" is not known here. | Take it out. The keys here are context, question, answer.
                        8:15 error schema /seed_examples/1/question "question" is "12:30", which YAML reads as a whole number; it should be text. | Put it in quotes, so that it is read as text. | fix 8:15-8:20 ""12:30""
                        9:12 error lint  trailing spaces (trailing-spaces) | Take the spaces at the end of the line out. | fix 9:12-9:13 ""
                        9:12 error schema /seed_examples/1/answer "answer" is empty. | Write the answer that the model should give.
                        12:23 error lint  trailing spaces (trailing-spaces) | Take the spaces at the end of the line out. | fix 12:23-12:25 ""
                        """);
    }

    @Test
    void aMissingVersionIsReportedAtTheFileWithAFix() {
        var validator = Validator.of(ValidationConfig.defaults().withSchema(SchemaChoice.LATEST));
        var checked = validator.check(
                file(Leaves.SKILL_PATH, Leaves.SKILL.replace("version: 3\n", "")), Surroundings.UNKNOWN);

        assertThat(golden(checked)).isEqualTo("""
                        1:1 error schema  The key "version" is missing here. | Add "version:" with the version of the schema, a whole number. | fix 1:1-1:1 "version: 3
                        "
                        """);
    }

    @Test
    void aQuotedVersionIsReportedWithAFix() {
        var checked = check(Leaves.SKILL_PATH, Leaves.SKILL.replace("version: 3", "version: \"3\""));

        assertThat(golden(checked)).isEqualTo("""
                        1:10 error schema /version "version" is "3", which YAML reads as text; it should be a whole number. | Write the version of the schema, a whole number. | fix 1:10-1:13 "3"
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "0", "-1", "yes", ".inf", "99999999999999999999"})
    void aVersionWithoutASchemaIsOneError(String version) {
        var checked = check(Leaves.SKILL_PATH, Leaves.SKILL.replace("version: 3", "version: " + version));

        assertThat(checked.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("schema");
            assertThat(finding.at()).isEqualTo(new Position(1, 10));
            assertThat(finding.remedy()).isEqualTo("Write \"version: 3\".");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "2020-01-01", "x", ".nan", "[3]"})
    void aVersionThatIsNoNumberCountsAsOne(String version) {
        assertThat(check(Leaves.SKILL_PATH, Leaves.SKILL.replace("version: 3", "version: " + version))
                        .version())
                .isEqualTo(1);
    }

    @Test
    void threePointZeroIsVersionThree() {
        assertThat(check(Leaves.SKILL_PATH, Leaves.SKILL.replace("version: 3", "version: 3.0"))
                        .findings())
                .isEmpty();
    }

    @Test
    void deprecatedKnowledgeIsExactlyOneError() {
        var text = "version: 2\ncreated_by: 1\nwhat: ever  \n";

        assertThat(check(Leaves.KNOWLEDGE_PATH, text).findings())
                .extracting(Finding::rule, f -> f.at().line())
                .containsExactly(tuple("schema", 1), tuple("lint", 3));
    }

    @Test
    void anotherNameIsOneErrorAndNothingMore() {
        assertThat(check("knowledge/a/Qna.yaml", "[").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).isEqualTo("A leaf's file is named qna.yaml; \"Qna.yaml\" is not.");
                    assertThat(finding.rule()).isEqualTo("yaml");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "{}", "[]", "0", "0.0", "false", "''", "~", "---\n"})
    void anEmptyFileIsAWarningForTheReferenceAndAnErrorForUs(String text) {
        var reference = Validator.of(ValidationConfig.reference(SchemaChoice.DECLARED))
                .check(file(Leaves.SKILL_PATH, text), Surroundings.UNKNOWN);

        assertThat(reference.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(check(Leaves.SKILL_PATH, text).findings())
                .extracting(Finding::severity, Finding::message)
                .containsExactly(tuple(Severity.ERROR, "The file is empty."));
    }

    @Test
    void aListAtTheTopIsOneError() {
        assertThat(check(Leaves.SKILL_PATH, "- answer: x\n").findings())
                .extracting(Finding::message)
                .containsExactly("The file is a list at its top level, not keys with values.");
    }

    @Test
    void theFolderDecidesWhichSchemaAndTheContentsWhereNoneDoes() {
        assertThat(check("x/knowledge/y/compositional_skills/qna.yaml", Leaves.SKILL)
                        .errors())
                .isZero();
        assertThat(check("somewhere/qna.yaml", Leaves.KNOWLEDGE).errors()).isZero();
        assertThat(check("somewhere/qna.yaml", Leaves.SKILL).errors()).isZero();
        assertThat(check("foundational_skills/a/qna.yaml", Leaves.SKILL).errors())
                .isZero();
        assertThat(check("knowledge/a/qna.yaml", Leaves.SKILL).errors()).isPositive();
    }

    @Test
    void aFileThatStandsElsewhereThanItsPathSaysIsPlacedByWhereItStands() {
        var file = new LeafFile("qna.yaml", "/home/ada/" + Leaves.KNOWLEDGE_PATH, Leaves.bytes(Leaves.KNOWLEDGE));

        var checked = Validator.of(ValidationConfig.defaults()).check(file, Surroundings.UNKNOWN);

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.path()).isEqualTo("qna.yaml");
        assertThat(checked.leaf()).extracting(Leaf::path).isEqualTo("knowledge/science/astronomy/phoenix");
    }

    @Test
    void aRepeatedKeyIsAnErrorEvenForTheReference() {
        var text = Leaves.SKILL + "version: 3\n";
        var checked = Validator.of(ValidationConfig.reference(SchemaChoice.DECLARED))
                .check(file(Leaves.SKILL_PATH, text), Surroundings.UNKNOWN);

        assertThat(checked.findings()).extracting(Finding::rule).containsExactly("yaml");
        assertThat(checked.leaf()).isNull();
    }

    @Test
    void aByteOrderMarkIsAWarningAndGoesWithTheFix() {
        var bytes = Leaves.bytes("\uFEFF" + Leaves.SKILL);
        var checked = Validator.of(ValidationConfig.defaults())
                .check(new LeafFile(Leaves.SKILL_PATH, bytes), Surroundings.UNKNOWN);

        assertThat(checked.findings())
                .extracting(Finding::message)
                .containsExactly("The file begins with a byte order mark.");
        assertThat(checked.leaf()).isNotNull();
        assertThat(Fixes.apply(bytes, checked.findings()).bytes()).isEqualTo(Leaves.bytes(Leaves.SKILL));
    }

    @Test
    void limitsCanBeConfigured() {
        var strict = new ValidationConfig(
                SchemaChoice.DECLARED, RuleSet.ALL, null, Map.of(), new Limits(100, 20, 16_000, 512 << 10));

        assertThat(Validator.of(strict)
                        .check(file(Leaves.SKILL_PATH, Leaves.SKILL), Surroundings.UNKNOWN)
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("the limit \"bytes\" is 100"));
    }

    @Test
    void aRuleThatDoesNotExistIsRefusedByName() {
        var config = ValidationConfig.defaults().withSetting("placment", RuleSetting.OFF);

        assertThatThrownBy(() -> Validator.of(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no rule placment. The rules that can be set are attribution,");
    }

    @Test
    void aRuleCanBeSwitchedOffAndItsWeightChanged() {
        var path = "compositional_skills/Writing/qna.yaml";
        assertThat(check(path, Leaves.SKILL).findings())
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple("placement", Severity.WARNING));

        assertThat(checkWith("placement", RuleSetting.OFF, path).findings()).isEmpty();
        assertThat(checkWith("placement", RuleSetting.ERROR, path).errors()).isOne();
        assertThat(checkWith("placement", RuleSetting.ERROR, path).leaf()).isNull();
    }

    @Test
    void tenThousandProblemsOfOneKindAreCountedNotListed() {
        var text = "version: 3\nx: |\n" + "  y  \n".repeat(10_000);

        var lint = check(Leaves.SKILL_PATH, text).findings().stream()
                .filter(finding -> finding.rule().equals("lint"))
                .toList();

        assertThat(lint).hasSize(1001);
        assertThat(lint.get(1000).message()).isEqualTo("From here on there are 9000 more problems of this kind.");
    }

    private static CheckedLeaf checkWith(String rule, RuleSetting setting, String path) {
        return Validator.of(ValidationConfig.defaults().withSetting(rule, setting))
                .check(file(path, Leaves.SKILL), Surroundings.UNKNOWN);
    }

    private static CheckedLeaf check(String path, String text) {
        return Validator.of(ValidationConfig.defaults()).check(file(path, text), Surroundings.UNKNOWN);
    }

    private static LeafFile file(String path, String text) {
        return new LeafFile(path, Leaves.bytes(text));
    }

    private static String golden(CheckedLeaf checked) {
        var out = new StringBuilder();
        for (var finding : checked.findings()) {
            out.append(place(finding.at()))
                    .append(' ')
                    .append(finding.severity().name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(finding.rule())
                    .append(' ')
                    .append(finding.pointer())
                    .append(' ')
                    .append(String.join(" | ", List.of(finding.message(), finding.remedy())));
            if (finding.fix() != null) {
                var fix = finding.fix();
                out.append(" | fix ").append(place(fix.from())).append('-').append(place(fix.to()));
                out.append(" \"").append(fix.replacement()).append('"');
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String place(Position at) {
        return at.line() + ":" + at.column();
    }
}
