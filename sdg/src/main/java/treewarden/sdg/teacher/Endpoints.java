package treewarden.sdg.teacher;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.domain.Usage;
import treewarden.sdg.teacher.Outcome.Trouble;

/**
 * One model behind one or several OpenAI-compatible servers.
 *
 * <p>Each question goes to the server with the fewest requests in flight. Each server has a {@link Window} of its own; a
 * server that asks to wait ({@code Retry-After}) is left alone while the others go on; one that fails three times in a
 * row is left out and tried again with one question after a second, two, four, up to half a minute. A question that
 * fails for a reason that passes goes to another server at once; when all have had it, it waits and starts again, as
 * often as the {@link RetryPolicy} says. While it waits it takes no place from others.
 */
public final class Endpoints implements Teacher, AutoCloseable {
    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    private static final Duration LAST_PROBE = Duration.ofSeconds(30);

    /** A question that is refused while others are answered is not given up after the usual attempts, but after these. */
    private static final int ATTEMPTS_AMONG_ANSWERS = 64;

    private final Servers servers;
    private final TeacherConfig config;
    private final Transport transport;
    private final Delays delays;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Deque<Exchange> queue = new ArrayDeque<>();
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private int resting;

    private Endpoints(List<TeacherConfig> configs, Clock clock, @Nullable Delays delays) {
        this.config = same(configs);
        this.transport = Transport.to(configs);
        this.delays = delays == null ? transport : delays;
        this.servers = new Servers(configs.stream()
                .map(one -> new Endpoint(one, transport.client(one), clock))
                .toList());
    }

    /**
     * Nothing is sent before the first question.
     *
     * @param servers of one model, spoken to in one way
     * @throws IllegalArgumentException where an address is not encrypted, of another machine, and not allowed to be, or
     *     where the servers are said to serve different models
     */
    public static Endpoints connect(List<TeacherConfig> servers, Clock clock) {
        return new Endpoints(List.copyOf(servers), clock, null);
    }

    /** The same with waits of the caller's making. */
    static Endpoints connect(List<TeacherConfig> servers, Clock clock, Delays delays) {
        return new Endpoints(List.copyOf(servers), clock, delays);
    }

    private static TeacherConfig same(List<TeacherConfig> configs) {
        if (configs.isEmpty()) {
            throw new IllegalArgumentException("name at least one address of the teacher");
        }
        var first = configs.get(0);
        for (var one : configs) {
            one.requireEncryption();
            if (!one.model().equals(first.model())
                    || one.style() != first.style()
                    || one.structured() != first.structured()) {
                throw new IllegalArgumentException("the teacher's servers must serve one model in one way: "
                        + Printable.plain(one.url().toString()) + " differs from "
                        + Printable.plain(first.url().toString()));
            }
        }
        return first;
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        return begin(new Exchange(ask));
    }

    @Override
    public Optional<CompletableFuture<Answer>> askBeside(Ask ask, CompletableFuture<Answer> first) {
        var exchange = new Exchange(ask);
        synchronized (this) {
            boolean isBusy = resting > 0 || queue.stream().anyMatch(waiting -> !waiting.isDone());
            if (isBusy || !mayGoBeside(exchange, first)) {
                return Optional.empty();
            }
        }
        return Optional.of(begin(exchange));
    }

    /** Whether it can go at once: to another server than the first request, or else to the same. */
    private boolean mayGoBeside(Exchange exchange, CompletableFuture<Answer> first) {
        open.stream().filter(one -> one.answer() == first).findFirst().ifPresent(exchange::avoidServerOf);
        if (servers.choose(exchange) == null) {
            exchange.repeatRound();
        }
        return servers.choose(exchange) != null;
    }

    private CompletableFuture<Answer> begin(Exchange exchange) {
        open.add(exchange);
        synchronized (this) {
            queue.addLast(exchange);
        }
        exchange.answer().whenComplete((answer, failure) -> open.remove(exchange));
        sendAll();
        return exchange.answer();
    }

    private record Going(Exchange exchange, Endpoint endpoint, long number) {}

    /** Sends what can go now. */
    private void sendAll() {
        var going = next();
        while (going != null) {
            var sent = going;
            try {
                sent.exchange().sent(sent.endpoint().send(sent.exchange().ask(), outcome -> done(sent, outcome)));
            } catch (RuntimeException e) {
                sent.exchange().answer().completeExceptionally(e);
                done(sent, new Outcome.Hopeless(requests -> new TeacherException.Unreachable("not sent", requests)));
            }
            going = next();
        }
    }

    private synchronized @Nullable Going next() {
        if (!servers.haveRoom()) {
            return null;
        }
        for (var waiting = queue.iterator(); waiting.hasNext(); ) {
            var exchange = waiting.next();
            if (exchange.isDone()) {
                waiting.remove();
                continue;
            }
            var endpoint = servers.choose(exchange);
            if (endpoint != null) {
                waiting.remove();
                exchange.going(endpoint);
                return new Going(exchange, endpoint, endpoint.window().take());
            }
        }
        return null;
    }

    private void done(Going going, Outcome outcome) {
        var exchange = going.exchange();
        Runnable then;
        synchronized (this) {
            going.endpoint().window().giveBack(going.number(), sign(outcome));
            then = exchange.isDone() ? () -> {} : judge(going, outcome);
        }
        then.run();
        sendAll();
    }

    private static Window.Sign sign(Outcome outcome) {
        if (outcome instanceof Outcome.Answered) {
            return Window.Sign.GOOD;
        }
        return outcome instanceof Outcome.Passing passing && passing.trouble() != Trouble.BROKEN
                ? Window.Sign.TOO_MUCH
                : Window.Sign.NOTHING;
    }

    /** What to do, outside of the lock. */
    private Runnable judge(Going going, Outcome outcome) {
        var exchange = going.exchange();
        var endpoint = going.endpoint();
        if (outcome instanceof Outcome.Answered answered) {
            endpoint.answered();
            var mismatch = servers.mismatch(endpoint, answered.answer().model());
            return mismatch == null
                    ? () -> exchange.answer()
                            .complete(answered.answer().beside(new Usage(exchange.requests() - 1, 0, 0)))
                    : fail(exchange, mismatch);
        } else if (outcome instanceof Outcome.Hopeless hopeless) {
            return fail(exchange, hopeless.why().apply(exchange.requests()));
        }
        var passing = (Outcome.Passing) outcome;
        Runnable probe = servers.areSeveral() && passing.trouble() != Trouble.LIMITED && endpoint.failed()
                ? () -> probeLater(endpoint)
                : () -> {};
        var again = again(exchange, endpoint, passing);
        return () -> {
            probe.run();
            again.run();
        };
    }

    private Runnable again(Exchange exchange, Endpoint endpoint, Outcome.Passing passing) {
        var retries = config.retries();
        boolean elsewhere = servers.anotherHasNotHad(exchange);
        var wait = passing.trouble() == Trouble.BROKEN ? null : passing.rest();
        boolean tooLong = wait != null && wait.compareTo(retries.patience()) > 0;
        if (tooLong && !elsewhere) {
            return fail(exchange, passing.why().apply(exchange.requests()));
        }
        var own = retries.waitAfter(exchange.rounds() + 1, random);
        if (!elsewhere) {
            if (passing.trouble() == Trouble.LIMITED
                    && exchange.othersWereAnswered(endpoint)
                    && exchange.requests() < ATTEMPTS_AMONG_ANSWERS) {
                exchange.repeatRound();
            } else {
                exchange.endRound();
            }
            if (exchange.rounds() >= retries.attempts()) {
                return fail(exchange, passing.why().apply(exchange.requests()));
            }
        }
        if (wait != null) {
            // It is the server that rests, and with it all questions that have nowhere else to go.
            var rest = min(wait.compareTo(own) > 0 ? wait : own, ReadReply.LONGEST_WAIT);
            endpoint.pause();
            queue.addFirst(exchange);
            return () -> later(rest, () -> resume(endpoint));
        } else if (elsewhere) {
            queue.addFirst(exchange);
            return () -> {};
        }
        resting++;
        return () -> later(longer(passing.rest(), own), () -> wake(exchange));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(@Nullable Duration wanted, Duration own) {
        return wanted != null && wanted.compareTo(own) > 0 ? min(wanted, ReadReply.LONGEST_WAIT) : own;
    }

    private static Runnable fail(Exchange exchange, TeacherException why) {
        return () -> exchange.answer().completeExceptionally(why);
    }

    private void later(Duration delay, Runnable what) {
        try {
            delays.after(delay, what);
        } catch (RejectedExecutionException e) {
            failAll();
        }
    }

    private void wake(Exchange exchange) {
        synchronized (this) {
            resting--;
            queue.addFirst(exchange);
        }
        sendAll();
    }

    private void resume(Endpoint endpoint) {
        synchronized (this) {
            endpoint.resume();
        }
        sendAll();
    }

    private void probeLater(Endpoint endpoint) {
        long doubled = FIRST_PROBE.toMillis() << Math.min(10, endpoint.probes());
        later(min(Duration.ofMillis(doubled), LAST_PROBE), () -> {
            synchronized (this) {
                endpoint.probe();
            }
            sendAll();
        });
    }

    /** Of the servers that are well together; questions that wait for another attempt make room for others. */
    @Override
    public synchronized int concurrency() {
        int windows = servers.windows();
        return windows + Math.min(resting, windows);
    }

    @Override
    public String model() {
        return config.model();
    }

    @Override
    public String manner(Ask ask) {
        return config.style().path() + (Wire.sendsFormat(config, ask) ? " json_schema" : "");
    }

    private void failAll() {
        open.forEach(exchange -> exchange.answer()
                .completeExceptionally(
                        new TeacherException.Unreachable("the teacher's client was closed", exchange.requests())));
    }

    /** Cancels what is in flight; whoever waits for an answer hears that there will be none. */
    @Override
    public void close() {
        transport.close();
        failAll();
    }
}
