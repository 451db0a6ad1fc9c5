package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Teacher;

/**
 * The requests that are at the teacher. A question that is there already is not sent again, and those who ask it too take
 * no slot: the pieces of a document are often asked the same once for each seed example. All but the replies is used by
 * the engine's thread alone.
 */
final class Pool {
    /** A request, with those who ask the same. */
    private record Sent(CompletableFuture<Answer> request, List<Question> others) {}

    private record Done(
            Question question,
            @Nullable Answer answer,
            @Nullable Throwable failure) {}

    /**
     * What came back.
     *
     * @param others who asked the same meanwhile
     * @param answer null where there is a failure
     */
    record Reply(
            Question question,
            List<Question> others,
            @Nullable Answer answer,
            @Nullable RuntimeException failure) {}

    private final Teacher teacher;
    private final Map<Ask, Sent> inFlight = new HashMap<>();
    private final LinkedBlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private int joined;

    Pool(Teacher teacher) {
        this.teacher = teacher;
    }

    int slots() {
        return Math.max(1, teacher.concurrency());
    }

    boolean hasRoom() {
        return inFlight.size() < teacher.concurrency();
    }

    boolean isEmpty() {
        return inFlight.isEmpty();
    }

    int inFlight() {
        return inFlight.size();
    }

    /** Questions that wait for an answer, with a slot or with those of another. */
    int questions() {
        return inFlight.size() + joined;
    }

    /** Waits with another question for its answer, where the same is in flight. */
    boolean join(Question question) {
        var same = inFlight.get(question.asking().ask());
        if (same == null) {
            return false;
        }
        same.others().add(question);
        joined++;
        return true;
    }

    void send(Question question) {
        var ask = question.asking().ask();
        var request = teacher.ask(ask);
        inFlight.put(ask, new Sent(request, new ArrayList<>()));
        request.whenComplete((answer, failure) -> done.add(new Done(question, answer, failure)));
    }

    @Nullable
    Reply poll() {
        return reply(done.poll());
    }

    @Nullable
    Reply await(long millis) throws InterruptedException {
        return reply(done.poll(millis, TimeUnit.MILLISECONDS));
    }

    private @Nullable Reply reply(@Nullable Done one) {
        if (one == null) {
            return null;
        }
        var sent = inFlight.remove(one.question().asking().ask());
        List<Question> others = sent == null ? List.of() : sent.others();
        joined -= others.size();
        return new Reply(one.question(), others, one.answer(), one.answer() == null ? unwrapped(one.failure()) : null);
    }

    private static RuntimeException unwrapped(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    void cancel() {
        inFlight.values().forEach(sent -> sent.request().cancel(true));
    }
}
