package treewarden.sdg.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sandbox.teacher.TeacherOptions;

class EndpointsTest {
    private static final String CHAT = TeacherTest.CHAT;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StandInTeacher one = StandInTeacher.start(TeacherOptions.defaults());
    private final StandInTeacher other = StandInTeacher.start(TeacherOptions.defaults());
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private int asked;

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void questionsGoToTheServerWithTheFewestInFlight() throws Exception {
        one.hold();
        other.hold();
        try (var teacher = teacher(config(one), config(other))) {
            assertThat(teacher.concurrency()).isEqualTo(16);
            var answers = ask(teacher, 10);
            one.awaitOpen(5, PATIENCE);
            other.awaitOpen(5, PATIENCE);
            one.release();
            answered(answers.subList(0, 1));
            other.release();
            answered(answers);
        }
        assertThat(one.load().requests()).isEqualTo(5);
        assertThat(other.load().requests()).isEqualTo(5);
    }

    @Test
    void noServerIsSentMoreThanItsShareHoweverMuchIsAsked() throws Exception {
        one.hold();
        other.hold();
        try (var teacher = teacher(config(one).withConcurrency(3), config(other).withConcurrency(5))) {
            var answers = ask(teacher, 40);
            one.awaitOpen(3, PATIENCE);
            other.awaitOpen(5, PATIENCE);
            one.release();
            other.release();
            answered(answers);
        }
        assertThat(one.load().peakOpen()).isEqualTo(3);
        assertThat(other.load().peakOpen()).isEqualTo(5);
        assertThat(one.load().requests() + other.load().requests()).isEqualTo(40);
    }

    @Test
    void aSecondRequestGoesToAnotherServerAndTheOneThatLostIsCancelled() throws Exception {
        one.hold();
        try (var servers = teacher(config(one), config(other))) {
            var teacher = new HedgingTeacher(servers);
            var answer = teacher.ask(TeacherTest.ASK);
            one.awaitOpen(1, PATIENCE);
            assertThat(teacher.hedge(TeacherTest.ASK)).isTrue();

            assertThat(answer.get(20, TimeUnit.SECONDS).retries()).isEqualTo(1);
            assertThat(other.load().requests()).isEqualTo(1);
        }
    }

    @Test
    void aSecondRequestIsNotSentWhereItWouldHaveToWait() throws Exception {
        one.hold();
        try (var servers = teacher(config(one).withConcurrency(1))) {
            var teacher = new HedgingTeacher(servers);
            var answer = teacher.ask(TeacherTest.ASK);
            one.awaitOpen(1, PATIENCE);
            assertThat(teacher.hedge(TeacherTest.ASK)).isFalse();
            one.release();

            assertThat(answer.get(20, TimeUnit.SECONDS).retries()).isZero();
        }
        assertThat(one.load().requests()).isEqualTo(1);
    }

    @Test
    void aServerThatAsksToWaitIsLeftAloneWhileTheOthersGoOn() throws Exception {
        one.faults().next("POST", CHAT, TeacherFaults.tooManyRequests(Duration.ofSeconds(30)));
        try (var teacher = teacher(config(one), config(other))) {
            answered(ask(teacher, 1));
            answered(ask(teacher, 20));

            assertThat(other.load().requests()).isEqualTo(21);
            assertThat(one.load().requests()).isZero();
            assertThat(waits).containsExactly(Duration.ofSeconds(30));

            goOn();
            answered(ask(teacher, 1));
            assertThat(one.load().requests()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatWantsToBeLeftAloneForLongIsWhenThereIsAnother() throws Exception {
        one.faults().next("POST", CHAT, TeacherFaults.tooManyRequests(Duration.ofDays(30)));
        try (var teacher = teacher(config(one), config(other))) {
            answered(ask(teacher, 5));
        }
        assertThat(waits).containsExactly(Duration.ofHours(1));
    }

    @Test
    void whenAllWantToBeLeftAloneForLongItIsSaid() {
        for (var server : List.of(one, other)) {
            server.faults().always("POST", CHAT, TeacherFaults.tooManyRequests(Duration.ofMinutes(10)));
        }
        try (var teacher = teacher(config(one), config(other))) {
            assertThatThrownBy(() -> answered(ask(teacher, 1)))
                    .isInstanceOf(TeacherException.RateLimited.class)
                    .hasMessageContaining("asks to wait for 600 s");
        }
    }

    @Test
    void aDeadServerCostsNoAnswerIsLeftOutAndTakenBackWhenItLives() throws Exception {
        one.faults().always("POST", CHAT, Fault.dropConnection());
        try (var teacher = teacher(config(one), config(other))) {
            answered(ask(teacher, 8));
            assertThat(teacher.concurrency()).as("that of the other").isEqualTo(8);
            int before = other.load().requests();
            answered(ask(teacher, 8));
            assertThat(other.load().requests()).isEqualTo(before + 8);
            assertThat(waits).as("one probe").containsExactly(Duration.ofSeconds(1));

            goOn();
            answered(ask(teacher, 8));
            assertThat(waits).as("in vain").containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
            assertThat(other.load().requests()).isEqualTo(before + 16);

            one.faults().clear();
            goOn();
            answered(ask(teacher, 1));
            assertThat(one.load().requests()).isEqualTo(1);
            assertThat(teacher.concurrency()).isEqualTo(16);
        }
    }

    @Test
    void whenAllAreDeadItIsSaidAfterTheUsualAttempts() {
        one.close();
        other.close();
        try (var teacher = teacherWithoutWaits(config(one), config(other))) {
            assertThatThrownBy(() -> answered(ask(teacher, 1)))
                    .isInstanceOf(TeacherException.Unreachable.class)
                    .hasMessageContaining("cannot be reached")
                    .hasMessageContaining("tried 8 times");
        }
    }

    @Test
    void aServerThatSaysItIsOverloadedIsSentHalfAsManyAndThenMoreAgain() throws Exception {
        one.faults().next("POST", CHAT, Fault.status(503));
        try (var teacher = teacherWithoutWaits(config(one).withConcurrency(16))) {
            answered(ask(teacher, 1));
            assertThat(teacher.concurrency()).isEqualTo(8);

            for (int i = 0; i < 200; i++) {
                answered(ask(teacher, 1));
            }
            assertThat(teacher.concurrency()).isEqualTo(16);
        }
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsSentHalfAsMany() throws Exception {
        one.faults().next("POST", CHAT, Fault.latency(Duration.ofMinutes(5)));
        try (var teacher = teacherWithoutWaits(config(one).withConcurrency(16).withDeadline(Duration.ofSeconds(3)))) {
            answered(ask(teacher, 1));

            assertThat(teacher.concurrency()).isEqualTo(8);
        }
    }

    @Test
    void aRateThatIsLimitedForManyLosesNoneOfThem() throws Exception {
        // Each second request is refused, whatever is done: some questions more often than the usual attempts.
        one.faults().every(2, "POST", CHAT, Fault.status(429));
        try (var teacher = teacherWithoutWaits(config(one).withConcurrency(32))) {
            answered(ask(teacher, 200));
        }
        assertThat(one.load().requests()).isEqualTo(200);
    }

    @Test
    void questionsThatWaitForAnotherAttemptMakeRoomForOthers() throws Exception {
        one.faults().next(3, "POST", CHAT, TeacherFaults.serverError());
        try (var teacher = teacher(config(one))) {
            var stumbling = ask(teacher, 3);
            awaitWaits(3);

            assertThat(teacher.concurrency()).isEqualTo(8 + 3);
            answered(ask(teacher, 8));
            assertThat(stumbling).allSatisfy(answer -> assertThat(answer).isNotDone());
            goOn();
            answered(stumbling);
            assertThat(teacher.concurrency()).isEqualTo(8);
        }
    }

    @Test
    void serversOfDifferentModelsAreFoundOut() {
        one.faults().always("POST", CHAT, new Fault.Changed(EndpointsTest::underAnotherName));
        try (var teacher = teacher(config(one), config(other))) {
            assertThatThrownBy(() -> answered(ask(teacher, 6)))
                    .isInstanceOf(TeacherException.Refused.class)
                    .hasMessageContaining("the teacher's servers do not serve the same model")
                    .hasMessageContaining(one.url())
                    .hasMessageContaining(other.url())
                    .hasMessageContaining("\"changeling\"");
        }
    }

    @Test
    void aModelThatChangesIsNoReasonForThatYet() throws Exception {
        try (var teacher = teacher(config(one), config(other))) {
            answered(ask(teacher, 6));
            one.faults().always("POST", CHAT, new Fault.Changed(EndpointsTest::underAnotherName));
            other.faults().always("POST", CHAT, new Fault.Changed(EndpointsTest::underAnotherName));

            answered(ask(teacher, 6));
        }
    }

    private static treewarden.sandbox.http.Answer underAnotherName(treewarden.sandbox.http.Answer answer) {
        var body = new String(answer.body(), StandardCharsets.UTF_8);
        return answer.withBody(body.replace("stand-in-teacher", "changeling").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void serversThatAreSaidToServeDifferentModelsAreRefused() {
        assertThatThrownBy(() -> teacher(config(one), TeacherConfig.at(URI.create(other.url()), "another")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must serve one model in one way")
                .hasMessageContaining(other.url());
        assertThatThrownBy(() -> Endpoints.connect(List.of(), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoeverStillWaitsWhenTheClientIsClosedHearsOfIt() {
        one.faults().always("POST", CHAT, TeacherFaults.serverError());
        var teacher = teacher(config(one));
        var answers = ask(teacher, 3);
        awaitWaits(3);

        teacher.close();

        assertThatThrownBy(() -> answered(answers))
                .isInstanceOf(TeacherException.Unreachable.class)
                .hasMessageContaining("the teacher's client was closed");
    }

    @Test
    void aQuestionThatIsCancelledWhileItWaitsIsNotSent() throws Exception {
        one.hold();
        try (var teacher = teacher(config(one).withConcurrency(1))) {
            var answers = ask(teacher, 3);
            one.awaitOpen(1, PATIENCE);
            answers.get(1).cancel(true);
            one.release();
            answered(List.of(answers.get(0), answers.get(2)));
        }
        assertThat(one.load().requests()).isEqualTo(2);
    }

    private TeacherConfig config(StandInTeacher server) {
        return TeacherConfig.at(URI.create(server.url()), server.model()).withConcurrency(8);
    }

    /** Waits end when {@link #goOn} says so. */
    private Endpoints teacher(TeacherConfig... servers) {
        return Endpoints.connect(List.of(servers), Clock.fixed(TeacherTest.NOON, ZoneOffset.UTC), (delay, what) -> {
            synchronized (waits) {
                waits.add(delay);
                waiting.add(what);
                waits.notifyAll();
            }
        });
    }

    private static Endpoints teacherWithoutWaits(TeacherConfig... servers) {
        return Endpoints.connect(
                List.of(servers), Clock.fixed(TeacherTest.NOON, ZoneOffset.UTC), (delay, what) -> what.run());
    }

    private void goOn() {
        List<Runnable> over;
        synchronized (waits) {
            over = List.copyOf(waiting);
            waiting.clear();
        }
        over.forEach(Runnable::run);
    }

    private void awaitWaits(int count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (waits) {
            while (waits.size() < count) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(waits, Math.max(1, end - System.nanoTime()));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(System.nanoTime())
                        .as("waited for " + count + " waits")
                        .isLessThan(end);
            }
        }
    }

    private List<CompletableFuture<Answer>> ask(Teacher teacher, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> teacher.ask(
                        new Ask(new Prompt("", "Question " + asked++), new Sampling(0, 64, null, Map.of()))))
                .toList();
    }

    private static void answered(List<CompletableFuture<Answer>> answers) throws Exception {
        for (var answer : answers) {
            try {
                assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).text())
                        .isNotEmpty();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }
}
