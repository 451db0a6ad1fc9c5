package treewarden.sdg.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.DocumentSource;
import treewarden.domain.Funnel;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sdg.data.LeafOutcome;

/** A run as a whole, from leaves to files, with a teacher that is well. */
class GenerateDataTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Runs runs;

    @BeforeEach
    void start() {
        runs = new Runs(folder);
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    private InputLeaf sheepfold() {
        return Inputs.knowledge(
                "sheepfold",
                runs.repository("sheepfold", Map.of("docs/sheepfold.md", DocumentRepository.text("sheepfold")))
                        .source("docs/*.md"));
    }

    private List<JsonNode> rows(String out, String file) throws IOException {
        var rows = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(runs.out(out).resolve(file))) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private JsonNode report(String out) throws IOException {
        return JSON.readTree(runs.out(out).resolve("report.json").toFile());
    }

    @Test
    void aSkillAndSomeKnowledgeBecomeTheFilesThatTrainersRead() throws IOException {
        var report = runs.run("out", Inputs.skill("anchor"), sheepfold());

        assertThat(report.kept()).isPositive();
        assertThat(report.empty()).isEmpty();
        assertThat(report.found()).isZero();
        assertThat(report.spent().requests()).isEqualTo(runs.asked());
        assertThat(runs.files("out"))
                .containsKeys(
                        "README.md",
                        "funnel.svg",
                        "report.json",
                        "skills_train_msgs_data.jsonl",
                        "knowledge_train_msgs_data.jsonl",
                        "skills_recipe_data.yaml",
                        "knowledge_recipe_data.yaml",
                        "train_data.jsonl",
                        "messages_data.jsonl",
                        "test_data.jsonl",
                        "node_datasets_data/knowledge_nature_sheepfold_p07.jsonl",
                        "node_datasets_data/knowledge_nature_sheepfold_p10.jsonl",
                        "node_datasets_data/mmlubench_knowledge_nature_sheepfold.jsonl",
                        "node_datasets_data/knowledge_nature_sheepfold_task.yaml",
                        "node_datasets_data/compositional_skills_writing_anchor.jsonl",
                        "generated/knowledge_nature_sheepfold.jsonl",
                        "rejected/compositional_skills_writing_anchor.jsonl");
        assertThat(rows("out", "skills_train_msgs_data.jsonl"))
                .isNotEmpty()
                .allSatisfy(GenerateDataTest::isAConversation);
        assertThat(rows("out", "knowledge_train_msgs_data.jsonl"))
                .isNotEmpty()
                .allSatisfy(GenerateDataTest::isAConversation);
        assertThat(report.files().rows())
                .isEqualTo(rows("out", "skills_train_msgs_data.jsonl").size()
                        + rows("out", "knowledge_train_msgs_data.jsonl").size());
    }

    private static void isAConversation(JsonNode row) {
        assertThat(row.path("messages")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(row.path("messages"))
                .allSatisfy(
                        message -> assertThat(message.path("content").asText()).isNotBlank());
    }

    @Test
    void eachRowSaysWhereItComesFrom() throws IOException {
        runs.run("out", Inputs.skill("anchor"), sheepfold());

        assertThat(rows("out", "generated/compositional_skills_writing_anchor.jsonl"))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.path("origin").path("leaf").asText())
                            .isEqualTo("compositional_skills/writing/anchor");
                    assertThat(row.path("origin").path("example").asInt()).isBetween(0, 4);
                });
        assertThat(rows("out", "generated/knowledge_nature_sheepfold.jsonl"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("origin")
                                .path("passage")
                                .path("document")
                                .asText())
                        .isEqualTo("docs/sheepfold.md"));
        assertThat(rows("out", "node_datasets_data/compositional_skills_writing_anchor.jsonl"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("metadata").asText())
                        .contains("compositional_skills/writing/anchor", "c".repeat(40), "#12", "stand-in-teacher"));
        assertThat(rows("out", "node_datasets_data/knowledge_nature_sheepfold_p07.jsonl"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("metadata").asText()).contains("docs/sheepfold.md"));
    }

    @Test
    void eachLeafHasItsFunnelFromTheFirstBlockToTheLastCheck() throws IOException {
        var report = runs.run("out", Inputs.skill("anchor"), sheepfold());

        assertThat(report.leaves())
                .extracting(LeafOutcome::leaf)
                .containsExactly("compositional_skills/writing/anchor", "knowledge/nature/sheepfold");
        assertThat(report.leaves()).allSatisfy(leaf -> {
            var steps = leaf.funnel().steps();
            assertThat(steps.subList(steps.size() - 2, steps.size()))
                    .extracting(Funnel.Step::words)
                    .containsExactly("sound", "distinct");
            assertThat(leaf.funnel().inOneLine())
                    .contains(" questions", " distinct")
                    .doesNotContain("after ");
            assertThat(leaf.funnel().made())
                    .isGreaterThanOrEqualTo(leaf.funnel().kept());
        });
        var written = report("out").path("leaves").get(1).path("funnel");
        assertThat(written.findValuesAsText("block"))
                .contains("duplicate_document_col", "gen_spellcheck", "gen_knowledge");
        assertThat(Files.readString(runs.out("out").resolve("README.md")))
                .contains("knowledge/nature/sheepfold", "sound", "distinct")
                .doesNotContain("after duplicate", "after gen");
    }

    @Test
    void aSecondRunAsksNothingAndWritesTheSameBytes() {
        var leaves = new InputLeaf[] {Inputs.skill("anchor"), sheepfold()};
        runs.run("out", leaves);
        var first = runs.files("out");
        runs.asked();

        var again = runs.run("out", leaves);
        var other = runs.run("other", leaves);

        assertThat(runs.asked()).isZero();
        assertThat(again.found()).isEqualTo(again.parts()).isEqualTo(3);
        assertThat(again.spent().requests()).isZero();
        assertThat(runs.files("out")).isEqualTo(first);
        assertThat(runs.files("other")).isEqualTo(first);
        assertThat(other.kept()).isEqualTo(again.kept());
    }

    @Test
    void anotherMachineThatAsksAnewWritesTheSameBytes() {
        var leaves = new InputLeaf[] {sheepfold(), Inputs.skill("anchor")};
        runs.run("out", leaves);
        int asked = runs.asked();

        runs.elsewhere().run("other", leaves[1], leaves[0]);

        assertThat(runs.asked()).isEqualTo(asked).isPositive();
        assertThat(runs.files("other")).isEqualTo(runs.files("out"));
    }

    @Test
    void onlyTheLeafThatChangedIsAskedAbout() {
        runs.run("out", Inputs.skill("anchor"), Inputs.skill("lantern"), sheepfold());
        runs.asked();

        var changed = Inputs.skill("lantern", "Explain in two sentences what people do with a lantern.");
        var report = runs.run("out", Inputs.skill("anchor"), changed, sheepfold());

        assertThat(report.found()).isEqualTo(3);
        assertThat(runs.teacher().asked())
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.prompt()).doesNotContain("anchor", "sheepfold"))
                .anySatisfy(asked -> assertThat(asked.prompt()).contains("what people do with a lantern"));
        assertThat(report.spent().requests()).isEqualTo(runs.asked());
    }

    @Test
    void aLeafThatIsGoneIsGoneFromTheFiles() {
        runs.run("out", Inputs.skill("anchor"), Inputs.skill("lantern"));
        runs.run("alone", Inputs.skill("anchor"));
        runs.asked();

        runs.run("out", Inputs.skill("anchor"));

        assertThat(runs.asked()).isZero();
        assertThat(runs.files("out")).isEqualTo(runs.files("alone"));
    }

    @Test
    void theEstimateIsNearWhatTheRunTakes() {
        var leaves = new InputLeaf[] {Inputs.skill("anchor"), sheepfold()};

        var expected = runs.estimate("out", leaves);
        assertThat(runs.asked()).isZero();
        assertThat(runs.out("out")).doesNotExist();
        runs.run("out", leaves);

        assertThat(expected.parts()).isEqualTo(3);
        assertThat(expected.found()).isZero();
        double factor = (double) expected.estimate().requests() / runs.asked();
        assertThat(factor).isBetween(1 / 1.5, 1.5);
        var after = runs.estimate("out", leaves);
        assertThat(after.found()).isEqualTo(3);
        assertThat(after.estimate().requests()).isZero();
    }

    @Test
    void whatWasSampledWithOtherPipelinesIsNotTaken() {
        runs.through("simple").run("out", Inputs.skill("anchor"));
        runs.asked();

        var report = runs.through("full").run("out", Inputs.skill("anchor"));

        assertThat(report.found()).isZero();
        assertThat(runs.asked()).isPositive();
    }

    @Test
    void aDocumentThatCannotBeReadIsNamedAndTheOthersAreUsed() throws IOException {
        var repository = runs.repository(
                "mill",
                Map.of(
                        "mill.md", DocumentRepository.text("mill"),
                        "plan.pdf", Change.write("%PDF-1.7 and then nothing that a PDF holds")));

        var report = runs.run("out", Inputs.knowledge("mill", repository.source("*.md", "*.pdf")));

        assertThat(report.empty()).isEmpty();
        assertThat(report.leaves().get(0).documents())
                .satisfiesExactly(text -> assertThat(text.trouble()).isNull(), pdf -> {
                    assertThat(pdf.path()).isEqualTo("plan.pdf");
                    assertThat(pdf.trouble()).isNotBlank();
                });
        assertThat(report("out").path("leaves").get(0).path("documents").toString())
                .contains("plan.pdf", "trouble");
    }

    @Test
    void aRepositoryThatIsGoneIsToldAndTheOtherLeavesGoOn() {
        var repository = runs.repository("mill", Map.of("mill.md", DocumentRepository.text("mill")));
        var unknown = new DocumentSource(repository.url(), "ab".repeat(20), List.of("mill.md"));
        var elsewhere = new DocumentSource("https://example.org/x", "ab".repeat(20), List.of("x.md"));

        var report = runs.run(
                "out",
                Inputs.skill("anchor"),
                Inputs.knowledge("weir", unknown),
                Inputs.knowledge("xylem", elsewhere),
                Inputs.knowledge("mill", repository.source("mill.md")));

        assertThat(report.empty())
                .satisfiesExactly(
                        weir -> assertThat(weir.problem()).contains("document.commit", "ab".repeat(20)),
                        xylem -> assertThat(xylem.problem()).contains("document.repo", "example.org"));
        assertThat(report.kept()).isPositive();
        assertThat(runs.estimate("out", Inputs.knowledge("xylem", elsewhere)).troubles())
                .singleElement()
                .asString()
                .contains("knowledge/nature/xylem", "example.org");
    }

    @Test
    void aLeafThatYieldsNothingSaysWhyWithThreeExamples() throws IOException {
        runs.teacher().faults().always("POST", Runs.COMPLETIONS, TeacherFaults.withoutTags());

        var report = runs.run("out", Inputs.skill("anchor"));

        assertThat(report.empty()).singleElement().satisfies(leaf -> {
            assertThat(leaf.problem()).isNotBlank();
            assertThat(leaf.notes().stream().filter(note -> note.startsWith("rejected by ")))
                    .hasSize(3)
                    .doesNotHaveDuplicates()
                    .allSatisfy(note -> assertThat(note).contains("Who looks after the anchor"));
            assertThat(leaf.funnel().kept()).isZero();
        });
        assertThat(report("out").path("leaves").get(0).path("problem").asText())
                .isEqualTo(report.empty().get(0).problem());
        assertThat(Files.readString(runs.out("out").resolve("README.md")))
                .contains("compositional_skills/writing/anchor");
    }
}
