package treewarden.sdg.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static treewarden.sdg.mix.MixHarness.HAIKU;
import static treewarden.sdg.mix.MixHarness.SEALS;
import static treewarden.sdg.mix.MixHarness.metadata;
import static treewarden.sdg.mix.MixHarness.read;
import static treewarden.sdg.mix.MixHarness.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.domain.release.KeptOut;
import treewarden.domain.release.Withdrawal;

class MixRecipeTest {
    @TempDir
    Path folder;

    private Mix mix(String recipe) throws IOException {
        Files.writeString(folder.resolve("recipe.yaml"), recipe);
        return new MixRecipe(MixHarness.settings()).mix(folder.resolve("recipe.yaml"), folder.resolve("mixed.jsonl"));
    }

    private List<JsonNode> mixed() {
        return read(folder.resolve("mixed.jsonl"));
    }

    private void dataSet(String name, List<String> lines) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), lines);
    }

    private static List<String> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"row-" + i + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Ask " + i
                        + "\"},{\"role\":\"assistant\",\"content\":\"Answer\"}],\"metadata\":\"{}\",\"unmask\":false}")
                .toList();
    }

    private Map<String, Long> timesTaken() {
        return mixed().stream()
                .collect(Collectors.groupingBy(row -> row.get("id").asText(), Collectors.counting()));
    }

    @Test
    void aWholeNumberDrawsSoManyRowsEachOnce() throws IOException {
        dataSet("replay/old.jsonl", rows(100));
        var mix = mix("datasets: [{path: replay/old.jsonl, sampling_size: 30}]");
        assertThat(timesTaken())
                .hasSize(30)
                .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
        assertThat(mix.taken()).containsExactly(new Mix.Taken("replay/old.jsonl", 30, 100, 30, Map.of()));
    }

    @Test
    void aNumberLargerThanTheDataSetTakesEachRowAboutEquallyOften() throws IOException {
        dataSet("a.jsonl", rows(10));
        mix("datasets: [{path: a.jsonl, sampling_size: 25}]");
        assertThat(mixed()).hasSize(25);
        assertThat(timesTaken())
                .hasSize(10)
                .allSatisfy((id, times) -> assertThat(times).isBetween(2L, 3L));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 10, 1, 1", "2.0, 20, 2, 2", "0.5, 5, 1, 1", "1.5, 15, 1, 2", "0.0, 0, 0, 0", "0.29, 2, 1, 1"})
    void aNumberWithAPointIsARatio(String ratio, int expected, long least, long most) throws IOException {
        dataSet("a.jsonl", rows(10));
        mix("datasets: [{path: a.jsonl, sampling_size: " + ratio + "}]");
        assertThat(mixed()).hasSize(expected);
        assertThat(timesTaken()).allSatisfy((id, times) -> assertThat(times).isBetween(least, most));
    }

    @Test
    void aRowThatSaysItWasMadeOfWhatIsKeptOutIsInNoMixWhicheverDataSetHasIt() throws IOException {
        var keptOut =
                new KeptOut(List.of(withdrawn("knowledge/arts"), withdrawn("#12")), Set.of("knowledge/science/tides"));
        dataSet(
                "replay/old.jsonl",
                List.of(
                        made("folder", "\"leaf\":\"knowledge/arts/songs\""),
                        made("touched", "\"leaf\":\"knowledge/science/tides\",\"pull_request\":\"#40\""),
                        made("last", "\"leaf\":\"knowledge/a\",\"pull_request\":\"#12\""),
                        made("below", "\"leaf\":\"knowledge/b\",\"pull_requests\":[\"#12\",\"#13\"]"),
                        made("other", "\"leaf\":\"knowledge/artsy\",\"pull_request\":\"#123\""),
                        rows(1).get(0)));
        Files.writeString(folder.resolve("recipe.yaml"), "datasets: [{path: replay/old.jsonl, sampling_size: 4}]");

        var mix = new MixRecipe(MixHarness.settings(), keptOut)
                .mix(folder.resolve("recipe.yaml"), folder.resolve("mixed.jsonl"));

        assertThat(timesTaken()).as("what is drawn instead").isEqualTo(Map.of("other", 2L, "row-0", 2L));
        assertThat(mix.taken())
                .singleElement()
                .satisfies(taken ->
                        assertThat(taken.dropped()).isEqualTo(Map.of("made of what is kept out of every release", 4L)));
    }

    private static Withdrawal withdrawn(String what) {
        return new Withdrawal(what, "poisoned", "grace", Instant.EPOCH);
    }

    private static String made(String id, String provenance) {
        return "{\"id\":\"" + id + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Ask\"}],\"metadata\":\""
                + ("{\"provenance\":{" + provenance + "}}").replace("\"", "\\\"") + "\"}";
    }

    @Test
    void whatIsDrawnDoesNotDependOnTheOrderOfTheRows() throws IOException {
        dataSet("a.jsonl", rows(100));
        mix("datasets: [{path: a.jsonl, sampling_size: 10}]");
        var first = mixed();
        dataSet("a.jsonl", rows(100).stream().sorted(Comparator.reverseOrder()).toList());
        mix("datasets: [{path: a.jsonl, sampling_size: 10}]");
        assertThat(mixed()).isEqualTo(first);
    }

    @Test
    void theOrderIsNotThatOfTheDataSetsAndDoesNotDependOnHowItIsSorted() throws IOException {
        dataSet("a.jsonl", rows(500));
        mix("datasets: [{path: a.jsonl, sampling_size: 2.0}]");
        var inOnePart = mixed();
        assertThat(inOnePart).extracting(row -> row.get("id").asText()).isNotEqualTo(rows(500));
        var smallParts = MixHarness.settings().withLimits(new MixLimits(1 << 20, 1_000, 10, 1_000));
        new MixRecipe(smallParts).mix(folder.resolve("recipe.yaml"), folder.resolve("mixed.jsonl"));
        assertThat(mixed()).isEqualTo(inOnePart);
    }

    @Test
    void everyRowGetsTheSystemPromptAndKeepsOtherFieldsInItsMetadata() throws IOException {
        dataSet(
                "a.jsonl",
                List.of(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"A\"},{\"role\":\"system\",\"content\":\"old\"},"
                                + "{\"role\":\"assistant\",\"content\":\"B\",\"thinking\":\"C\"}],\"source\":1.50}"));
        mix("""
                datasets:
                - path: a.jsonl
                  sampling_size: 1.0
                metadata:
                  sys_prompt: You are a seal.
                """);
        assertThat(mixed().get(0).get("messages").toString())
                .isEqualTo(
                        "[{\"role\":\"system\",\"content\":\"You are a seal.\"},{\"role\":\"user\",\"content\":\"A\"},"
                                + "{\"role\":\"assistant\",\"content\":\"B\",\"thinking\":\"C\"}]");
        assertThat(mixed().get(0).get("metadata").asText()).isEqualTo("{\"source\":1.50}");
        assertThat(mixed().get(0).get("unmask").asBoolean()).isFalse();
        assertThat(mixed().get(0).get("id").asText()).hasSize(32);
    }

    @Test
    void aRecipeWithoutASystemPromptGetsThatOfTheSettings() throws IOException {
        dataSet("a.jsonl", rows(1));
        mix("datasets: [{path: a.jsonl, sampling_size: 1.0}]");
        assertThat(said(mixed().get(0), "system")).isEqualTo(SystemPrompts.NEUTRAL);
    }

    @Test
    void rowsWithAnEmptyMessageAreLeftOutBeforeAnyAreDrawn() throws IOException {
        dataSet(
                "a.jsonl",
                List.of(
                        rows(1).get(0),
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"A\"},{\"role\":\"assistant\",\"content\":null}]}",
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"A\"}]}"));
        var mix = mix("datasets: [{path: a.jsonl, sampling_size: 1}]");
        assertThat(mixed()).hasSize(1);
        assertThat(mix.taken().get(0).dropped())
                .isEqualTo(Map.of("an empty message", 1L, "no message but the system's", 1L));
    }

    @Test
    void linesEndWhereEveryReaderEndsThem() throws IOException {
        dataSet(
                "a.jsonl",
                List.of(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\u2028b\u0085c \ud83d\ude00 \\ud800!\"}]}",
                        ""));
        mix("datasets: [{path: a.jsonl, sampling_size: 1.0}]");
        assertThat(Files.readString(folder.resolve("mixed.jsonl"))).contains("a\\u2028b\\u0085c \ud83d\ude00 ?!");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    {"id":                                                  ; is no JSON
                    [1]                                                     ; must be a JSON object
                    {"user":"A","assistant":"B"}                            ; messages must be a list
                    {"messages":[{"from":"human","value":"A"}]}             ; an object with a role and a content
                    {"messages":[{"role":"user","content":[{"text":"A"}]}]} ; both text
                    {"messages":[{"role":"user","content":"A"}],"unmask":1} ; unmask must be true or false
                    {"messages":[{"role":"user","content":"A"}],"metadata":"none"} ; metadata is no JSON
                    {"messages":[{"role":"user","content":"A"}],"metadata":[]} ; metadata must be an object
                    {"messages":[{"role":"user","content":"A"}],"id":[]}    ; id must be a text
                    """)
    void aMalformedRowIsNamedWithItsLineAndARemedy(String line, String what) throws IOException {
        dataSet("pre.jsonl", List.of(rows(1).get(0), line));
        assertThatThrownBy(() -> mix("datasets: [{path: pre.jsonl, sampling_size: 1.0}]"))
                .isInstanceOfSatisfying(
                        MixException.class, e -> assertThat(e.kind()).isEqualTo(MixException.Kind.INPUT))
                .hasMessageContainingAll("pre.jsonl:2: ", what, "mend the line or take it out");
        assertThat(folder.resolve("mixed.jsonl")).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("pre.jsonl", "recipe.yaml");
        }
    }

    @Test
    void aLineThatIsTooLongAndADataSetThatIsTooLongAreNamed() throws IOException {
        dataSet("pre.jsonl", rows(11));
        Files.writeString(folder.resolve("recipe.yaml"), "datasets: [{path: pre.jsonl, sampling_size: 1.0}]");
        for (var limits : List.of(new MixLimits(1 << 20, 10, 10, 1 << 20), new MixLimits(50, 1_000, 10, 1 << 20))) {
            var settings = MixHarness.settings().withLimits(limits);
            assertThatThrownBy(() ->
                            new MixRecipe(settings).mix(folder.resolve("recipe.yaml"), folder.resolve("mixed.jsonl")))
                    .isInstanceOf(MixException.class)
                    .hasMessageFindingMatch("pre.jsonl:(11: a data set has at most 10 rows|1: .*more than 50 bytes)");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    datasets: [{path: gone.jsonl, sampling_size: 1.0}]  ; gone.jsonl: there is no such file
                    datasets: [{path: ., sampling_size: 1.0}]           ; is a folder
                    datasets: [{path: a.jsonl}]                         ; entry 1 of datasets: write a path and a sampling_size
                    datasets: [{path: a.jsonl, sampling_size: all}]     ; must be a whole number of rows
                    datasets: [{path: a.jsonl, sampling_size: -1}]      ; from 0 to
                    datasets: [{path: a.jsonl, sampling_size: .nan}]    ; from 0 to
                    datasets: a.jsonl                                   ; write a list "datasets"
                    'a: [b'                                             ; mend the recipe
                    text                                                ; a recipe is a mapping
                    """)
    void aRecipeThatCannotBeMixedSaysWhatToMend(String recipe, String what) throws IOException {
        dataSet("a.jsonl", rows(1));
        assertThatThrownBy(() -> mix(recipe)).isInstanceOf(MixException.class).hasMessageContaining(what);
    }

    @Test
    void theOperatorsDataSetsGoIntoTheMixesAndAKnowledgeLeafIsNotDrowned() throws IOException {
        dataSet("pre/skills.jsonl", rows(4_000));
        var harness = new MixHarness(folder);
        var settings = MixHarness.settings()
                .withDataSets(List.of(new DataSet("../pre/skills.jsonl", new Amount.Passes(0.5))), List.of());
        var out = folder.resolve("out");
        new MixData(settings).check(out);
        var report = new MixData(settings).mix(List.of(harness.skill(HAIKU, 5), harness.knowledge(SEALS, 2)), out);
        // 2,000 rows are taken, of which 3 % are 60; the leaf has 18.
        assertThat(report.skills().orElseThrow().taken())
                .extracting(taken -> taken.path() + " " + taken.samplingSize() + " " + taken.taken())
                .containsExactly(
                        "../pre/skills.jsonl 0.5 2000",
                        "node_datasets_run1/compositional_skills_writing_haiku.jsonl 1.0 5",
                        "node_datasets_run1/knowledge_animals_seals_p10.jsonl 60 60");
        var times = read(out.resolve("skills_train_msgs_run1.jsonl")).stream()
                .filter(row -> metadata(row).has("provenance")
                        && metadata(row).at("/provenance/leaf").asText().equals(SEALS))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(times)
                .hasSize(18)
                .allSatisfy((row, count) -> assertThat(count).isBetween(3L, 4L));
        assertThat(Files.readString(out.resolve("README.md"))).contains("| `skills.jsonl` | skills | 4,000 | 2,000 |");
        new MixData(settings.withSmallestShare(0)).mix(List.of(harness.knowledge(SEALS, 2)), out);
        assertThat(Files.readString(out.resolve("skills_recipe_run1.yaml")))
                .contains("p10.jsonl\n  sampling_size: 1.0");
    }

    @Test
    void aDataSetThatIsMalformedIsFoundBeforeTheRun() throws IOException {
        dataSet("pre.jsonl", List.of("{}"));
        var settings = MixHarness.settings()
                .withDataSets(
                        List.of(),
                        List.of(new DataSet(folder.resolve("pre.jsonl").toString(), Amount.ALL)));
        assertThatThrownBy(() -> new MixData(settings).check(folder))
                .isInstanceOf(MixException.class)
                .hasMessageContaining("pre.jsonl:1: messages must be a list");
    }
}
