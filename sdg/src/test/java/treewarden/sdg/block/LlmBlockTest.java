package treewarden.sdg.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Score;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;

class LlmBlockTest {
    @TempDir
    Path folder;

    @Test
    void asksForSeveralAnswersOneByOneWithSeedsOfTheirOwn() throws IOException {
        var block = block(Map.of("gen_kwargs", Map.of("n", 3, "temperature", 0.7, "seed", 42, "top_p", 0.9)));

        var asking = block.asking(row());

        assertThat(asking).extracting(one -> one.ask().sampling().seed()).containsExactly(42L, 43L, 44L);
        assertThat(asking).extracting(one -> one.ask().sampling().temperature()).containsOnly(0.7);
        assertThat(asking.get(0).ask().sampling().maxTokens()).isEqualTo(4096);
        assertThat(asking.get(0).ask().sampling().others()).containsExactly(Map.entry("top_p", 0.9));
        assertThat(block(Map.of("gen_kwargs", Map.of("n", "scaled"))).asking(row()))
                .hasSize(30);
    }

    @Test
    void theNumberOfItemsIsAColumnAndAVariable() throws IOException {
        var block = block(Map.of("batch_kwargs", Map.of("num_samples", 5)));

        var asking = block.asking(row()).get(0);

        assertThat(asking.ask().prompt().user()).contains("Write 5 about moon");
        assertThat(asking.row().get("num_samples")).isEqualTo("5");
    }

    @Test
    void takesNoMoreItemsThanItAskedFor() throws IOException {
        var block = block(Map.of("batch_kwargs", Map.of("num_samples", 2)));

        var made = (AskBlock.Reading.Made) read(block, "[Start of Q]a[End of Q]".repeat(5), Finish.STOP);

        assertThat(made.rows()).hasSize(2);
        assertThat(made.left()).isEqualTo(3);
    }

    @Test
    void keepsTheWholeItemsOfAnAnswerThatWasCutOff() throws IOException {
        var cut = read(block(Map.of()), "[Start of Q]a[End of Q][Start of Q]b", Finish.LENGTH);
        var nothing = read(block(Map.of()), "[Start of Q]a", Finish.LENGTH);

        assertThat(cut)
                .isInstanceOfSatisfying(
                        AskBlock.Reading.Made.class,
                        made -> assertThat(made.rows()).hasSize(1));
        assertThat(nothing).isEqualTo(new AskBlock.Reading.Unusable("was cut off at its longest length"));
    }

    @Test
    void whatAModelThinksIsNotItsAnswer() throws IOException {
        var made = (AskBlock.Reading.Made) read(
                block(Map.of()),
                "<think>maybe [Start of Q]no[End of Q]</think>\n[Start of Q]yes[End of Q]",
                Finish.STOP);

        assertThat(made.rows()).extracting(row -> row.get("question")).containsExactly("yes");
    }

    @Test
    void aJudgeGivesOneScoreOnItsScale() throws IOException {
        var judge = judge();

        assertThat(read(judge, "[Start of Q]Good.\nVery.[End of Q][Start of S] Score: 2/3 [End of S]", Finish.STOP))
                .isInstanceOfSatisfying(AskBlock.Reading.Made.class, made -> {
                    var row = made.rows().get(0);
                    assertThat(row.get("score")).isEqualTo("2");
                    assertThat(row.judgement()).isEqualTo(new Judgement("score", new Score(2, 3), "Good."));
                });
        assertThat(read(judge, "[Start of Q]Good.[End of Q][Start of S]999[End of S]", Finish.STOP))
                .isEqualTo(new AskBlock.Reading.Unusable(
                        "gives the score \"999\", which is not on the scale from 1 to 3"));
        assertThat(read(
                        judge,
                        "[Start of Q]Bad.[End of Q][Start of S]1[End of S][Start of Q]Good.[End of Q][Start of S]3[End of S]",
                        Finish.STOP))
                .isEqualTo(new AskBlock.Reading.Unusable("gives 2 judgements where one was asked for"));
    }

    @Test
    void aReasonIsOneShortLineWithoutHiddenCharacters() throws IOException {
        var made = (AskBlock.Reading.Made) read(
                judge(), "[Start of Q]a\u202eb" + "c".repeat(900) + "[End of Q][Start of S]1[End of S]", Finish.STOP);

        assertThat(made.rows().get(0).judgement())
                .isInstanceOfSatisfying(
                        Judgement.class,
                        judgement -> assertThat(judgement.reason()).hasSize(300).startsWith("abc"));
    }

    @Test
    void aColumnMayChooseThePrompt() throws IOException {
        Files.writeString(folder.resolve("sea.yaml"), PROMPT.replace("Write", "Sing"));
        var problems = new Problems("test.yaml");
        var block = (AskBlock) BlockTypes.read(
                        "ConditionalLLMBlock",
                        Configs.of(
                                folder,
                                "choose",
                                Map.of(
                                        "config_paths",
                                        List.of(List.of("prompt.yaml", "moon"), List.of("sea.yaml", "sea")),
                                        "selector_column_name",
                                        "topic",
                                        "output_cols",
                                        List.of("question"),
                                        "batch_kwargs",
                                        Map.of("num_samples", 1)),
                                problems))
                .orElseThrow();

        assertThat(problems.all()).hasSize(1).first().asString().contains("prompt.yaml: there is no such file");
        assertThat(block.asking(Row.seed(0, Map.of("topic", "sea")))
                        .get(0)
                        .ask()
                        .prompt()
                        .user())
                .startsWith("Sing");
    }

    private static final String PROMPT = """
            generation: "Write {{ num_samples }} about {{ topic }}"
            start_tags: ["[Start of Q]", "[Start of S]"]
            end_tags: ["[End of Q]", "[End of S]"]
            """;

    private static Row row() {
        return Row.seed(0, Map.of("topic", "moon", "num_samples", "1"));
    }

    private static AskBlock.Reading read(AskBlock block, String text, Finish finish) {
        var asking = block.asking(row()).get(0);
        return block.read(asking, new Answer("m", text, finish, new Usage(1, 1, 1)));
    }

    private AskBlock judge() throws IOException {
        return block(Map.of(
                "output_cols",
                List.of("why", "score"),
                "treewarden",
                Map.of("judge", Map.of("score", "score", "scale", List.of(1, 3), "reason", "why"))));
    }

    private AskBlock block(Map<String, ?> more) throws IOException {
        Files.writeString(folder.resolve("prompt.yaml"), PROMPT);
        var settings =
                new HashMap<String, Object>(Map.of("config_path", "prompt.yaml", "output_cols", List.of("question")));
        settings.putAll(more);
        var problems = new Problems("test.yaml");
        var block = BlockTypes.read("LLMBlock", Configs.of(folder, "it", settings, problems))
                .orElseThrow();
        assertThat(problems.all()).isEmpty();
        return (AskBlock) block;
    }
}
