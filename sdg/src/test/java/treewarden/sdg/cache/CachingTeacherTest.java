package treewarden.sdg.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import treewarden.domain.Usage;
import treewarden.sdg.engine.RuleTeacher;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Sampling;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

class CachingTeacherTest {
    private final InMemory cache = new InMemory();
    private volatile String name = "served";
    private final RuleTeacher model = new RuleTeacher(
            8, ask -> CompletableFuture.completedFuture(answer(ask.prompt().user() + ", says " + name)));

    @Test
    void whatWasAskedOnceCostsNothingInTheNextRun() {
        var first = new CachingTeacher(model, cache).ask(ask("q")).join();
        var second = new CachingTeacher(model, cache).ask(ask("q")).join();

        assertThat(model.asked()).hasSize(1);
        assertThat(first.source()).isEqualTo(Answer.Source.ASKED);
        assertThat(second).isEqualTo(first.cached());
        assertThat(second.usage()).as("what it cost then").isEqualTo(first.usage());
    }

    @Test
    void norLaterInTheSameRun() {
        var teacher = new CachingTeacher(model, cache);

        assertThat(teacher.ask(ask("q")).join().source()).isEqualTo(Answer.Source.ASKED);
        assertThat(teacher.ask(ask("q")).join().source()).isEqualTo(Answer.Source.CACHED);
    }

    @Test
    void anUnusableAnswerIsFoundAgainSoThatTheRunIsTheSame() {
        var cutOff = new Answer("served", "", Finish.LENGTH, new Usage(1, 5, 256));
        var stubborn = new RuleTeacher(8, ask -> CompletableFuture.completedFuture(cutOff));
        new CachingTeacher(stubborn, cache).ask(ask("q")).join();

        assertThat(new CachingTeacher(stubborn, cache).ask(ask("q")).join()).isEqualTo(cutOff.cached());
        assertThat(stubborn.asked()).hasSize(1);
    }

    @Test
    void aFailureIsNotKept() {
        var moody = new ArrayList<>(List.of(
                CompletableFuture.<Answer>failedFuture(new TeacherException.Unreachable("down", 4)),
                CompletableFuture.completedFuture(answer("now"))));
        var teacher = new CachingTeacher(new RuleTeacher(8, ask -> moody.remove(0)), cache);

        assertThat(teacher.ask(ask("q")))
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(TeacherException.Unreachable.class);
        assertThat(teacher.ask(ask("q")).join().text()).isEqualTo("now");
    }

    @Test
    void identicalQuestionsInFlightAreSentOnceAndTheFirstPays() {
        var held = new CompletableFuture<Answer>();
        var slow = new RuleTeacher(8, ask -> held);
        var teacher = new CachingTeacher(slow, cache);
        var asked = IntStream.range(0, 5).mapToObj(i -> teacher.ask(ask("q"))).toList();

        held.complete(answer("for all"));

        assertThat(slow.asked()).hasSize(1);
        assertThat(asked).extracting(one -> one.join().text()).containsOnly("for all");
        assertThat(asked)
                .extracting(one -> one.join().source())
                .containsExactly(
                        Answer.Source.ASKED,
                        Answer.Source.CACHED,
                        Answer.Source.CACHED,
                        Answer.Source.CACHED,
                        Answer.Source.CACHED);
    }

    @Test
    void whoeverCancelsLeavesTheOthersTheirAnswer() {
        var held = new CompletableFuture<Answer>();
        var teacher = new CachingTeacher(new RuleTeacher(8, ask -> held), cache);
        var leaving = teacher.ask(ask("q"));
        var staying = teacher.ask(ask("q"));

        leaving.cancel(true);

        assertThat(held).isNotCancelled();
        held.complete(answer("still"));
        assertThat(staying.join()).isEqualTo(answer("still"));
    }

    @Test
    void whenAllHaveCancelledTheRequestIsAndTheQuestionCanBeAskedAnew() {
        var requests = new CopyOnWriteArrayList<CompletableFuture<Answer>>();
        var teacher = new CachingTeacher(
                new RuleTeacher(8, ask -> {
                    requests.add(new CompletableFuture<>());
                    return requests.get(requests.size() - 1);
                }),
                cache);
        teacher.ask(ask("q")).cancel(true);

        assertThat(requests.get(0)).isCancelled();
        var anew = teacher.ask(ask("q"));
        requests.get(1).complete(answer("at last"));
        assertThat(anew.join().text()).isEqualTo("at last");
    }

    @Test
    void aModelThatChangesItsNameEndsTheRunAndTheNextUsesTheNewOneAlone() {
        var run = new CachingTeacher(model, cache);
        run.ask(ask("one")).join();
        name = "another";

        assertThat(run.ask(ask("two")))
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(TeacherException.ModelChanged.class)
                .withMessage(
                        "the teacher answered as \"served\" until now and as \"another\" from now on; run again: the"
                                + " answers of \"served\" are set aside, so that no data is mixed from two models");

        var next = new CachingTeacher(model, cache);
        assertThat(List.of("one", "two", "three"))
                .extracting(question -> next.ask(ask(question)).join().model())
                .containsOnly("another");
        assertThat(model.asked()).as("two had been answered by the new one").hasSize(4);
    }

    @Test
    void anAnswerOfTheOldModelThatComesLateDoesNotBringItBack() {
        var requests = new ArrayList<CompletableFuture<Answer>>();
        var run = new CachingTeacher(
                new RuleTeacher(8, ask -> {
                    requests.add(new CompletableFuture<>());
                    return requests.get(requests.size() - 1);
                }),
                cache);
        run.ask(ask("one"));
        run.ask(ask("two"));
        var late = run.ask(ask("three"));
        requests.get(0).complete(answer("one"));
        name = "another";
        requests.get(1).complete(answer("two"));
        name = "served";
        requests.get(2).complete(answer("three"));

        assertThat(late)
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(TeacherException.ModelChanged.class)
                .withMessageContaining("as \"another\" from now on");
        assertThat(cache.served(run.model())).contains("another");
    }

    @Test
    void answersFromTheCacheAndOthersOfANewModelAreNotMixedEither() {
        new CachingTeacher(model, cache).ask(ask("one")).join();
        var run = new CachingTeacher(model, cache);
        run.ask(ask("one")).join();
        name = "another";

        assertThat(run.ask(ask("two")))
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(TeacherException.ModelChanged.class);
    }

    @Test
    void aRunThatHasHeardNothingYetGoesOnWithTheNewName() {
        new CachingTeacher(model, cache).ask(ask("one")).join();
        name = "another";
        var run = new CachingTeacher(model, cache);

        assertThat(run.ask(ask("two")).join().model()).isEqualTo("another");
        assertThat(run.ask(ask("one")).join().text()).isEqualTo("one, says another");
    }

    @Test
    void allThatIsInFlightWhileTheNameChangesFailsOfWhicheverModelItIs() {
        var held = new CopyOnWriteArrayList<CompletableFuture<Answer>>();
        var run = new CachingTeacher(
                new RuleTeacher(8, ask -> {
                    held.add(new CompletableFuture<>());
                    return held.get(held.size() - 1);
                }),
                cache);
        var asked = List.of(run.ask(ask("0")), run.ask(ask("1")), run.ask(ask("2")), run.ask(ask("3")));

        held.get(0).complete(new Answer("old", "", Finish.STOP, Usage.NONE));
        held.get(1).complete(new Answer("new", "", Finish.STOP, Usage.NONE));
        held.get(2).complete(new Answer("new", "", Finish.STOP, Usage.NONE));
        held.get(3).complete(new Answer("old", "", Finish.STOP, Usage.NONE));

        assertThat(asked.get(0)).isCompleted();
        assertThat(asked.subList(1, 4)).allSatisfy(one -> assertThat(one).isCompletedExceptionally());
    }

    @Test
    void aFullDiskFailsTheQuestionAndSaysWhy() {
        cache.broken = new CacheException.Full("the disk is full", null);

        assertThat(new CachingTeacher(model, cache).ask(ask("q")))
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(CacheException.Full.class);
    }

    @Test
    void manyThreadsThatAskTheSameSendItOnce() throws Exception {
        var teacher = new CachingTeacher(new AtOnce(), cache);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var answers = new ArrayList<CompletableFuture<Answer>>();
            for (int i = 0; i < 4_000; i++) {
                var question = ask("q" + i / 8);
                answers.add(CompletableFuture.supplyAsync(() -> teacher.ask(question), threads)
                        .thenCompose(answer -> answer));
            }

            long paid = 0;
            for (int i = 0; i < answers.size(); i++) {
                var answer = answers.get(i).get(20, TimeUnit.SECONDS);
                assertThat(answer.text()).isEqualTo("q" + i / 8);
                paid += answer.source() == Answer.Source.ASKED ? 1 : 0;
            }
            assertThat(paid).isEqualTo(500);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Ask ask(String question) {
        return new Ask(new Prompt("", question), new Sampling(0, 256, null, Map.of()));
    }

    private Answer answer(String text) {
        return new Answer(name, text, Finish.STOP, new Usage(1, 10, 5));
    }

    /** Answers in another thread, whoever asks. */
    private static final class AtOnce implements Teacher {
        @Override
        public CompletableFuture<Answer> ask(Ask ask) {
            return CompletableFuture.supplyAsync(
                    () -> RuleTeacher.answer(ask.prompt().user(), Finish.STOP));
        }

        @Override
        public int concurrency() {
            return 8;
        }

        @Override
        public String model() {
            return "m";
        }
    }
}
