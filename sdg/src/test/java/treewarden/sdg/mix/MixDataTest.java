package treewarden.sdg.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.sdg.mix.MixHarness.HAIKU;
import static treewarden.sdg.mix.MixHarness.SEALS;
import static treewarden.sdg.mix.MixHarness.asked;
import static treewarden.sdg.mix.MixHarness.contents;
import static treewarden.sdg.mix.MixHarness.metadata;
import static treewarden.sdg.mix.MixHarness.read;
import static treewarden.sdg.mix.MixHarness.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixDataTest {
    @TempDir
    Path folder;

    private Path out;
    private MixHarness rows;

    @BeforeEach
    void folders() throws IOException {
        out = folder.resolve("out");
        rows = new MixHarness(Files.createDirectory(folder.resolve("rows")));
    }

    private MixReport mix(MixLeaf... leaves) {
        return new MixData(MixHarness.settings()).mix(List.of(leaves), out);
    }

    @Test
    void writesTheFilesThatTheInstructlabToolsReadUnderTheirNames() {
        var report = mix(rows.skill(HAIKU, 3), rows.knowledge(SEALS, 6));
        assertThat(contents(out))
                .containsOnlyKeys(
                        "README.md",
                        "funnel.svg",
                        "knowledge_recipe_run1.yaml",
                        "knowledge_train_msgs_run1.jsonl",
                        "messages_run1.jsonl",
                        "node_datasets_run1/compositional_skills_writing_haiku.jsonl",
                        "node_datasets_run1/knowledge_animals_seals_p07.jsonl",
                        "node_datasets_run1/knowledge_animals_seals_p10.jsonl",
                        "report.json",
                        "skills_recipe_run1.yaml",
                        "skills_train_msgs_run1.jsonl",
                        "test_run1.jsonl",
                        "train_run1.jsonl");
        // 24 questions and 6 corrected documents; and those again with a question after several documents for each.
        assertThat(read(out.resolve("knowledge_train_msgs_run1.jsonl"))).hasSize(24 + 6);
        assertThat(read(out.resolve("skills_train_msgs_run1.jsonl"))).hasSize(3 + 24 + 24 + 6);
        assertThat(report.rows()).isEqualTo(30 + 57);
        assertThat(report.leaves())
                .extracting(leaf -> leaf.leaf() + " " + leaf.rows() + " " + leaf.rejected())
                .containsExactly(HAIKU + " 3 {eval_questions=1}", SEALS + " 24 {eval_questions=1}");
    }

    @Test
    void aSkillRowIsWhatThePipelineMadeWithItsMessages() throws IOException {
        mix(rows.skill(HAIKU, List.of(asked(HAIKU, "About rain?", " Rain\n"))));
        var id = asked(HAIKU, "About rain?", " Rain\n").id();
        assertThat(Files.readString(out.resolve("node_datasets_run1/compositional_skills_writing_haiku.jsonl")))
                .startsWith("{\"task_description\":\"Write a haiku on a given topic.\",\"question\":\"About rain?\","
                        + "\"response\":\" Rain\\n\",\"id\":\"" + id + "\",\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"" + SystemPrompts.NEUTRAL + "\"},"
                        + "{\"role\":\"user\",\"content\":\"About rain?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Rain\"}],\"metadata\":\"{")
                .endsWith("\"unmask\":false}\n");
        var mixed = read(out.resolve("skills_train_msgs_run1.jsonl")).get(0);
        assertThat(mixed.fieldNames()).toIterable().containsExactly("id", "messages", "metadata", "unmask");
        assertThat(mixed.get("id").asText()).isEqualTo(id);
        assertThat(mixed.get("metadata").isTextual()).isTrue();
        assertThat(metadata(mixed).get("question").asText()).isEqualTo("About rain?");
        var provenance = metadata(mixed).get("provenance");
        assertThat(provenance.toString())
                .startsWith("{\"leaf\":\"" + HAIKU + "\"")
                .contains("\"commit\":\"" + "c".repeat(40) + "\"")
                .contains("\"pull_request\":\"#12\"")
                .contains("\"teacher\":\"mixtral\"")
                .contains("\"seed_example\":1")
                .contains("\"row\":\"" + id + "\"")
                .contains("\"score\":3.0,\"best_score\":3.0");
    }

    @Test
    void phase07LearnsTheDocument() {
        mix(rows.knowledge(SEALS, 1));
        var p07 = read(out.resolve("node_datasets_run1/knowledge_animals_seals_p07.jsonl"));
        var question = p07.get(0);
        assertThat(said(question, "user")).isEqualTo("Seals of bay 0 eat fish.\n\nWhat do seals of bay 0 eat, 0?");
        assertThat(said(question, "assistant")).isEqualTo("Fish.");
        assertThat(question.get("unmask").asBoolean()).isTrue();
        assertThat(metadata(question).fieldNames())
                .toIterable()
                .containsExactly("sdg_document", "domain", "dataset", "raw_document", "dataset_type", "provenance");
        assertThat(metadata(question).get("dataset").asText()).isEqualTo("document_knowledge_qa");
        assertThat(metadata(question).at("/provenance/document").asText()).isEqualTo("seals.md");
        assertThat(metadata(question).at("/provenance/chunk_digest").asText()).hasSize(64);
        assertThat(read(out.resolve("knowledge_train_msgs_run1.jsonl")))
                .allSatisfy(row -> assertThat(row.get("unmask").asBoolean()).isTrue());
        var auxiliary = p07.get(1);
        assertThat(said(auxiliary, "user"))
                .startsWith("Seels of bay 0 eat fish.\n\n")
                .matches("(?s).*(Correct the spelling\\.|Mend the errors above\\.)");
        assertThat(said(auxiliary, "assistant")).isEqualTo("Seals of bay 0 eat fish.");
        assertThat(auxiliary.get("unmask").asBoolean()).isTrue();
        assertThat(metadata(auxiliary).fieldNames())
                .toIterable()
                .containsExactly("dataset_type", "raw_document", "dataset", "domain", "provenance");
        assertThat(metadata(auxiliary).get("dataset").asText()).isEqualTo("document_spellcheck");
    }

    @Test
    void phase10AsksAfterSeveralDocumentsAndRepeatsPhase07() {
        mix(rows.knowledge(SEALS, 40));
        var p10 = read(out.resolve("node_datasets_run1/knowledge_animals_seals_p10.jsonl"));
        var raft = p10.stream().filter(row -> kind(row).endsWith("_raft_p0.4")).toList();
        assertThat(raft).hasSize(160).allSatisfy(row -> {
            assertThat(row.get("unmask").asBoolean()).isFalse();
            assertThat(said(row, "user")).startsWith("Document:\nSe");
            var shown = said(row, "user").split("Document:\n", -1).length - 1;
            assertThat(shown).isEqualTo(4);
            var own = metadata(row).get("sdg_document").asText();
            assertThat(said(row, "user").contains(own))
                    .isEqualTo(metadata(row).get("gold_document").asBoolean());
        });
        assertThat(read(out.resolve("skills_train_msgs_run1.jsonl")))
                .filteredOn(row -> row.get("unmask").asBoolean())
                .hasSize(160);
        // Forty in a hundred have the right document; 64 of 160 give or take what chance may.
        assertThat(raft.stream()
                        .filter(row -> metadata(row).get("gold_document").asBoolean()))
                .hasSizeBetween(45, 85);
        assertThat(p10.stream().filter(row -> kind(row).equals("document_knowledge_qa")))
                .hasSize(160)
                .allSatisfy(row -> assertThat(row.get("unmask").asBoolean()).isTrue());
        assertThat(p10.stream().filter(row -> kind(row).equals("document_spellcheck")))
                .hasSize(40)
                .allSatisfy(row -> assertThat(row.get("unmask").asBoolean()).isFalse());
    }

    @Test
    void aCorrectedCopyOfTheRightDocumentIsNoDistractor() {
        mix(rows.knowledge(SEALS, 6));
        assertThat(read(out.resolve("node_datasets_run1/knowledge_animals_seals_p10.jsonl")))
                .filteredOn(row -> kind(row).endsWith("_raft_p0.4"))
                .filteredOn(row -> !metadata(row).get("gold_document").asBoolean())
                .isNotEmpty()
                .allSatisfy(row -> {
                    var bay = metadata(row).get("raw_document").asText().replace("Seels", "");
                    assertThat(said(row, "user")).doesNotContain(bay);
                });
    }

    @Test
    void aLeafWithOneDocumentShowsThatOne() {
        mix(rows.knowledge(SEALS, 1));
        assertThat(read(out.resolve("node_datasets_run1/knowledge_animals_seals_p10.jsonl")))
                .filteredOn(row -> kind(row).endsWith("_raft_p0.4"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(said(row, "user"))
                        .startsWith("Document:\n"
                                + metadata(row).get("sdg_document").asText() + "\n\n\n\nWhat"));
    }

    @Test
    void theSameLeavesAndSeedGiveTheSameBytes() throws IOException {
        var haiku = rows.skill(HAIKU, 50);
        var seals = rows.knowledge(SEALS, 10);
        mix(haiku, seals);
        var first = contents(out);
        mix(seals, haiku);
        assertThat(contents(out)).isEqualTo(first);
        new MixData(MixHarness.settings().withSeed(7)).mix(List.of(haiku, seals), out);
        assertThat(contents(out).get("skills_train_msgs_run1.jsonl"))
                .isNotEqualTo(first.get("skills_train_msgs_run1.jsonl"))
                .hasLineCount(50 + 40 + 40 + 10);
    }

    @Test
    void aNewLeafMovesNoOtherRowPastAnother() {
        mix(rows.skill(HAIKU, 50));
        var before = ids();
        mix(rows.skill(HAIKU, 50), rows.skill("compositional_skills/writing/odes", 50));
        assertThat(ids()).containsSubsequence(before).hasSize(100);
    }

    @Test
    void theOlderFormsHoldTheSameQuestions() throws IOException {
        mix(rows.skill(HAIKU, 1), rows.knowledge(SEALS, 1));
        var train = read(out.resolve("train_run1.jsonl"));
        assertThat(train).hasSize(5);
        assertThat(train.get(0).fieldNames()).toIterable().containsExactly("system", "user", "assistant");
        assertThat(Files.readAllLines(out.resolve("messages_run1.jsonl")).get(0))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"Write a haiku, number 0.\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Silent moon 0\"}],"
                        + "\"metadata\":\"{\\\"system\\\":\\\"" + SystemPrompts.NEUTRAL + "\\\"}\"}");
        assertThat(read(out.resolve("test_run1.jsonl")))
                .extracting(row -> row.get("user").asText())
                .containsExactly(
                        "Write a haiku about the moon.",
                        "How is the sea?\nThe sea is calm.",
                        "Where do grey seals live?\nGrey seals live in the North Atlantic.",
                        "Which seals are they?\nGrey seals live in the North Atlantic.");
    }

    @Test
    void theRecipesSayWhatTheMixesAreMadeOf() throws IOException {
        mix(rows.skill(HAIKU, 3), rows.knowledge(SEALS, 1));
        assertThat(Files.readString(out.resolve("skills_recipe_run1.yaml")))
                .isEqualTo("""
                        datasets:
                        - path: node_datasets_run1/compositional_skills_writing_haiku.jsonl
                          sampling_size: 1.0
                        - path: node_datasets_run1/knowledge_animals_seals_p10.jsonl
                          sampling_size: 1.0
                        metadata:
                          sys_prompt: %s
                        """.formatted(SystemPrompts.NEUTRAL));
    }

    @Test
    void aRecipeOfOursMixedAgainAloneGivesTheSameFile() throws IOException {
        mix(rows.skill(HAIKU, 30), rows.knowledge(SEALS, 5));
        var again = folder.resolve("again.jsonl");
        new MixRecipe(MixHarness.settings()).mix(out.resolve("skills_recipe_run1.yaml"), again);
        assertThat(again).hasSameTextualContentAs(out.resolve("skills_train_msgs_run1.jsonl"));
    }

    @Test
    void aCapTakesSoManyRowsOfALeafAndASmallerLeafWhole() throws IOException {
        var capped = new MixData(MixHarness.settings().withSkills(new Amount.Rows(30)));
        capped.mix(List.of(rows.skill(HAIKU, 100), rows.skill("compositional_skills/odes", 7)), out);
        assertThat(ids()).hasSize(37).doesNotHaveDuplicates();
        assertThat(Files.readString(out.resolve("skills_recipe_run1.yaml")))
                .contains("haiku.jsonl\n  sampling_size: 30\n")
                .contains("odes.jsonl\n  sampling_size: 1.0\n");
    }

    @Test
    void rowsThatCannotBeTrainedOnAreCounted() {
        var report = mix(rows.skill(
                HAIKU,
                List.of(
                        asked(HAIKU, "Fine?", "Yes."),
                        asked(HAIKU, "Silent?", " \n"),
                        asked(HAIKU, " ", "Nobody asked."),
                        asked(HAIKU, "Marked?", "<|UNMASK_BEGIN|> breaks the trainer"))));
        assertThat(report.leaves().get(0).dropped()).isEqualTo(Map.of("no answer", 1L, "no question", 1L));
        assertThat(report.skills().orElseThrow().taken().get(0).dropped())
                .isEqualTo(Map.of("a mark that the trainer uses itself", 1L));
        assertThat(read(out.resolve("skills_train_msgs_run1.jsonl"))).hasSize(1);
    }

    @Test
    void aLeafThatYieldedNothingHasNoFileAndIsNamedWithTheReason() throws IOException {
        mix(rows.skill(HAIKU, 2), rows.skill("compositional_skills/empty", 0), rows.knowledge(SEALS, List.of()));
        assertThat(contents(out).keySet())
                .filteredOn(name -> name.startsWith("node_datasets_run1/"))
                .containsExactly("node_datasets_run1/compositional_skills_writing_haiku.jsonl");
        assertThat(out.resolve("knowledge_train_msgs_run1.jsonl")).doesNotExist();
        assertThat(out.resolve("knowledge_recipe_run1.yaml")).content().contains("datasets: []");
        assertThat(Files.readString(out.resolve("README.md")))
                .contains("## Leaves that yielded nothing")
                .contains("| `compositional_skills/empty` | The teacher answered without the tags");
    }

    @Test
    void nothingOfAnEarlierRunOfThatNameStays() {
        mix(rows.skill(HAIKU, 2), rows.knowledge(SEALS, 2));
        mix(rows.skill(HAIKU, 2));
        assertThat(contents(out).keySet())
                .noneMatch(name -> name.contains("seals"))
                .doesNotContain("knowledge_train_msgs_run1.jsonl");
    }

    private List<String> ids() {
        return read(out.resolve("skills_train_msgs_run1.jsonl")).stream()
                .map(row -> row.get("id").asText())
                .toList();
    }

    private static String kind(JsonNode row) {
        return metadata(row).get("dataset").asText();
    }
}
