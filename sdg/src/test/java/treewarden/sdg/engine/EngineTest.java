package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static treewarden.sdg.engine.RuleTeacher.answer;
import static treewarden.sdg.engine.RuleTeacher.said;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.Row;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.TeacherException;

@Timeout(60)
class EngineTest {
    private static final EngineLimits LIMITS = new EngineLimits(2, 1_000, 1_000_000, 4);

    @TempDir
    Path folder;

    private Pipeline pipeline;

    /** Two questions to each seed, an answer to each of them, only good ones kept. */
    @BeforeEach
    void writePipeline() throws IOException {
        var yaml = """
                version: "1.0"
                blocks:
                  - name: gen
                    type: LLMBlock
                    config:
                      config_path: gen.yaml
                      output_cols: [question]
                      batch_kwargs: {num_samples: 2}
                    drop_columns: [num_samples]
                    drop_duplicates: [question]
                  - name: respond
                    type: LLMBlock
                    config: {config_path: respond.yaml, output_cols: [response]}
                  - name: vote
                    type: SetToMajorityValueBlock
                    config: {col_name: seed_response}
                  - name: filter
                    type: FilterByValueBlock
                    config: {filter_column: response, filter_value: good, operation: contains}
                """;
        for (var name : List.of("freeform_skills.yaml", "grounded_skills.yaml", "knowledge.yaml")) {
            write(
                    name,
                    name.startsWith("know")
                            ? yaml.replace("gen.yaml", "know.yaml").replace("seed_response", "domain")
                            : yaml);
        }
        write("gen.yaml", "generation: 'ask {{ seed_question }}'\nstart_tags: ['<q>']\nend_tags: ['</q>']\n");
        write("know.yaml", "generation: 'ask {{ document }}'\nstart_tags: ['<q>']\nend_tags: ['</q>']\n");
        write("respond.yaml", "generation: 'answer {{ question }}'\nstart_tags: ['<a>']\nend_tags: ['</a>']\n");
        pipeline = PipelineSet.at(folder).pipeline(LeafKind.FREEFORM_SKILL);
    }

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

        var works = IntStream.range(0, 8).mapToObj(i -> work("leaf " + i, 2)).toList();
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
    void whicheverAnswerComesFirstTheRowsAreTheSame() {
        var expected = run(RuleTeacher.saying(EngineTest::sharedQuestions), work("leaf", 12));
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var open = new ArrayList<Runnable>();
            var teacher = new RuleTeacher(6, ask -> {
                var future = new CompletableFuture<Answer>();
                open.add(() ->
                        future.complete(answer(sharedQuestions(ask.prompt().user()), Finish.STOP)));
                return future;
            });
            var ran = new Ran();
            new Engine(teacher, LIMITS).run(List.of(work("leaf", 12)).iterator(), ran, new Watch() {
                @Override
                public void progressed(int answered, int known) {}

                @Override
                public boolean cancelled() {
                    // Looked at between two answers: a good moment to give the next one, of any.
                    if (!open.isEmpty()) {
                        open.remove(random.nextInt(open.size())).run();
                    }
                    return false;
                }
            });

            assertThat(ran.rows("leaf")).isEqualTo(expected.rows("leaf"));
            assertThat(ran.reasons("leaf")).isEqualTo(expected.reasons("leaf"));
        }
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
        assertThat(asked.get(1).sampling().maxTokens()).isEqualTo(8192);
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
    void aFilterRejectsWithItsReason() {
        var ran = run(
                RuleTeacher.saying(prompt -> prompt.equals("answer 0a") ? "<a>bad</a>" : twoQuestions(prompt)),
                work("leaf", 1));

        assertThat(ran.questions("leaf")).containsExactly("0b");
        assertThat(ran.reasons("leaf")).containsExactly("filter: response is \"bad\", and must be something with good");
    }

    @Test
    void aPromptThatIsTooLongIsNotSent() {
        var longOne =
                Row.seed(0, Map.of("task_description", "t", "seed_question", "x".repeat(5_000), "seed_response", "r"));
        var teacher = RuleTeacher.saying(EngineTest::twoQuestions);

        var ran = run(teacher, new Work("leaf", pipeline, List.of(longOne, seed(1, "r"))));

        assertThat(ran.questions("leaf")).hasSize(2);
        assertThat(ran.reasons("leaf"))
                .containsExactly("gen: its prompt has about 1251 tokens, more than the 1000 that are sent");
        assertThat(teacher.asked())
                .allSatisfy(ask -> assertThat(ask.prompt().tokens()).isLessThan(100));
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

        assertThatThrownBy(() -> new Engine(teacher, LIMITS)
                        .run(List.of(work("leaf", 9)).iterator(), new Ran(), new Watch() {
                            @Override
                            public void progressed(int answered, int known) {}

                            @Override
                            public boolean cancelled() {
                                return never.size() == 4;
                            }
                        }))
                .isInstanceOf(CancellationException.class);
        assertThat(never).hasSize(4).allSatisfy(request -> assertThat(request).isCancelled());
    }

    @Test
    void whatTheLimitOfTokensLeavesOutIsTold() {
        var limits = new EngineLimits(2, 1_000, 40, 4);
        var ran = new Ran();

        new Engine(new RuleTeacher(1, ask -> said(twoQuestions(ask.prompt().user()))), limits)
                .run(List.of(work("leaf", 4)).iterator(), ran, ran);

        assertThat(ran.summary("leaf").cutShort()).containsExactly("the limit of 40 tokens was reached before it");
        assertThat(ran.rows("leaf").size() + ran.reasons("leaf").size()).isGreaterThanOrEqualTo(4);
        assertThat(ran.reasons("leaf")).contains("gen: the limit of 40 tokens was reached before it");
    }

    @Test
    void progressCountsAnswersAndWhatIsKnownToCome() {
        var ran = run(new RuleTeacher(2, ask -> said(twoQuestions(ask.prompt().user()))), work("leaf", 3));

        assertThat(ran.progress).last().isEqualTo("9 of 9");
        assertThat(ran.progress).hasSize(9).first().asString().startsWith("1 of ");
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

        new Engine(new RuleTeacher(2, ask -> said(twoQuestions(ask.prompt().user()))), LIMITS)
                .run(works, ran, new Watch() {
                    @Override
                    public void progressed(int answered, int known) {
                        most.set(Math.max(most.get(), taken.get() - ran.summaries.size()));
                    }

                    @Override
                    public boolean cancelled() {
                        return false;
                    }
                });

        assertThat(ran.summaries).hasSize(500);
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    private static String twoQuestions(String prompt) {
        return prompt.startsWith("ask ")
                ? "<q>" + prompt.substring(4) + "a</q><q>" + prompt.substring(4) + "b</q>"
                : "<a>good</a>";
    }

    private static String sharedQuestions(String prompt) {
        return prompt.startsWith("ask ") ? "<q>shared</q><q>own " + prompt.substring(4) + "</q>" : "<a>good</a>";
    }

    private Pipeline withoutGates() {
        return new Pipeline(
                "test",
                pipeline.steps().stream()
                        .filter(step -> !step.block().name().equals("vote"))
                        .map(step -> new Pipeline.Placed(step.block(), step.dropColumns(), List.of(), null))
                        .toList());
    }

    private Work work(String name, int seeds) {
        return new Work(name, pipeline, seeds(seeds));
    }

    private static List<Row> seeds(int number) {
        return IntStream.range(0, number).mapToObj(i -> seed(i, "r")).toList();
    }

    private static Row seed(int number, String response) {
        return Row.seed(
                number,
                Map.of("task_description", "t", "seed_question", Integer.toString(number), "seed_response", response));
    }

    private static Ran run(RuleTeacher teacher, Work... works) {
        var ran = new Ran();
        new Engine(teacher, LIMITS).run(List.of(works).iterator(), ran, ran);
        return ran;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** What came of a run. */
    private static final class Ran implements Sink, Watch {
        private final Map<String, List<Row>> kept = new HashMap<>();
        private final Map<String, List<Rejection>> rejected = new HashMap<>();
        private final Map<String, WorkSummary> summaries = new HashMap<>();
        private final List<String> progress = new ArrayList<>();

        @Override
        public void kept(Work work, Row row) {
            kept.computeIfAbsent(work.name(), name -> new ArrayList<>()).add(row);
        }

        @Override
        public void rejected(Work work, Rejection rejection) {
            rejected.computeIfAbsent(work.name(), name -> new ArrayList<>()).add(rejection);
        }

        @Override
        public void finished(Work work, WorkSummary summary) {
            assertThat(summaries.put(work.name(), summary)).isNull();
        }

        @Override
        public void progressed(int answered, int known) {
            progress.add(answered + " of " + known);
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        List<Row> rows(String work) {
            var rows = new ArrayList<>(kept.getOrDefault(work, List.of()));
            rows.sort(Comparator.comparing(Row::address));
            Set<Object> addresses = new HashSet<>();
            assertThat(rows)
                    .allSatisfy(row -> assertThat(addresses.add(row.address())).isTrue());
            return rows;
        }

        List<String> questions(String work) {
            return rows(work).stream()
                    .map(row -> String.valueOf(row.get("question")))
                    .toList();
        }

        List<String> reasons(String work) {
            return rejected.getOrDefault(work, List.of()).stream()
                    .sorted(Comparator.comparing(rejection -> rejection.row().address()))
                    .map(rejection -> rejection.block() + ": " + rejection.reason())
                    .toList();
        }

        WorkSummary summary(String work) {
            var summary = summaries.get(work);
            assertThat(summary).isNotNull();
            return Objects.requireNonNull(summary);
        }
    }
}
