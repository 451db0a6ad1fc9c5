package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static treewarden.sdg.engine.RuleTeacher.answer;
import static treewarden.sdg.engine.RuleTeacher.said;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import treewarden.sdg.block.Row;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.TeacherException;
import treewarden.sdg.token.Tokens;

@Timeout(300)
class EngineInTroubleTest extends EngineHarness {
    @Test
    void anAnswerThatCannotBeUsedIsAskedAgainInAnotherWay() {
        var tries = new AtomicInteger();
        var teacher = new RuleTeacher(8, ask -> {
            if (ask.prompt().user().equals("ask 0")) {
                return switch (tries.incrementAndGet()) {
                    case 1 -> CompletableFuture.completedFuture(answer("<q>cut", Finish.LENGTH));
                    case 2 -> said("no tags");
                    default -> said("<q>0a</q>");
                };
            }
            return said(twoQuestions(ask.prompt().user()));
        });

        var ran = run(teacher, work("leaf", 1));

        assertThat(ran.questions("leaf")).containsExactly("0a");
        assertThat(ran.summary("leaf").askedAgain()).isEqualTo(2);
        var asked = teacher.asked();
        assertThat(asked.get(0).sampling().maxTokens()).isEqualTo(4096);
        assertThat(asked.get(1).sampling().maxTokens()).isEqualTo(5199);
        assertThat(asked.get(1).sampling().temperature()).isZero();
        assertThat(asked.get(2).sampling().temperature()).isEqualTo(0.3);
        assertThat(asked.get(2).sampling().seed()).isNotNull();
    }

    @Test
    void anAnswerThatStaysUselessIsARejectedRowWithItsReason() {
        var ran = run(
                RuleTeacher.saying(prompt -> prompt.equals("ask 1") ? "I would rather not." : twoQuestions(prompt)),
                work("leaf", 2));

        assertThat(ran.questions("leaf")).containsExactly("0a", "0b");
        assertThat(ran.reasons("leaf"))
                .containsExactly("gen: the teacher's answer has no <q>; it begins with \"I would rather not.\" (asked 3"
                        + " times)");
    }

    @Test
    void aPromptThatIsTooLongIsNotSent() {
        var longOne =
                Row.seed(0, Map.of("task_description", "t", "seed_question", "x".repeat(5_000), "seed_response", "r"));
        var teacher = RuleTeacher.saying(EngineTest::twoQuestions);

        var ran = run(teacher, new Work("leaf", pipeline, List.of(longOne, seed(1, "r"))));

        assertThat(ran.questions("leaf")).hasSize(2);
        assertThat(ran.reasons("leaf"))
                .containsExactly(
                        "gen: leaf, seed example 1: its prompt has about 1251 tokens and its answer may have 4096, more"
                                + " together than the teacher's context of 5200; shorten the example, or take a teacher with a"
                                + " longer context");
        assertThat(teacher.asked())
                .allSatisfy(ask -> assertThat(ask.prompt().tokens()).isLessThan(100));
    }

    @Test
    void aTokenizerSaysExactlyHowLongAPromptIs() {
        var words = new Tokens() {
            @Override
            public int count(String text) {
                return text.isBlank() ? 0 : text.split(" ").length;
            }

            @Override
            public boolean exact() {
                return true;
            }

            @Override
            public String words() {
                return "words";
            }
        };
        var wordy = Row.seed(
                0, Map.of("task_description", "t", "seed_question", "x ".repeat(1_200) + "x", "seed_response", "r"));
        var ran = new Ran();

        new Engine(
                        RuleTeacher.saying(EngineTest::twoQuestions),
                        EngineSettings.of(LIMITS).withTokens(PromptTokens.with(words)))
                .run(
                        List.of(new Work("leaf", pipeline, List.of(wordy), seed -> "chunk 7"))
                                .iterator(),
                        ran,
                        ran);

        // 1,202 words, and 24 for the signs of the template.
        assertThat(ran.reasons("leaf"))
                .singleElement()
                .asString()
                .startsWith(
                        "gen: leaf, chunk 7: its prompt has 1226 tokens and its answer may have 4096, more together");
        assertThat(ran.summary("leaf").rejected()).containsEntry("gen", Map.of(Rejection.Kind.TOO_LONG, 1));
    }

    @Test
    void aRefusedPromptCostsItsRowAlone() {
        var teacher = new RuleTeacher(
                8,
                ask -> ask.prompt().user().equals("ask 0")
                        ? CompletableFuture.failedFuture(new TeacherException.PromptRefused("too long for me", 1))
                        : said(twoQuestions(ask.prompt().user())));

        var ran = run(teacher, work("leaf", 2));

        assertThat(ran.questions("leaf")).containsExactly("1a", "1b");
        assertThat(ran.reasons("leaf")).containsExactly("gen: too long for me");
    }

    @Test
    void aFailureInBetweenCostsItsRowAndManyInARowEndTheRun() {
        var down = new TeacherException.Unreachable("it is down", 4);
        var once = new RuleTeacher(
                1,
                ask -> ask.prompt().user().equals("ask 1")
                        ? CompletableFuture.failedFuture(down)
                        : said(twoQuestions(ask.prompt().user())));
        var soon = new AtomicInteger();
        var forEver = new RuleTeacher(
                1,
                ask -> soon.incrementAndGet() > 5
                        ? CompletableFuture.failedFuture(down)
                        : said(twoQuestions(ask.prompt().user())));

        assertThat(run(once, work("leaf", 3)).reasons("leaf")).containsExactly("gen: it is down");
        assertThatThrownBy(() -> run(forEver, work("leaf", 9))).isSameAs(down);
        assertThat(forEver.asked()).hasSize(5 + 4);
    }

    @Test
    void aTeacherThatWasNeverHeardEndsTheRunHoweverSmall() {
        var down = new TeacherException.Unreachable("it is down", 4);

        assertThatThrownBy(() -> run(new RuleTeacher(8, ask -> CompletableFuture.failedFuture(down)), work("leaf", 1)))
                .isSameAs(down);
    }

    @Test
    void aRateLimitAndARefusalEndTheRunAtOnce() {
        for (var why : List.of(
                new TeacherException.RateLimited("later", 1, Instant.EPOCH), new TeacherException.Refused("no", 1))) {
            var teacher = new RuleTeacher(1, ask -> CompletableFuture.failedFuture(why));

            assertThatThrownBy(() -> run(teacher, work("leaf", 5))).isSameAs(why);
            assertThat(teacher.asked()).hasSize(1);
        }
    }

    @Test
    void aCancelledRunCancelsWhatIsInFlight() {
        var never = new ArrayList<CompletableFuture<Answer>>();
        var teacher = new RuleTeacher(4, ask -> {
            never.add(new CompletableFuture<>());
            return never.get(never.size() - 1);
        });

        assertThatThrownBy(() -> new Engine(teacher, EngineSettings.of(LIMITS))
                        .run(List.of(work("leaf", 9)).iterator(), new Ran(), new Watch() {
                            @Override
                            public void progressed(Progress now) {}

                            @Override
                            public boolean cancelled() {
                                return never.size() == 4;
                            }
                        }))
                .isInstanceOf(CancellationException.class);
        assertThat(never).hasSize(4).allSatisfy(request -> assertThat(request).isCancelled());
    }
}
