package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.HedgingTeacher;

/** The teacher answers all at once but for the first request of some questions, which it never answers. */
class HedgeTest extends EngineHarness {
    private static final int SEEDS = 12;
    private static final int PER_ANSWER = 15;

    private final List<CompletableFuture<Answer>> stuck = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();

    private RuleTeacher teacher(int slots, String... slow) {
        var slowOnes = new ArrayList<>(List.of(slow));
        return new RuleTeacher(slots, ask -> {
            if (!slowOnes.remove(ask.prompt().user().strip())) {
                return RuleTeacher.said(twoQuestions(ask.prompt().user()));
            }
            var request = new CompletableFuture<Answer>();
            stuck.add(request);
            return request;
        });
    }

    private Ran run(RuleTeacher teacher, Hedging hedging, Budget... budgets) {
        var ran = new Ran();
        var settings = EngineSettings.of(LIMITS).withHedging(hedging).withBudgets(List.of(budgets));
        var work = new Work("leaf", withoutGates(), seeds(SEEDS));
        // Each look at the clock takes it a microsecond further, so that what is open grows old while others are
        // answered.
        new Engine(new HedgingTeacher(teacher), settings, () -> clock.addAndGet(1_000))
                .run(List.of(work).iterator(), ran, ran);
        return ran;
    }

    private static List<String> twice(RuleTeacher teacher) {
        var prompts = teacher.asked().stream()
                .map(Ask::prompt)
                .map(prompt -> prompt.user().strip())
                .toList();
        return prompts.stream()
                .filter(one -> prompts.indexOf(one) != prompts.lastIndexOf(one))
                .distinct()
                .toList();
    }

    @Test
    void aSlowQuestionIsAskedASecondTimeWhenNothingElseIsLeftToDo() {
        var teacher = teacher(4, "ask 11", "answer 7a");

        var ran = run(teacher, Hedging.WHEN_IDLE);

        assertThat(ran.rows("leaf")).hasSize(2 * SEEDS);
        assertThat(twice(teacher)).containsExactlyInAnyOrder("ask 11", "answer 7a");
        assertThat(teacher.asked()).hasSize(3 * SEEDS + 2);
        assertThat(stuck).hasSize(2).allMatch(CompletableFuture::isCancelled);
        assertThat(ran.summary("leaf").spent().requests())
                .as("with the ones that lost")
                .isEqualTo(3 * SEEDS + 2);
        assertThat(ran.summary("leaf").usage().requests()).isEqualTo(3 * SEEDS);
    }

    @Test
    void nothingIsAskedASecondTimeUnlessThatIsWished() {
        var teacher = teacher(4, "answer 7a");
        assertIsStuck(teacher, Hedging.NEVER);

        assertThat(twice(teacher)).isEmpty();
    }

    @Test
    void nothingIsAskedASecondTimeWhenNoSlotIsFree() {
        var teacher = teacher(2, "answer 7a", "answer 7b");
        assertIsStuck(teacher, Hedging.WHEN_IDLE);

        assertThat(twice(teacher)).isEmpty();
    }

    @Test
    void whatIsUsualIsNotSlow() {
        var latencies = new Latencies();
        var block =
                new Work("leaf", pipeline, List.of()).pipeline().steps().get(0).block();
        var ask = (treewarden.sdg.block.AskBlock) block;
        for (long nanos : List.of(50L, 10L, 40L, 20L)) {
            latencies.add(ask, nanos);
        }
        assertThat(latencies.usual(ask)).as("too few to know").isEmpty();
        latencies.add(ask, 30);

        assertThat(latencies.usual(ask)).hasValue(30);
    }

    @Test
    void bothRequestsAreCounted() {
        var budget = Budget.of(1_000_000);

        run(teacher(4, "answer 7a"), Hedging.WHEN_IDLE, budget);

        long used = 1_000_000 - budget.take(1_000_000);
        assertThat(used).isEqualTo((3L * SEEDS + 1) * PER_ANSWER);
    }

    @Test
    void withoutTokensForItASecondRequestIsNotSent() {
        // Room for one request and for all answers, but not for two requests at once.
        var enough = Budget.of(4_200 + 3L * SEEDS * PER_ANSWER);
        var teacher = teacher(4, "answer 11b");
        assertIsStuck(teacher, Hedging.WHEN_IDLE, enough);

        assertThat(teacher.asked()).as("nothing else is left to ask").hasSize(3 * SEEDS);
        assertThat(twice(teacher)).isEmpty();
    }

    /** It goes on until somebody cancels it. */
    private void assertIsStuck(RuleTeacher teacher, Hedging hedging, Budget... budgets) {
        var settings = EngineSettings.of(LIMITS).withHedging(hedging).withBudgets(List.of(budgets));
        var ran = new Ran();
        var work = new Work("leaf", withoutGates(), seeds(SEEDS));
        var watch = new Watch() {
            private int looks;

            @Override
            public void progressed(Progress now) {}

            @Override
            public boolean cancelled() {
                return !stuck.isEmpty() && ++looks > 2;
            }
        };
        var engine = new Engine(new HedgingTeacher(teacher), settings, () -> clock.addAndGet(1_000));
        assertThatThrownBy(() -> engine.run(List.of(work).iterator(), ran, watch))
                .isInstanceOf(CancellationException.class);
        assertThat(stuck).allMatch(CompletableFuture::isCancelled);
    }
}
