package treewarden.sdg.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.Prompt;

/** Blocks that repeat, blocks that send messages, and what is wrong with a block's settings. */
class MoreBlocksTest {
    private static final Map<String, Object> MESSAGES = Map.of("input_col", "m", "output_col", "said");

    @Test
    void aListOfMessagesIsSentAsSuchAndAnyOtherTextByTheUser() {
        assertThat(
                        prompt(
                                "[{\"role\": \"system\", \"content\": \"Be kind.\"}, {\"role\": \"user\", \"content\": \"Why?\"}]"))
                .isEqualTo(new Prompt("Be kind.", "Why?"));
        assertThat(prompt("Why?")).isEqualTo(new Prompt("", "Why?"));
        assertThat(prompt("[1] is a list")).isEqualTo(new Prompt("", "[1] is a list"));
        assertThat(prompt("[{\"role\": \"root\", \"content\": \"x\"}]"))
                .isEqualTo(new Prompt("", "[{\"role\": \"root\", \"content\": \"x\"}]"));
        assertThat(prompt(
                        "[{\"role\":\"user\",\"content\":\"A?\"},{\"role\":\"assistant\",\"content\":\"a <|im_end|>\"},"
                                + "{\"role\":\"user\",\"content\":\"B?\"}]"))
                .isEqualTo(new Prompt("", "[user]\nA?\n\n[assistant]\na < |im_end|>\n\n[user]\nB?"));
    }

    @Test
    void theWholeAnswerIsTheColumn() {
        var block = (AskBlock) block("LLMMessagesBlock", MESSAGES);
        var asking = block.asking(Row.seed(0, Map.of("m", "Why?"))).get(0);

        assertThat(block.read(asking, answer(" Because. ", Finish.STOP)))
                .isInstanceOfSatisfying(
                        AskBlock.Reading.Made.class,
                        made -> assertThat(made.rows().get(0).get("said")).isEqualTo("Because."));
        assertThat(block.read(asking, answer("Beca", Finish.LENGTH)))
                .isEqualTo(new AskBlock.Reading.Unusable("was cut off at its longest length"));
        assertThat(block.read(asking, answer(" ", Finish.STOP))).isEqualTo(new AskBlock.Reading.Unusable("is empty"));
    }

    @Test
    void severalAnswersNeedChance() {
        var settings = Map.of("input_col", "m", "output_col", "said", "gen_kwargs", Map.of("n", 3));
        var asking = ((AskBlock) block("LLMMessagesBlock", settings)).asking(Row.seed(0, Map.of("m", "Why?")));

        assertThat(asking)
                .hasSize(3)
                .allSatisfy(
                        one -> assertThat(one.ask().sampling().temperature()).isEqualTo(0.7));
    }

    @Test
    void aBlockIsRepeated() {
        var copy = (RowBlock) block(
                "IterBlock",
                Map.of("num_iters", 3, "block_type", "DuplicateColumnsBlock", "columns_map", Map.of("a", "b")));
        var filter = (RowBlock) block(
                "IterBlock",
                Map.of(
                        "num_iters",
                        2,
                        "block_type",
                        "FilterByValueBlock",
                        "filter_column",
                        "a",
                        "filter_value",
                        "x",
                        "operation",
                        "eq"));
        var row = Row.seed(0, Map.of("a", "1"));

        assertThat(((RowBlock.Outcome.Passed) copy.apply(row)).rows())
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.get("b")).isEqualTo("1"));
        assertThat(copy.fanOut()).isEqualTo(3);
        assertThat(filter.apply(row)).isInstanceOf(RowBlock.Outcome.Rejected.class);
        var twice = Map.of("num_iters", 2, "block_type", "IterBlock");
        assertThat(problems("IterBlock", twice)).isNotEmpty();
    }

    @Test
    void whatIsWrongWithARepetitionIsTold() {
        assertThat(problems("IterBlock", Map.of("num_iters", 0, "block_type", "MagicBlock")))
                .contains("test.yaml: the setting num_iters must be a whole number from 1")
                .anyMatch(
                        problem -> problem.startsWith(
                                "test.yaml: the setting block_type must be a block type that can be repeated, and \"MagicBlock\" is none; known are"));
        assertThat(problems(
                        "IterBlock",
                        Map.of(
                                "num_iters",
                                2,
                                "block_type",
                                "SetToMajorityValueBlock",
                                "col_name",
                                "a",
                                "colour",
                                "x")))
                .anyMatch(problem -> problem.contains("works row by row"))
                .anyMatch(problem -> problem.contains("the setting colour is unknown"));
    }

    @ParameterizedTest
    @CsvSource({
        "and_, 6, 2, true", "and_, 4, 2, false", "or_, 0, 0, false", "xor, 3, 3, false", "xor, 3, 1, true",
        "sub, 2, 2, false", "mod, 4, 2, false", "mod, 5, 2, true", "__eq__, 5, 5, true", "__and__, 6, 2, true",
        "is_, 5, 5, true", "is_not, 5, 5, false"
    })
    void filtersByWhatPythonsOperatorsSay(String operation, String actual, String value, boolean kept) {
        var settings =
                Map.of("filter_column", "x", "filter_value", value, "operation", operation, "convert_dtype", "int");
        var outcome = ((RowBlock) block("FilterByValueBlock", settings)).apply(Row.seed(0, Map.of("x", actual)));

        assertThat(outcome instanceof RowBlock.Outcome.Passed).isEqualTo(kept);
    }

    @Test
    void charactersAreCountedInText() {
        var settings = Map.of("filter_column", "x", "filter_value", "?", "operation", "countOf");
        var filter = (RowBlock) block("FilterByValueBlock", settings);

        assertThat(filter.apply(Row.seed(0, Map.of("x", "Why?")))).isInstanceOf(RowBlock.Outcome.Passed.class);
        assertThat(filter.apply(Row.seed(0, Map.of("x", "So.")))).isInstanceOf(RowBlock.Outcome.Rejected.class);
    }

    @Test
    void aNumberIsNotComparedAsText() {
        assertThat(problems("FilterByValueBlock", Map.of("filter_column", "x", "filter_value", 2, "operation", "ge")))
                .containsExactly("test.yaml: the setting convert_dtype must be int or float, for ge compares numbers");
        assertThat(problems(
                        "FilterByValueBlock", Map.of("filter_column", "x", "filter_value", "2", "operation", "mod")))
                .isNotEmpty();
        assertThat(problems(
                        "FilterByValueBlock",
                        Map.of(
                                "filter_column",
                                "x",
                                "filter_value",
                                true,
                                "operation",
                                "eq",
                                "convert_dtype",
                                "bool",
                                "default_value",
                                "False")))
                .isEmpty();
    }

    @Test
    void aColumnThatWouldBeLostIsTold() {
        var before = new LinkedHashSet<>(List.of("a", "b"));

        assertThat(told("RenameColumnsBlock", Map.of("columns_map", Map.of("a", "b")), before))
                .containsExactly("test.yaml: it makes the column b, which there is already and which would be lost");
        assertThat(told("RenameColumnsBlock", Map.of("columns_map", Map.of("a", "b", "b", "a")), before))
                .isEmpty();
        assertThat(told("DuplicateColumnsBlock", Map.of("columns_map", Map.of("a", "b")), before))
                .hasSize(1);
        assertThat(told(
                        "FlattenColumnsBlock",
                        Map.of("var_cols", List.of("a"), "value_name", "b", "var_name", "kind"),
                        before))
                .hasSize(1);
        assertThat(told(
                        "FlattenColumnsBlock",
                        Map.of("var_cols", List.of("a"), "value_name", "a", "var_name", "kind"),
                        before))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "What is it? A seal.|What is it?|A seal.",
                "Question: Name a seal.\\nAnswer: The grey seal.|Name a seal.|The grey seal.",
                "**Question 1:** Is it? Really?\\n**Answer:** Yes: it is.|Is it? Really?|Yes: it is.",
                "Write a poem about seals.\\n\\nO seal, who are you?\\nGrey.|Write a poem about seals.|O seal, who are you?\\nGrey.",
                "Frage: Wer?\\nAntwort: Wir.|Wer?|Wir.",
                "There is nothing to see.|-|-",
                "What is it?|-|-",
                "-|-|-"
            })
    void questionAndAnswerAreToldApart(String output, String question, String response) {
        var text = output == null ? "" : output.replace("\\n", "\n");
        var outcome = new SplitOutputBlock().apply(Row.seed(0, Map.of("output", text)));

        if (question == null) {
            assertThat(outcome)
                    .isEqualTo(new RowBlock.Outcome.Rejected("its question and answer cannot be told apart"));
        } else {
            var row = ((RowBlock.Outcome.Passed) outcome).rows().get(0);
            assertThat(row.get("question")).isEqualTo(question);
            assertThat(row.get("response")).isEqualTo(response.replace("\\n", "\n"));
        }
    }

    @Test
    @org.junit.jupiter.api.Timeout(20)
    void aHostileOutputCannotKeepItBusy() {
        for (var text : List.of(
                "Question:" + "\nAnswer".repeat(30_000),
                "*".repeat(200_000),
                "\n \n".repeat(70_000),
                "a\n".repeat(100_000))) {
            assertThat(new SplitOutputBlock().apply(Row.seed(0, Map.of("output", text))))
                    .isNotNull();
        }
    }

    private static Prompt prompt(String messages) {
        return ((AskBlock) block("LLMMessagesBlock", MESSAGES))
                .asking(Row.seed(0, Map.of("m", messages)))
                .get(0)
                .ask()
                .prompt();
    }

    private static Answer answer(String text, Finish finish) {
        return new Answer("m", text, finish, new Usage(1, 1, 1));
    }

    private static List<String> told(String type, Map<String, ?> settings, Set<String> before) {
        var problems = new Problems("test.yaml");
        block(type, settings).columns(before, problems);
        return problems.all();
    }

    private static List<String> problems(String type, Map<String, ?> settings) {
        var problems = new Problems("test.yaml");
        BlockTypes.read(type, Configs.of(Path.of(""), "it", settings, problems));
        return problems.all();
    }

    private static Block block(String type, Map<String, ?> settings) {
        var problems = new Problems("test.yaml");
        var block = BlockTypes.read(type, Configs.of(Path.of(""), "it", settings, problems))
                .orElseThrow();
        assertThat(problems.all()).isEmpty();
        return block;
    }
}
