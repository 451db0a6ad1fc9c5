package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static treewarden.sdg.engine.RuleTeacher.answer;
import static treewarden.sdg.engine.RuleTeacher.said;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import treewarden.sdg.block.Row;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;

@Timeout(300)
class ManySeedsTest extends EngineHarness {
    private final AtomicInteger taken = new AtomicInteger();

    /** Seeds that exist only when they are taken. */
    private Iterable<Row> counted(int number) {
        return () -> IntStream.range(0, number)
                .mapToObj(i -> {
                    taken.incrementAndGet();
                    return seed(i, "r");
                })
                .iterator();
    }

    private Pipeline withoutTable() {
        return new Pipeline(
                "test",
                pipeline.steps().stream()
                        .filter(step -> !step.block().name().equals("vote"))
                        .toList());
    }

    @Test
    void seedsAreTakenAsTheTeacherHasRoom() {
        var most = new AtomicInteger();
        var teacher = new RuleTeacher(4, ask -> said(twoQuestions(ask.prompt().user())));
        var done = new ArrayList<Integer>();

        run(teacher, List.of(new Work("leaf", withoutTable(), counted(2_000))), seed -> {
            done.add(seed);
            most.set(Math.max(most.get(), taken.get() - done.size()));
        });

        assertThat(done).isEqualTo(IntStream.range(0, 2_000).boxed().toList());
        // Four in flight, eight that wait, those that were just done, and one that a stream has looked at.
        assertThat(most.get()).isLessThanOrEqualTo(18);
    }

    @Test
    void behindASlowAnswerTheRowsOfALeafPileUpToABoundAndTheOthersGoOn() {
        var slow = new CompletableFuture<Answer>();
        var heldWhenQuiet = new AtomicInteger();
        var done = new ArrayList<Integer>();
        var teacher = new RuleTeacher(4, ask -> {
            var prompt = ask.prompt().user();
            return prompt.equals("ask 0") && !slow.isDone() ? slow : said(sharedQuestions(prompt));
        });
        var works = List.of(
                new Work("slow leaf", withoutTable(), counted(5_000)),
                new Work("other leaf", withoutTable(), seeds(301).subList(1, 301)));

        new Engine(teacher, EngineSettings.of(LIMITS))
                .run(
                        works.iterator(),
                        new Sink() {
                            @Override
                            public void seedDone(Work work, int seed, List<Row> kept, List<Rejection> rejected) {
                                done.add(seed);
                            }

                            @Override
                            public void finished(Work work, WorkSummary summary) {
                                if (work.name().equals("other leaf")) {
                                    // All others are through, though the first seed of the first leaf has no answer.
                                    heldWhenQuiet.set(taken.get());
                                    assertThat(done).hasSize(300);
                                    slow.complete(answer(sharedQuestions("ask 0"), Finish.STOP));
                                }
                            }
                        },
                        new Ran());

        assertThat(done).hasSize(5_300);
        // Half of the rows of the limit, two for each seed, and those of the pool that were on their way.
        assertThat(heldWhenQuiet.get()).isBetween(200, 270);
    }

    @Test
    void aBlockThatNeedsAllRowsGetsThemAllHoweverManySeedsThereAre() {
        var limits = new EngineLimits(2, 5_200, 4, 10);
        var ran = new Ran();
        var seeds = new ArrayList<Row>();
        for (int i = 0; i < 500; i++) {
            seeds.add(seed(i, i < 300 ? "most" : "few"));
        }

        new Engine(new RuleTeacher(4, ask -> said(twoQuestions(ask.prompt().user()))), EngineSettings.of(limits))
                .run(List.of(new Work("leaf", pipeline, seeds)).iterator(), ran, ran);

        assertThat(ran.rows("leaf"))
                .hasSize(1_000)
                .allSatisfy(row -> assertThat(row.get("seed_response")).isEqualTo("most"));
    }

    @Test
    void workWithoutSeedsIsDoneAtOnce() {
        var ran = run(RuleTeacher.saying(EngineTest::twoQuestions), work("none", 0), work("some", 1), work("last", 0));

        assertThat(ran.summaries.keySet()).containsExactlyInAnyOrder("none", "some", "last");
        assertThat(ran.questions("some")).containsExactly("0a", "0b");
    }

    @Test
    void seedsWhoseNumbersDoNotGrowAreRefused() {
        var seeds = List.of(seed(3, "r"), seed(3, "r"));

        assertThatThrownBy(() -> run(RuleTeacher.saying(EngineTest::twoQuestions), new Work("leaf", pipeline, seeds)))
                .hasMessage("leaf: seed [3] comes after [3]; their numbers must grow");
    }

    private static void run(RuleTeacher teacher, List<Work> works, IntConsumer done) {
        Iterator<Work> all = works.iterator();
        new Engine(teacher, EngineSettings.of(LIMITS))
                .run(
                        all,
                        new Sink() {
                            @Override
                            public void seedDone(Work work, int seed, List<Row> kept, List<Rejection> rejected) {
                                done.accept(seed);
                            }

                            @Override
                            public void finished(Work work, WorkSummary summary) {}
                        },
                        new Ran());
    }
}
