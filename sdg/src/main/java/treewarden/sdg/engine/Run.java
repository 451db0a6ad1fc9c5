package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

/**
 * One run of the engine: sends questions, takes answers, until there is nothing left to ask.
 *
 * <p>A slot of the teacher that falls free gets its next request before anything else is done: so the prompts of as many
 * questions as the teacher has slots are made while there is nothing better to do.
 */
final class Run {
    /** How long a cancellation may go unnoticed. */
    private static final long LOOK_UP_MILLIS = 100;

    private record Reply(
            Question question,
            @Nullable Answer answer,
            @Nullable Throwable failure) {}

    private final Teacher teacher;
    private final EngineSettings settings;
    private final Iterator<Work> works;
    private final Watch watch;
    private final Flow.Shared shared;
    private final Waiting waiting = new Waiting();
    private final RunCounts counts = new RunCounts();
    private final Purse purse;
    private final List<Flow> starting = new ArrayList<>();
    private final Map<Question, CompletableFuture<Answer>> inFlight = new IdentityHashMap<>();
    private final LinkedBlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private int started;
    private int answered;
    private int fromCache;
    private int failuresInARow;
    private @Nullable TeacherException lastFailure;
    private boolean heard;
    private boolean hasWork = true;
    private boolean isEnding;
    private long nextLookUp = System.nanoTime();
    private Usage usage = Usage.NONE;

    Run(Teacher teacher, EngineSettings settings, Iterator<Work> works, Sink sink, Watch watch) {
        this.teacher = teacher;
        this.settings = settings;
        this.works = works;
        this.watch = watch;
        this.shared = new Flow.Shared(settings, sink, waiting, counts);
        this.purse = new Purse(settings.budgets());
    }

    void toTheEnd() {
        try {
            do {
                lookUp();
            } while (goOn());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        } finally {
            inFlight.values().forEach(request -> request.cancel(true));
            purse.close();
        }
        if (lastFailure != null && !heard) {
            throw lastFailure;
        }
    }

    /** Does the next small thing, or waits for an answer; false when nothing is left to do. */
    private boolean goOn() throws InterruptedException {
        send();
        var reply = replies.poll();
        if (reply == null) {
            if (prepare()) {
                return true;
            }
            if (inFlight.isEmpty() && waiting.isEmpty()) {
                return false;
            }
            reply = replies.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (reply != null) {
            take(reply);
        }
        return true;
    }

    /** Looks whether it is to go on, seldom: whoever is asked may have to read that from a database. */
    private void lookUp() throws InterruptedException {
        long now = System.nanoTime();
        if (now - nextLookUp < 0) {
            return;
        }
        nextLookUp = now + TimeUnit.MILLISECONDS.toNanos(LOOK_UP_MILLIS);
        if (watch.cancelled()) {
            throw new CancellationException("the run was cancelled");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Fills the teacher's slots with questions that are ready. */
    private void send() {
        for (var question = waiting.first(); question != null; question = waiting.first()) {
            if (inFlight.size() >= teacher.concurrency()) {
                return;
            }
            var refusal = purse.reserve(worst(question));
            if (refusal.isPresent() && !inFlight.isEmpty()) {
                // What is in flight will use less than was set aside for it.
                return;
            }
            waiting.removeFirst();
            if (refusal.isPresent()) {
                question.flow().cutShort(question, refusal.get());
            } else {
                send(question);
            }
        }
    }

    /** The tokens that a question can cost; where they are only estimated, half of the prompt more. */
    private long worst(Question question) {
        int prompt = question.promptTokens();
        return (settings.tokens().exact() ? prompt : prompt + prompt / 2) + (long) question.answerTokens();
    }

    private void send(Question question) {
        var request = teacher.ask(question.asking().ask());
        inFlight.put(question, request);
        request.whenComplete((answer, failure) -> replies.add(new Reply(question, answer, failure)));
    }

    /** Makes the next prompt, or starts a seed, where it is time for it. */
    private boolean prepare() {
        int slots = Math.max(1, teacher.concurrency());
        if (waiting.ready() < 2 * slots) {
            var row = waiting.nextRow();
            if (row != null) {
                row.flow().prepare(row);
                return true;
            }
        }
        return waiting.questions() < slots && start();
    }

    /** Starts a seed, or the next work; false where there is none, or no room for it. */
    private boolean start() {
        if (isEnding) {
            return false;
        }
        boolean isQuiet = inFlight.isEmpty() && waiting.isEmpty();
        for (var flow : starting) {
            if (isQuiet || flow.hasRoom()) {
                flow.startSeed();
                if (!flow.hasSeeds()) {
                    starting.remove(flow);
                    hasWork();
                }
                return true;
            }
        }
        if ((isQuiet || counts.heldRows() < settings.limits().rows()) && hasWork()) {
            var flow = new Flow(works.next(), started++, shared);
            flow.begin();
            if (flow.hasSeeds()) {
                starting.add(flow);
            }
            return true;
        }
        return false;
    }

    /** Whether there is more work. When all seeds have started, the end begins. */
    private boolean hasWork() {
        if (hasWork) {
            hasWork = works.hasNext();
        }
        if (!hasWork && !isEnding && starting.isEmpty()) {
            isEnding = true;
            waiting.order(Placed.NEAREST_FIRST);
        }
        return hasWork;
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
            boolean costs = answer.source() == Answer.Source.ASKED;
            fromCache += costs ? 0 : 1;
            purse.settle(worst(question), costs ? answer.usage().tokens() : 0);
            send();
            question.flow().answered(question, answer);
        } else {
            failed(question, unwrapped(reply.failure()));
        }
        watch.progressed(progress());
    }

    private Progress progress() {
        return new Progress(
                answered,
                answered + inFlight.size() + waiting.questions(),
                inFlight.size(),
                counts.keptRows(),
                counts.rejectedRows(),
                usage.tokens(),
                fromCache,
                counts.worksDone());
    }

    private static RuntimeException unwrapped(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private void failed(Question question, RuntimeException why) {
        if (why instanceof TeacherException.PromptRefused refused) {
            heard = true;
            purse.settle(worst(question), 0);
            question.flow().failed(question, refused);
        } else if (why instanceof TeacherException.Unreachable || why instanceof TeacherException.Garbled) {
            // Nobody knows whether the answer was written: it counts as if it was.
            purse.settle(worst(question), worst(question));
            lastFailure = (TeacherException) why;
            if (++failuresInARow >= settings.limits().failuresInARow()) {
                throw lastFailure;
            }
            question.flow().failed(question, lastFailure);
        } else {
            throw why;
        }
    }
}
