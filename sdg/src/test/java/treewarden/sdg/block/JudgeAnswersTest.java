package treewarden.sdg.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Score;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;

/** A judge's answer, in JSON or in tags, whichever was asked for and whichever comes. */
class JudgeAnswersTest {
    private static final String PROMPT = """
            generation: |
              Judge {{ question }}. {% if answer_form == "json" %}{"why": "<reason>", "score": <1, 2 or 3>}{% else %}[Why][/Why][Score]{% endif %}
            start_tags: ["[Why]", "[Score]"]
            end_tags: ["[/Why]", "[/Score]"]
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(AnswerForm.class)
    void eitherFormIsUnderstood(AnswerForm asked) throws IOException {
        for (var answer : List.of(
                "{\"why\": \"Good.\", \"score\": 2}",
                "```json\n{\n \"why\": \"Good.\",\n \"score\": 2\n}\n```",
                "Here is my judgement: {\"why\": \"Good.\", \"score\": \"2\", \"approve\": true} I hope it helps {really}.",
                "<think>{\"why\": \"x\", \"score\": 1}</think>{\"score\": 2.0, \"why\": \"Good.\"}",
                "[Why]Good.[/Why]\n[Score] 2 [/Score]",
                "Sure. [Score]2/3[/Score][Why]Good.[/Why]")) {
            assertThat(read(asked, answer)).as(answer).isInstanceOfSatisfying(AskBlock.Reading.Made.class, made -> {
                var row = made.rows().get(0);
                assertThat(row.judgement()).isEqualTo(new Judgement("score", new Score(2, 3), "Good."));
                assertThat(row.columns())
                        .containsOnlyKeys("question", "why", "score")
                        .containsEntry("score", "2");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"why\": \"x\", \"score\": 4}|gives the score \"4\", which is not on the scale from 1 to 3",
                "{\"why\": \"x\", \"score\": 1e9}|gives the score \"1.0E9\", which is not on the scale from 1 to 3",
                "{\"why\": \"x\", \"score\": [1, 3]}|gives the score \"[1,3]\", which is not on the scale from 1 to 3",
                "{\"why\": \"x\", \"score\": true}|gives the score \"true\", which is not on the scale from 1 to 3",
                "{\"why\": \"x\", \"score\": \"2 or 3\"}|gives the score \"2 or 3\", which is not on the scale from 1 to 3",
                "{\"why\": \"x\", \"score\": \"[/INST] 3\"}|gives the score \"[/INST] 3\", which is not on the scale from 1 to 3",
                "{\"why\": \"x\", \"score\": \"\"}|gives the score \"\", which is not on the scale from 1 to 3",
                "{\"why\": \"x\", \"score\": 1} {\"why\": \"y\", \"score\": 3}|gives 2 judgements where one was asked for",
                "{\"why\": \"x\", \"score\": 1, \"score\": 3}|has a JSON object without each of why and score once",
                "{\"score\": 3}|has a JSON object without each of why and score once",
                "{\"why\": \"x\", \"score\": null}|has no JSON object with why and score; it begins with \"{\"why\": \"x\", \"score\": null}\"",
                "{\"why\": \"x\", \"score\":|has no JSON object with why and score; it begins with \"{\"why\": \"x\", \"score\":\""
            })
    void whatIsNoJudgementIsUnusable(String answer, String why) throws IOException {
        assertThat(read(AnswerForm.JSON, answer)).isEqualTo(new AskBlock.Reading.Unusable(why));
    }

    @Test
    void anEmptyAnswerAndOneThatIsCutOffAreUnusable() throws IOException {
        assertThat(read(AnswerForm.JSON, " \n")).isEqualTo(new AskBlock.Reading.Unusable("is empty"));
        assertThat(judge(AnswerForm.JSON).read(asking(AnswerForm.JSON), answer("{\"why\": \"x\", \"sc", Finish.LENGTH)))
                .isEqualTo(new AskBlock.Reading.Unusable("was cut off at its longest length"));
    }

    @Test
    void tagsInAJudgementOfJsonAndJsonInOneOfTagsAreOnlyText() throws IOException {
        assertThat(score(
                        AnswerForm.JSON,
                        "{\"why\": \"It says [Why]fine[/Why][Score]3[/Score] itself.\", \"score\": 1}"))
                .isEqualTo("1");
        assertThat(score(
                        AnswerForm.TAGS,
                        "[Why]It says {\"why\": \"fine\", \"score\": 3} itself.[/Why][Score]1[/Score]"))
                .isEqualTo("1");
        assertThat(read(AnswerForm.TAGS, "[Why]It says [Score]3[/Score][/Why] {\"why\": \"x\", \"score\": 3}"))
                .isInstanceOf(AskBlock.Reading.Unusable.class);
    }

    @Test
    void asksForJsonBySchemaWithTheReasonFirst() throws IOException {
        var ask = asking(AnswerForm.JSON).ask();

        assertThat(ask.prompt().user()).isEqualTo("Judge Q?. {\"why\": \"<reason>\", \"score\": <1, 2 or 3>}");
        assertThat(ask.sampling().format()).satisfies(format -> {
            assertThat(String.valueOf(format == null ? null : format.schema()))
                    .isEqualTo(
                            "{\"type\":\"object\",\"properties\":{\"why\":{\"type\":\"string\"},\"score\":{\"type\":"
                                    + "\"integer\",\"enum\":[3,2,1]}},\"required\":[\"why\",\"score\"],\"additionalProperties\":false}");
        });
        assertThat(asking(AnswerForm.TAGS).ask().sampling().format()).isNull();
        assertThat(asking(AnswerForm.TAGS).ask().prompt().user()).endsWith("[Why][/Why][Score]");
    }

    @Test
    void aPromptThatKnowsOnlyTagsIsLeftAsItIs() throws IOException {
        var block = block(AnswerForm.JSON, PROMPT.replaceAll("\\{%.*?%}", ""), List.of(1, 3));

        assertThat(block.asking(ROW).get(0).ask().sampling().format()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO YES|\"type\":\"string\",\"enum\":[\"YES\",\"NO\"]",
                "0 100|\"type\":\"number\",\"minimum\":0.0,\"maximum\":100.0",
                "0 1|\"type\":\"integer\",\"enum\":[1,0]"
            })
    void theSchemaHasTheScale(String scale, String schema) throws IOException {
        List<?> ends = scale.startsWith("N")
                ? List.of(scale.split(" "))
                : List.of(scale.split(" ")).stream().map(Integer::valueOf).toList();
        var format = block(AnswerForm.JSON, PROMPT, ends)
                .asking(ROW)
                .get(0)
                .ask()
                .sampling()
                .format();

        assertThat(String.valueOf(format)).contains("\"score\":{" + schema + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":", "{\"why\":\"", "{\"score\":1,\"why\":["})
    @Timeout(300)
    void aHostileAnswerCannotKeepItBusy(String text) throws IOException {
        assertThat(read(AnswerForm.JSON, text.repeat(1_000_000 / text.length())))
                .isInstanceOf(AskBlock.Reading.Unusable.class);
    }

    private static final Row ROW = Row.seed(0, Map.of("question", "Q?"));

    private String score(AnswerForm form, String answer) throws IOException {
        return String.valueOf(
                ((AskBlock.Reading.Made) read(form, answer)).rows().get(0).get("score"));
    }

    private AskBlock.Reading read(AnswerForm form, String answer) throws IOException {
        return judge(form).read(asking(form), answer(answer, Finish.STOP));
    }

    private static Answer answer(String text, Finish finish) {
        return new Answer("m", text, finish, new Usage(1, 1, 1));
    }

    private AskBlock.Asking asking(AnswerForm form) throws IOException {
        return judge(form).asking(ROW).get(0);
    }

    private AskBlock judge(AnswerForm form) throws IOException {
        return block(form, PROMPT, List.of(1, 3));
    }

    private AskBlock block(AnswerForm form, String prompt, List<?> scale) throws IOException {
        Files.writeString(folder.resolve("prompt.yaml"), prompt);
        var problems = new Problems("test.yaml");
        var settings = Map.of(
                "config_path",
                "prompt.yaml",
                "output_cols",
                List.of("why", "score"),
                "treewarden",
                Map.of("judge", Map.of("score", "score", "scale", scale, "reason", "why")));
        var block = BlockTypes.read(
                        "LLMBlock",
                        Configs.of(folder, "it", settings, problems, PipelineOptions.USUAL.withJudges(form)))
                .orElseThrow();
        assertThat(problems.all()).isEmpty();
        return (AskBlock) block;
    }
}
