package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static treewarden.sdg.engine.RuleTeacher.said;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.TeacherException;

@Timeout(300)
class BudgetTest extends EngineHarness {
    /** Ten tokens for each prompt: with the 4096 of the longest answer, a question can cost 4106. */
    private static final PromptTokens TEN = new PromptTokens() {
        @Override
        public int of(Prompt prompt) {
            return 10;
        }

        @Override
        public boolean exact() {
            return true;
        }
    };

    private static final int WORST = 4_106;

    /** A budget that remembers what was done with it. */
    private static final class Book implements Budget {
        private final String name;
        private final List<String> entries = new ArrayList<>();
        private long left;

        Book(String name, long left) {
            this.name = name;
            this.left = left;
        }

        @Override
        public long take(long wanted) {
            long got = Math.min(wanted, left);
            left -= got;
            entries.add("-" + got);
            return got;
        }

        @Override
        public void giveBack(long unused) {
            left += unused;
            entries.add("+" + unused);
        }

        @Override
        public String words() {
            return "the budget of " + name + " is used up";
        }
    }

    private final AtomicLong used = new AtomicLong();

    /** Uses all that it may. */
    private CompletableFuture<Answer> longest(Ask ask) {
        used.addAndGet(WORST);
        return CompletableFuture.completedFuture(new Answer(
                "m",
                twoQuestions(ask.prompt().user()),
                Finish.STOP,
                new Usage(1, 10, ask.sampling().maxTokens())));
    }

    private Ran run(RuleTeacher teacher, Work work, Budget... budgets) {
        var ran = new Ran();
        var settings = EngineSettings.of(LIMITS).withTokens(TEN).withBudgets(List.of(budgets));
        new Engine(teacher, settings).run(List.of(work).iterator(), ran, ran);
        return ran;
    }

    @Test
    void noMoreIsUsedThanThereIs() {
        for (int slots : List.of(1, 3, 16)) {
            used.set(0);
            var book = new Book("all", 10 * WORST + 100);

            var ran = run(new RuleTeacher(slots, this::longest), work("leaf", 20), book);

            assertThat(used.get()).isEqualTo(10 * WORST);
            assertThat(book.left).isEqualTo(100);
            assertThat(ran.summary("leaf").cutShort()).containsExactly("the budget of all is used up");
            assertThat(ran.summary("leaf").rejected().get("gen")).containsKey(Rejection.Kind.CUT_SHORT);
        }
    }

    @Test
    void whatAnswersDoNotUseIsThereForOthers() {
        var book = new Book("all", 2 * WORST);

        var ran = run(new RuleTeacher(8, ask -> said(twoQuestions(ask.prompt().user()))), work("leaf", 5), book);

        assertThat(ran.summary("leaf").cutShort()).isEmpty();
        assertThat(ran.rows("leaf")).hasSize(10);
        assertThat(book.left).isEqualTo(2 * WORST - 15 * 15);
    }

    @Test
    void tokensAreTakenForManyRequestsAtOnceAndTheRestGoesBack() {
        var book = new Book("all", 10_000_000);

        run(new RuleTeacher(8, ask -> said(twoQuestions(ask.prompt().user()))), work("leaf", 100), book);

        assertThat(book.entries).containsExactly("-" + 32 * WORST, "+" + (32 * WORST - 300 * 15));
    }

    @Test
    void theSmallestOfSeveralBudgetsDecidesAndTheOthersLoseNothing() {
        var run = new Book("the run", 10_000_000);
        var contributor = new Book("ann", 3 * WORST);

        var ran = run(new RuleTeacher(4, this::longest), work("leaf", 9), run, contributor, Budget.UNLIMITED);

        assertThat(used.get()).isEqualTo(3 * WORST);
        assertThat(contributor.left).isZero();
        assertThat(run.left).isEqualTo(10_000_000 - 3 * WORST);
        assertThat(ran.summary("leaf").cutShort()).containsExactly("the budget of ann is used up");
    }

    @Test
    void aBudgetThatIsUsedUpIsNotAskedForEveryQuestion() {
        var book = new Book("all", WORST);

        var ran = run(new RuleTeacher(4, this::longest), work("leaf", 500), book);

        assertThat(ran.reasons("leaf")).hasSizeGreaterThanOrEqualTo(499);
        assertThat(book.entries).hasSizeLessThan(5);
    }

    @Test
    void aRunThatFailsGivesBackWhatItDidNotUse() {
        var book = new Book("all", 10_000_000);
        var down = new TeacherException.Refused("no", 1);

        assertThatThrownBy(() -> run(
                        new RuleTeacher(
                                1,
                                ask -> ask.prompt().user().equals("ask 2")
                                        ? CompletableFuture.failedFuture(down)
                                        : said(twoQuestions(ask.prompt().user()))),
                        new Work("leaf", withoutGates(), seeds(9)),
                        book))
                .isSameAs(down);

        // What was asked and not answered stays counted.
        assertThat(10_000_000 - book.left).isBetween((long) WORST, 2L * WORST);
    }

    @Test
    void aRequestThatCameToNothingCountsInFull() {
        var book = new Book("all", 10_000_000);

        var ran = run(
                new RuleTeacher(
                        1,
                        ask -> ask.prompt().user().equals("ask 1")
                                ? CompletableFuture.failedFuture(new TeacherException.Unreachable("too slow", 1))
                                : said(twoQuestions(ask.prompt().user()))),
                work("leaf", 2),
                book);

        assertThat(ran.reasons("leaf")).containsExactly("gen: too slow");
        assertThat(10_000_000 - book.left).isEqualTo(WORST + 3 * 15);
    }

    @Test
    void anAnswerFromTheCacheCostsNothing() {
        var book = new Book("all", WORST);

        var ran = run(
                new RuleTeacher(
                        2, ask -> said(twoQuestions(ask.prompt().user())).thenApply(Answer::cached)),
                work("leaf", 30),
                book);

        assertThat(book.left).isEqualTo(WORST);
        assertThat(ran.rows("leaf")).hasSize(60);
        assertThat(ran.summary("leaf").usage()).isEqualTo(new Usage(90, 900, 450));
        assertThat(ran.summary("leaf").cached()).isEqualTo(new Usage(90, 900, 450));
        assertThat(ran.summary("leaf").spent()).isEqualTo(Usage.NONE);
        assertThat(ran.progress).last().extracting(Progress::fromCache).isEqualTo(90);
    }

    @Test
    void aBudgetInMemoryNeverGoesBelowNothing() {
        var budget = Budget.of(10);

        assertThat(budget.take(7)).isEqualTo(7);
        assertThat(budget.take(7)).isEqualTo(3);
        assertThat(budget.take(7)).isZero();
        budget.giveBack(4);
        assertThat(budget.take(7)).isEqualTo(4);
        assertThat(budget.words()).isEqualTo("the limit of 10 tokens was reached before it");
    }
}
