package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.sdg.engine.RuleTeacher.answer;
import static treewarden.sdg.engine.RuleTeacher.said;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import treewarden.sdg.block.Row;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.TeacherException;

@Timeout(300)
class EngineTest extends EngineHarness {
    @Test
    void rowsGoThroughAllBlocksAndAreCounted() {
        var ran = run(RuleTeacher.saying(EngineTest::twoQuestions), work("leaf", 3));

        assertThat(ran.questions("leaf")).containsExactly("0a", "0b", "1a", "1b", "2a", "2b");
        assertThat(ran.summary("leaf").left())
                .containsExactly(
                        Map.entry("gen", 6), Map.entry("respond", 6), Map.entry("vote", 6), Map.entry("filter", 6));
        assertThat(ran.summary("leaf").usage().requests()).isEqualTo(9);
        assertThat(ran.summary("leaf").models()).containsExactly("rule-teacher");
    }

    @Test
    void aRowMovesOnBeforeTheOthersAreAnswered() {
        var held = new CompletableFuture<Answer>();
        var teacher = new RuleTeacher(8, ask -> {
            var prompt = ask.prompt().user();
            if (prompt.equals("ask 0")) {
                return held;
            }
            if (prompt.equals("answer 1a")) {
                // Only when the second seed's row has moved on is the first seed's question answered.
                held.complete(answer(twoQuestions("ask 0"), Finish.STOP));
            }
            return said(twoQuestions(prompt));
        });

        // Without duplicates to be found, nothing has to wait for an earlier row.
        assertThat(run(teacher, new Work("leaf", withoutGates(), seeds(2))).questions("leaf"))
                .hasSize(4);
    }

    @Test
    void theQuestionsOfAllWorkShareOnePool() {
        var held = new ArrayList<CompletableFuture<Answer>>();
        var prompts = new ArrayList<String>();
        var teacher = new RuleTeacher(16, ask -> {
            var future = new CompletableFuture<Answer>();
            held.add(future);
            prompts.add(ask.prompt().user());
            if (held.size() == 16) {
                // Nothing is answered until all sixteen slots are taken: with fewer in flight this would never end.
                for (int i = 0; i < 16; i++) {
                    held.get(i).complete(answer(twoQuestions(prompts.get(i)), Finish.STOP));
                }
            } else if (held.size() > 16) {
                future.complete(answer(twoQuestions(ask.prompt().user()), Finish.STOP));
            }
            return future;
        });

        var works = IntStream.range(0, 8)
                .mapToObj(i -> new Work("leaf " + i, pipeline, List.of(like(0, i + "x"), like(1, i + "y"))))
                .toList();
        var ran = run(teacher, works.toArray(Work[]::new));

        assertThat(works)
                .allSatisfy(work -> assertThat(ran.questions(work.name())).hasSize(4));
    }

    @Test
    void neverMoreThanThePoolIsInFlight() {
        var waiting = new ArrayList<Runnable>();
        var teacher = new RuleTeacher(3, ask -> {
            var future = new CompletableFuture<Answer>();
            waiting.add(() -> future.complete(answer(twoQuestions(ask.prompt().user()), Finish.STOP)));
            if (waiting.size() >= 3) {
                List.copyOf(waiting).forEach(Runnable::run);
                waiting.clear();
            }
            return future;
        });

        var ran = run(teacher, work("leaf", 9));

        assertThat(ran.questions("leaf")).hasSize(18);
        assertThat(teacher.peak()).isLessThanOrEqualTo(3);
    }

    @Test
    void aQuestionThatIsInFlightIsNotSentAgainAndTakesNoSlot() {
        var held = new ArrayList<CompletableFuture<Answer>>();
        var prompts = new ArrayList<String>();
        // Two of three seeds ask the same. Nothing is answered until three different questions are there.
        var teacher = new RuleTeacher(3, ask -> {
            var future = new CompletableFuture<Answer>();
            held.add(future);
            prompts.add(ask.prompt().user());
            if (held.size() >= 3) {
                for (int i = 0; i < held.size(); i++) {
                    held.get(i).complete(answer(twoQuestions(prompts.get(i)), Finish.STOP));
                }
            }
            return future;
        });
        var seeds = List.of(like(0, "x"), like(1, "x"), like(2, "y"), like(3, "x"), like(4, "z"));

        var ran = run(teacher, new Work("leaf", withoutGates(), seeds));

        assertThat(ran.questions("leaf")).containsExactly("xa", "xb", "xa", "xb", "ya", "yb", "xa", "xb", "za", "zb");
        assertThat(prompts.subList(0, 3)).containsExactly("ask x", "ask y", "ask z");
        var summary = ran.summary("leaf");
        assertThat(summary.usage().requests()).isEqualTo(5 + 10);
        assertThat(summary.cached().requests()).isEqualTo(15 - prompts.size());
        assertThat(ran.progress).last().satisfies(now -> assertThat(now.known()).isEqualTo(now.answered()));
    }

    @Test
    void whoWaitedForTheSameAnswerAsksAgainWhereItFailed() {
        var asked = new AtomicInteger();
        var fails = new CompletableFuture<Answer>();
        var teacher = new RuleTeacher(2, ask -> {
            var prompt = ask.prompt().user();
            if (prompt.equals("ask x") && asked.incrementAndGet() == 1) {
                return fails;
            }
            if (prompt.equals("ask y")) {
                fails.completeExceptionally(new TeacherException.Unreachable("too slow", 1));
            }
            return said(twoQuestions(prompt));
        });

        var ran = run(teacher, new Work("leaf", withoutGates(), List.of(like(0, "x"), like(1, "x"), like(2, "y"))));

        assertThat(ran.questions("leaf")).containsExactly("xa", "xb", "ya", "yb");
        assertThat(ran.reasons("leaf")).containsExactly("gen: too slow");
        assertThat(asked.get()).isEqualTo(2);
    }

    private static Row like(int number, String question) {
        return Row.seed(number, Map.of("task_description", "t", "seed_question", question, "seed_response", "r"));
    }

    @Test
    void duplicatesAreRejectedWhereverTheyWereMade() {
        var ran = run(RuleTeacher.saying(EngineTest::sharedQuestions), work("leaf", 4));

        assertThat(ran.questions("leaf")).containsExactly("shared", "own 0", "own 1", "own 2", "own 3");
        assertThat(ran.reasons("leaf"))
                .containsExactly("gen: it was made before", "gen: it was made before", "gen: it was made before");
    }

    @Test
    void rowsWaitForEachOtherWhereABlockNeedsThemAll() {
        var seeds = List.of(seed(0, "red"), seed(1, "blue"), seed(2, "blue"));

        var ran = run(RuleTeacher.saying(EngineTest::twoQuestions), new Work("leaf", pipeline, seeds));

        assertThat(ran.rows("leaf"))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.get("seed_response")).isEqualTo("blue"));
    }

    @Test
    void aFilterRejectsWithItsReason() {
        var ran = run(
                RuleTeacher.saying(prompt -> prompt.equals("answer 0a") ? "<a>bad</a>" : twoQuestions(prompt)),
                work("leaf", 1));

        assertThat(ran.questions("leaf")).containsExactly("0b");
        assertThat(ran.reasons("leaf")).containsExactly("filter: response is \"bad\", and must be something with good");
    }

    @Test
    void progressCountsAnswersAndWhatIsKnownToCome() {
        var ran = run(new RuleTeacher(2, ask -> said(twoQuestions(ask.prompt().user()))), work("leaf", 3));

        assertThat(ran.progress).hasSize(9).last().isEqualTo(new Progress(9, 9, 0, 6, 0, 9 * 15, 0, 1));
        assertThat(ran.progress).extracting(Progress::answered).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(ran.progress)
                .allSatisfy(now -> assertThat(now.known()).isGreaterThanOrEqualTo(now.answered() + now.inFlight()));
    }

    @Test
    void workIsTakenAsThereIsRoomForIt() {
        var taken = new AtomicInteger();
        var most = new AtomicInteger();
        var ran = new Ran();
        var works = IntStream.range(0, 500)
                .mapToObj(i -> {
                    taken.incrementAndGet();
                    return work("leaf " + i, 1);
                })
                .iterator();

        new Engine(new RuleTeacher(2, ask -> said(twoQuestions(ask.prompt().user()))), EngineSettings.of(LIMITS))
                .run(works, ran, new Watch() {
                    @Override
                    public void progressed(Progress now) {
                        most.set(Math.max(most.get(), taken.get() - ran.summaries.size()));
                    }

                    @Override
                    public boolean cancelled() {
                        return false;
                    }
                });

        assertThat(ran.summaries).hasSize(500);
        // Two in flight, four that wait, and one that was just done.
        assertThat(most.get()).isLessThanOrEqualTo(7);
    }
}
