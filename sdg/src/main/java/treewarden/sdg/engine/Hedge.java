package treewarden.sdg.engine;

import java.util.function.ToLongFunction;
import treewarden.sdg.teacher.Answer;

/** Asks slow questions a second time when the teacher would be idle otherwise. Used by the engine's thread alone. */
final class Hedge {
    private static final long NEVER = Long.MAX_VALUE;

    private final Hedging hedging;
    private final Pool pool;
    private final Waiting waiting;
    private final Purse purse;
    private final ToLongFunction<Question> worst;
    private final Latencies latencies = new Latencies();

    /** @param worst the tokens that a question can cost */
    Hedge(Hedging hedging, Pool pool, Waiting waiting, Purse purse, ToLongFunction<Question> worst) {
        this.hedging = hedging;
        this.pool = pool;
        this.waiting = waiting;
        this.purse = purse;
        this.worst = worst;
    }

    void answered(Pool.Reply reply, Answer answer) {
        if (answer.source() == Answer.Source.ASKED) {
            latencies.add(reply.question().block(), reply.nanos());
        }
    }

    /**
     * Sends what it is time to send a second time.
     *
     * @return nanoseconds until it is time for the next
     */
    long goOn() {
        long next = NEVER;
        if (hedging == Hedging.NEVER || !waiting.isEmpty() || !pool.hasRoom()) {
            return next;
        }
        for (var open : pool.sentOnce()) {
            long left = latencies.usual(open.question().block()).orElse(NEVER) - open.nanos();
            if (left > 0) {
                next = Math.min(next, left);
            } else if (!pool.hasRoom() || !send(open.question())) {
                return NEVER;
            }
        }
        return next;
    }

    /** What it may cost is set aside before, as for any request. */
    private boolean send(Question question) {
        long tokens = worst.applyAsLong(question);
        if (purse.reserve(tokens).isPresent()) {
            return false;
        }
        boolean sent = pool.sendTwice(question);
        if (!sent) {
            purse.settle(tokens, 0);
        }
        return sent;
    }
}
