package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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
    private static final class Sent {
        private final Question question;
        private final CompletableFuture<Answer> request;
        private final List<Question> others = new ArrayList<>();
        private final long since;
        private boolean twice;

        Sent(Question question, CompletableFuture<Answer> request, long since) {
            this.question = question;
            this.request = request;
            this.since = since;
        }
    }

    /** A question that is in flight, and for how long. */
    record Open(Question question, long nanos) {}

    private record Done(
            Question question,
            @Nullable Answer answer,
            @Nullable Throwable failure) {}

    /**
     * What came back.
     *
     * @param others who asked the same meanwhile
     * @param requests that were sent for it: 1, or 2
     * @param nanos since the first of them
     * @param answer null where there is a failure
     */
    record Reply(
            Question question,
            List<Question> others,
            int requests,
            long nanos,
            @Nullable Answer answer,
            @Nullable RuntimeException failure) {}

    private final Teacher teacher;
    private final Map<Ask, Sent> inFlight = new HashMap<>();
    private final LinkedBlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final LongSupplier nanoTime;
    private int joined;
    private int second;

    Pool(Teacher teacher, LongSupplier nanoTime) {
        this.teacher = teacher;
        this.nanoTime = nanoTime;
    }

    int slots() {
        return Math.max(1, teacher.concurrency());
    }

    boolean hasRoom() {
        return inFlight() < teacher.concurrency();
    }

    boolean isEmpty() {
        return inFlight.isEmpty();
    }

    /** Requests, with those that were sent a second time. */
    int inFlight() {
        return inFlight.size() + second;
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
        same.others.add(question);
        joined++;
        return true;
    }

    void send(Question question) {
        var ask = question.asking().ask();
        var request = teacher.ask(ask);
        inFlight.put(ask, new Sent(question, request, nanoTime.getAsLong()));
        request.whenComplete((answer, failure) -> done.add(new Done(question, answer, failure)));
    }

    /** Those that were sent once, the longest open first. */
    List<Open> sentOnce() {
        long now = nanoTime.getAsLong();
        return inFlight.values().stream()
                .filter(sent -> !sent.twice && !sent.request.isDone())
                .map(sent -> new Open(sent.question, now - sent.since))
                .sorted(Comparator.comparingLong(Open::nanos).reversed())
                .toList();
    }

    /** Sends a question that is in flight a second time; false where the teacher did not. */
    boolean sendTwice(Question question) {
        var ask = question.asking().ask();
        var sent = inFlight.get(ask);
        if (sent == null || sent.twice || !teacher.hedge(ask)) {
            return false;
        }
        sent.twice = true;
        second++;
        return true;
    }

    @Nullable
    Reply poll() {
        return reply(done.poll());
    }

    @Nullable
    Reply await(long nanos) throws InterruptedException {
        return reply(done.poll(nanos, TimeUnit.NANOSECONDS));
    }

    private @Nullable Reply reply(@Nullable Done one) {
        if (one == null) {
            return null;
        }
        var sent = inFlight.remove(one.question().asking().ask());
        if (sent == null) {
            throw new IllegalStateException("an answer to a question that was not asked");
        }
        joined -= sent.others.size();
        second -= sent.twice ? 1 : 0;
        return new Reply(
                one.question(),
                sent.others,
                sent.twice ? 2 : 1,
                nanoTime.getAsLong() - sent.since,
                one.answer(),
                one.answer() == null ? unwrapped(one.failure()) : null);
    }

    private static RuntimeException unwrapped(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    void cancel() {
        inFlight.values().forEach(sent -> sent.request.cancel(true));
    }
}
