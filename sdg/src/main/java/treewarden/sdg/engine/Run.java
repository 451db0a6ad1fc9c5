package treewarden.sdg.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.TeacherException;

/**
 * One run of the engine: sends questions, takes answers, until there is nothing left to ask.
 *
 * <p>A slot of the teacher that falls free gets its next request before anything else is done: so the prompts of as many
 * questions as the teacher has slots are made while there is nothing better to do.
 */
final class Run {
    /** How long a cancellation may go unnoticed. */
    private static final long LOOK_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Questions for each slot that are always to wait, so that seeds are started before they are needed: the last of them
     * are then through their first questions before the others run out.
     */
    private static final int ENOUGH = 2;

    private final Pool pool;
    private final EngineSettings settings;
    private final Iterator<Work> works;
    private final Watch watch;
    private final Flow.Shared shared;
    private final Waiting waiting = new Waiting();
    private final RunCounts counts = new RunCounts();
    private final Purse purse;
    private final Hedge hedge;
    private final List<Flow> starting = new ArrayList<>();
    private int started;
    private int answered;
    private int fromCache;
    private int failuresInARow;
    private @Nullable TeacherException lastFailure;
    private boolean heard;
    private long nextLookUp = System.nanoTime();
    private Usage usage = Usage.NONE;

    Run(Pool pool, EngineSettings settings, Iterator<Work> works, Sink sink, Watch watch) {
        this.pool = pool;
        this.settings = settings;
        this.works = works;
        this.watch = watch;
        this.shared = new Flow.Shared(settings, sink, waiting, counts);
        this.purse = new Purse(settings.budgets());
        this.hedge = new Hedge(settings.hedging(), pool, waiting, purse, this::worst);
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
            pool.cancel();
            purse.close();
        }
        if (lastFailure != null && !heard) {
            throw lastFailure;
        }
    }

    /** Does the next small thing, or waits for an answer; false when nothing is left to do. */
    private boolean goOn() throws InterruptedException {
        send();
        var reply = pool.poll();
        if (reply == null) {
            if (prepare()) {
                return true;
            }
            if (pool.isEmpty() && waiting.isEmpty()) {
                return false;
            }
            reply = pool.await(Math.min(LOOK_UP_NANOS, hedge.goOn()));
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
        nextLookUp = now + LOOK_UP_NANOS;
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
            if (pool.join(question)) {
                waiting.removeFirst();
                continue;
            }
            if (!pool.hasRoom()) {
                return;
            }
            var refusal = purse.reserve(worst(question));
            if (refusal.isPresent() && !pool.isEmpty()) {
                // What is in flight will use less than was set aside for it.
                return;
            }
            waiting.removeFirst();
            if (refusal.isPresent()) {
                question.flow().cutShort(question, refusal.get());
            } else {
                pool.send(question);
            }
        }
    }

    /** The tokens that a question can cost; where they are only estimated, half of the prompt more. */
    private long worst(Question question) {
        int prompt = question.promptTokens();
        return (settings.tokens().exact() ? prompt : prompt + prompt / 2) + (long) question.answerTokens();
    }

    /** Makes the next prompt, or starts a seed, where it is time for it. */
    private boolean prepare() {
        int slots = pool.slots();
        waiting.order(ENOUGH * slots);
        if (waiting.ready() < 2 * slots) {
            var row = waiting.nextRow();
            if (row != null) {
                row.flow().prepare(row);
                return true;
            }
        }
        return waiting.questions() < ENOUGH * slots && start();
    }

    /** Starts a seed, or the next work; false where there is none, or no room for it. */
    private boolean start() {
        boolean isQuiet = pool.isEmpty() && waiting.isEmpty();
        for (var flow : starting) {
            if (isQuiet || flow.hasRoom()) {
                flow.startSeed();
                if (!flow.hasSeeds()) {
                    starting.remove(flow);
                }
                return true;
            }
        }
        if ((isQuiet || counts.heldRows() < settings.limits().rows()) && works.hasNext()) {
            var flow = new Flow(works.next(), started++, shared);
            flow.begin();
            if (flow.hasSeeds()) {
                starting.add(flow);
            }
            return true;
        }
        return false;
    }

    private void take(Pool.Reply reply) {
        var answer = reply.answer();
        if (answer != null) {
            hedge.answered(reply, answer);
            answered(reply, answer);
        }
        var failure = reply.failure();
        if (failure != null) {
            failed(reply, failure);
        }
        watch.progressed(progress());
    }

    private void answered(Pool.Reply reply, Answer answer) {
        heard = true;
        failuresInARow = 0;
        purse.settle(reserved(reply), cost(reply, answer));
        send();
        read(reply.question(), answer);
        reply.others().forEach(other -> read(other, answer.cached()));
    }

    private long reserved(Pool.Reply reply) {
        return reply.requests() * worst(reply.question());
    }

    /** A second request whose answer nobody waited for counts as much as the first: nobody knows how far it was written. */
    private static long cost(Pool.Reply reply, Answer answer) {
        if (answer.source() == Answer.Source.CACHED) {
            return 0;
        }
        long known = answer.usage().tokens() + answer.vain().tokens();
        return Math.max(known, reply.requests() * answer.usage().tokens());
    }

    private void read(Question question, Answer answer) {
        answered++;
        fromCache += answer.source() == Answer.Source.CACHED ? 1 : 0;
        usage = usage.plus(answer.usage());
        question.flow().answered(question, answer);
    }

    private void failed(Pool.Reply reply, RuntimeException why) {
        var question = reply.question();
        var others = reply.others();
        if (why instanceof TeacherException.PromptRefused refused) {
            heard = true;
            purse.settle(reserved(reply), 0);
            drop(question, refused);
            others.forEach(other -> drop(other, refused));
        } else if (why instanceof TeacherException.Unreachable || why instanceof TeacherException.Garbled) {
            // Nobody knows whether the answer was written: it counts as if it was.
            purse.settle(reserved(reply), reserved(reply));
            lastFailure = (TeacherException) why;
            if (++failuresInARow >= settings.limits().failuresInARow()) {
                throw lastFailure;
            }
            drop(question, lastFailure);
            others.forEach(waiting::add);
        } else {
            throw why;
        }
    }

    private void drop(Question question, TeacherException why) {
        answered++;
        question.flow().failed(question, why);
    }

    private Progress progress() {
        return new Progress(
                answered,
                answered + pool.questions() + waiting.questions(),
                pool.inFlight(),
                counts.keptRows(),
                counts.rejectedRows(),
                usage.tokens(),
                fromCache,
                counts.worksDone());
    }
}
