package treewarden.sdg.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import treewarden.domain.Usage;

class HedgingTeacherTest {
    private static final Ask ASK = new Ask(new Prompt("", "how old is the moon"), new Sampling(0, 256, null, Map.of()));

    /** A teacher that answers when the test says so. */
    private static final class Slow implements Teacher {
        private final List<CompletableFuture<Answer>> requests = new ArrayList<>();

        @Override
        public CompletableFuture<Answer> ask(Ask ask) {
            var request = new CompletableFuture<Answer>();
            requests.add(request);
            return request;
        }

        @Override
        public int concurrency() {
            return 4;
        }

        @Override
        public String model() {
            return "m";
        }

        void answers(int request, String text) {
            requests.get(request).complete(new Answer("m", text, Finish.STOP, new Usage(1, 10, 5)));
        }

        void fails(int request, TeacherException why) {
            requests.get(request).completeExceptionally(why);
        }
    }

    private final Slow slow = new Slow();
    private final HedgingTeacher teacher = new HedgingTeacher(slow);

    private static TeacherException unreachable(int requests) {
        return new TeacherException.Unreachable("it is down", requests);
    }

    @Test
    void theAnswerThatComesFirstIsTheAnswerAndTheOtherRequestIsCancelled() {
        for (int winner : List.of(0, 1)) {
            slow.requests.clear();
            var answer = teacher.ask(ASK);
            assertThat(teacher.hedge(ASK)).isTrue();

            slow.answers(winner, "the winner's");

            assertThat(answer.join().text()).isEqualTo("the winner's");
            assertThat(answer.join().usage()).isEqualTo(new Usage(1, 10, 5));
            assertThat(answer.join().vain()).as("the one that lost").isEqualTo(new Usage(1, 0, 0));
            assertThat(slow.requests.get(1 - winner)).isCancelled();
        }
    }

    @Test
    void nothingIsAskedMoreThanTwiceNorAfterItsAnswer() {
        assertThat(teacher.hedge(ASK)).as("not in flight").isFalse();
        var answer = teacher.ask(ASK);
        assertThat(teacher.hedge(ASK)).isTrue();
        assertThat(teacher.hedge(ASK)).as("a third request").isFalse();
        slow.answers(0, "yes");

        assertThat(answer).isCompleted();
        assertThat(teacher.hedge(ASK)).as("it is answered").isFalse();
        assertThat(slow.requests).hasSize(2);
    }

    @Test
    void whoIsAskedOnceHearsItsAnswerAsItIs() {
        var answer = teacher.ask(ASK);
        slow.answers(0, "yes");

        assertThat(answer.join().vain()).isEqualTo(Usage.NONE);
    }

    @Test
    void aFailureIsNoneWhileTheOtherRequestIsOpen() {
        for (int failing : List.of(0, 1)) {
            slow.requests.clear();
            var answer = teacher.ask(ASK);
            teacher.hedge(ASK);

            slow.fails(failing, unreachable(4));
            assertThat(answer).isNotDone();
            slow.answers(1 - failing, "yes");

            assertThat(answer.join().text()).isEqualTo("yes");
            assertThat(answer.join().retries())
                    .as("requests that came to nothing")
                    .isEqualTo(4);
        }
    }

    @Test
    void whenBothFailTheFirstFailureIsToldWithTheRequestsOfBoth() {
        var answer = teacher.ask(ASK);
        teacher.hedge(ASK);
        slow.fails(1, unreachable(3));
        slow.fails(0, new TeacherException.Garbled("not JSON", 2));

        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TeacherException.Unreachable.class,
                        why -> assertThat(why.requests()).isEqualTo(5));
    }

    @Test
    void whatNoOtherRequestCanMendFailsAtOnce() {
        var answer = teacher.ask(ASK);
        teacher.hedge(ASK);
        slow.fails(1, new TeacherException.Refused("a wrong key", 1));

        assertThatThrownBy(answer::join).cause().hasMessage("a wrong key");
        assertThat(slow.requests.get(0)).isCancelled();
    }

    @Test
    void whoCancelsCancelsBothRequests() {
        var answer = teacher.ask(ASK);
        teacher.hedge(ASK);
        answer.cancel(true);

        assertThat(slow.requests).allMatch(CompletableFuture::isCancelled);
    }
}
