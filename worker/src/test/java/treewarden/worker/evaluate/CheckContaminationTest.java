package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Leaf;
import treewarden.domain.SkillExample;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExamQuestion;

/** Held-out questions among the rows to train on. */
class CheckContaminationTest {
    private static final String LONG =
            "Which of the three harbours on the northern coast has the highest tide in the month of March?";

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();

    @Test
    void aCopiedQuestionIsFoundHoweverItIsSpacedAndCapitalised() {
        row("clean", "Which harbour is the oldest?", "The one in the south.");
        row(
                "copied",
                "WHICH of the three   harbours on the northern coast, has the\nhighest tide in the month of march",
                "?");

        var found = check(asked(null, LONG, "The second one."));

        assertThat(found.rows()).containsExactly("copied");
        assertThat(found.report().rows()).isEqualTo(2);
        assertThat(found.report().questions()).isEqualTo(1);
        assertThat(found.report().hits()).singleElement().satisfies(hit -> {
            assertThat(hit.leaf()).isEqualTo("knowledge/tides");
            assertThat(hit.rows()).isEqualTo(1);
            assertThat(hit.examples()).containsExactly("copied");
            assertThat(hit.words().split(" ")).hasSize(13);
        });
    }

    @Test
    void thirteenWordsOfALongQuestionAreEnoughAndTwelveAreNot() {
        row("thirteen", "of the three harbours on the northern coast has the highest tide in", "x");
        row("twelve", "of the three harbours on the northern coast has the highest tide", "x");

        assertThat(check(asked(null, LONG, "The second one.")).rows()).containsExactly("thirteen");
    }

    @Test
    void theEndOfTheQuestionWithTheAnswerThatFollowsItIsFound() {
        row("both", "highest tide in the month of March?", "It is the second one of these three");

        assertThat(check(asked(null, LONG, "It is the second one of these three."))
                        .rows())
                .containsExactly("both");
    }

    @Test
    void theAnswerAloneMayBeLearnt() {
        var answer =
                "The second one has the highest tide, since the bay narrows there and the water has nowhere to go.";
        row("document", "Tell me of the harbours.", answer);

        assertThat(check(asked(null, LONG, answer)).rows()).isEmpty();
    }

    @Test
    void aShortQuestionIsFoundWhole() {
        row("within", "Please tell me: what pulls the water on Monday, and why?", "x");
        row("other", "What pulls the water on Tuesday?", "x");

        assertThat(check(asked(null, "What pulls the water on Monday?", "The moon."))
                        .rows())
                .containsExactly("within");
    }

    @Test
    void aVeryShortQuestionIsFoundWhereItIsAllThatIsAsked() {
        row("same", "What is DNA?", "A molecule.");
        row("after a context", "Cells hold it.\n\nWhat is DNA?", "A molecule.");
        row("longer", "What is DNA polymerase?", "An enzyme.");

        assertThat(check(asked(null, "What is DNA?", "A molecule.")).rows())
                .containsExactlyInAnyOrder("same", "after a context");
    }

    @Test
    void aQuestionThatIsAskedOfManyContextsIsFoundWithItsOwnAlone() {
        row("other", "Bob brings tea on Friday.\n\nWho brings what on which day?", "Bob brings tea.");
        row("own", "Ann brings cake on Monday.\n\nWho brings what on which day?", "Ann brings cake.");

        assertThat(check(asked("Ann brings cake on Monday.", "Who brings what on which day?", "Ann."))
                        .rows())
                .containsExactly("own");
    }

    @Test
    void theFixedWordsOfATaskGiveNothingAway() {
        var task = "Rewrite the following sentence in the past tense and change nothing else about it at all: ";
        var left = new Leaf.Skill(
                "skills/tense", 3, "ann", "tense", List.of(new SkillExample(null, task + "I walk.", "I walked.")));
        row("of the task", task + "We sing in the morning before work begins.", "We sang.");
        row("held out", task + "They run down to the old harbour every single day.", "They ran.");

        var found = new CheckContamination(
                        List.of(asked(null, task + "They run down to the old harbour every single day.", "They ran.")),
                        List.of(left))
                .check(List.of(file()), TrainingRows.Watch.NOBODY);

        assertThat(found.rows()).containsExactly("held out");
    }

    @Test
    void scriptsWithoutSpacesAreComparedByCharacter() {
        row("copied", "月の引力について、潮の満ち引きを説明してください。", "x");
        row("other", "月の色について説明してください。", "x");

        assertThat(check(asked(null, "潮の満ち引きを説明してください", "月")).rows()).containsExactly("copied");
    }

    @Test
    void withoutTheRowsThatAreNamedTheNextLookIsClean() {
        row("a", LONG, "x");
        row("b", "clean", "x");
        row("c", "And again: " + LONG, "x");
        var question = asked(null, LONG, "The second one.");
        var first = check(question);
        assertThat(first.report().hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.rows()).isEqualTo(2));

        rows.removeIf(row -> first.rows().stream().anyMatch(id -> row.contains("\"id\":\"" + id + "\"")));

        assertThat(check(question).report().hits()).isEmpty();
        assertThat(rows).hasSize(1);
    }

    @Test
    void aFileThatIsNoMixIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("bad.jsonl"), "{\"messages\": []}\n{nonsense\n");

        assertThatThrownBy(() ->
                        new CheckContamination(List.of(), List.of()).check(List.of(file), TrainingRows.Watch.NOBODY))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("bad.jsonl:2: the line is no JSON");
    }

    @Test
    void whoeverCancelsIsHeard() {
        for (int i = 0; i < 3_000; i++) {
            row("row " + i, "x", "y");
        }

        assertThatThrownBy(() -> new CheckContamination(List.of(), List.of())
                        .check(List.of(file()), new TrainingRows.Watch() {
                            private long seen;

                            @Override
                            public void progressed(long now) {
                                seen = now;
                            }

                            @Override
                            public boolean cancelled() {
                                return seen >= 2_000;
                            }
                        }))
                .isInstanceOf(CancellationException.class);
    }

    private static ExamQuestion asked(@Nullable String context, String question, String answer) {
        return new ExamQuestion("q", ExamPart.HELD_OUT, "knowledge/tides", "document", context, null, question, answer);
    }

    private void row(String id, String user, String assistant) {
        try {
            rows.add(JsonMapper.builder()
                    .build()
                    .writeValueAsString(Map.of(
                            "id",
                            id,
                            "messages",
                            List.of(
                                    Map.of("role", "system", "content", LONG),
                                    Map.of("role", "user", "content", user),
                                    Map.of("role", "assistant", "content", assistant)))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private CheckContamination.Found check(ExamQuestion question) {
        return new CheckContamination(List.of(question), List.of()).check(List.of(file()), TrainingRows.Watch.NOBODY);
    }

    private Path file() {
        try {
            return Files.write(folder.resolve("skills.jsonl"), rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
