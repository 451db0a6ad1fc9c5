package treewarden.sdg.engine;

import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherException;

/** One run of the engine: sends questions, takes answers, until there is nothing left to ask. */
final class Run {
    /** How long a cancellation may go unnoticed. */
    private static final long LOOK_UP_MILLIS = 200;

    private record Reply(
            Question question,
            @Nullable Answer answer,
            @Nullable Throwable failure) {}

    private final Teacher teacher;
    private final EngineLimits limits;
    private final Iterator<Work> works;
    private final Sink sink;
    private final Watch watch;
    private final PriorityQueue<Question> waiting = new PriorityQueue<>(Question.FURTHEST_FIRST);
    private final Map<Question, CompletableFuture<Answer>> inFlight = new IdentityHashMap<>();
    private final LinkedBlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private int started;
    private int answered;
    private int failuresInARow;
    private @Nullable TeacherException lastFailure;
    private boolean heard;
    private Usage usage = Usage.NONE;

    Run(Teacher teacher, EngineLimits limits, Iterator<Work> works, Sink sink, Watch watch) {
        this.teacher = teacher;
        this.limits = limits;
        this.works = works;
        this.sink = sink;
        this.watch = watch;
    }

    void toTheEnd() {
        try {
            while (send()) {
                var reply = replies.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (watch.cancelled()) {
                    throw new CancellationException("the run was cancelled");
                }
                if (reply != null) {
                    take(reply);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        } finally {
            inFlight.values().forEach(request -> request.cancel(true));
        }
        if (lastFailure != null && !heard) {
            throw lastFailure;
        }
    }

    /** Fills the pool; false when nothing is in flight and nothing is left to send. */
    private boolean send() {
        while (inFlight.size() < teacher.concurrency()) {
            var question = waiting.poll();
            if (question != null) {
                if (usage.tokens() < limits.tokens()) {
                    send(question);
                } else {
                    question.flow()
                            .cutShort(question, "the limit of " + limits.tokens() + " tokens was reached before it");
                }
            } else if (works.hasNext()) {
                new Flow(works.next(), started++, limits, sink, waiting::add).start();
            } else {
                break;
            }
        }
        return !inFlight.isEmpty();
    }

    private void send(Question question) {
        var request = teacher.ask(question.asking().ask());
        inFlight.put(question, request);
        request.whenComplete((answer, failure) -> replies.add(new Reply(question, answer, failure)));
    }

    private void take(Reply reply) {
        var question = reply.question();
        inFlight.remove(question);
        answered++;
        var answer = reply.answer();
        if (answer != null) {
            heard = true;
            failuresInARow = 0;
            usage = usage.plus(answer.usage());
            question.flow().answered(question, answer);
        } else {
            failed(question, unwrapped(reply.failure()));
        }
        watch.progressed(answered, answered + inFlight.size() + waiting.size());
    }

    private static RuntimeException unwrapped(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private void failed(Question question, RuntimeException why) {
        if (why instanceof TeacherException.PromptRefused refused) {
            heard = true;
            question.flow().failed(question, refused);
        } else if (why instanceof TeacherException.Unreachable || why instanceof TeacherException.Garbled) {
            lastFailure = (TeacherException) why;
            if (++failuresInARow >= limits.failuresInARow()) {
                throw lastFailure;
            }
            question.flow().failed(question, lastFailure);
        } else {
            throw why;
        }
    }
}
