package treewarden.sandbox.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does the work of a request and sends its answer, or what a fault makes of it. Waiting is done by a timer and never by
 * a thread for each request, so hundreds of slow answers can be under way at once on any Java.
 */
public final class Replies implements AutoCloseable {

    /** The status by which Jetty is told to close the connection without an answer. */
    private static final int ABORT = -1;

    private final ScheduledThreadPoolExecutor timer;

    Replies() {
        timer = new ScheduledThreadPoolExecutor(2, work -> {
            var thread = new Thread(work, "stand-in-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Completes after the delay; at once where there is none. */
    public CompletableFuture<Void> after(Duration delay) {
        var done = new CompletableFuture<Void>();
        if (delay.isZero() || delay.isNegative()) {
            done.complete(null);
        } else {
            var unused = timer.schedule(() -> done.complete(null), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
        return done;
    }

    /** Work that is done at once, in the thread of the request. */
    public void reply(Context ctx, Optional<Fault> fault, Supplier<Answer> work) {
        replyLater(ctx, fault, () -> CompletableFuture.completedFuture(work.get()));
    }

    public void replyLater(Context ctx, Optional<Fault> fault, Supplier<CompletableFuture<Answer>> work) {
        if (fault.isEmpty()) {
            send(ctx, work.get());
            return;
        }
        var met = fault.get();
        if (met instanceof Fault.Instead instead) {
            write(ctx, instead.answer());
        } else if (met instanceof Fault.Changed changed) {
            send(ctx, work.get().thenApply(changed.change()));
        } else if (met instanceof Fault.Dropped dropped) {
            if (dropped.moment() == Fault.Moment.BEFORE_THE_WORK) {
                abort(ctx);
            } else {
                later(ctx, work.get().thenAccept(done -> abort(ctx)));
            }
        } else if (met instanceof Fault.CutOff) {
            later(ctx, work.get().thenAccept(done -> cutOff(ctx, done)));
        } else if (met instanceof Fault.Trickled trickled) {
            later(ctx, work.get().thenCompose(done -> trickle(ctx, done, trickled.perByte())));
        } else if (met instanceof Fault.Delayed delayed) {
            later(ctx, after(delayed.delay()).thenCompose(waited -> work.get()).thenAccept(done -> write(ctx, done)));
        }
    }

    private static void send(Context ctx, CompletableFuture<Answer> answer) {
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            write(ctx, answer.join());
        } else {
            later(ctx, answer.thenAccept(done -> write(ctx, done)));
        }
    }

    private static void later(Context ctx, CompletableFuture<?> sent) {
        ctx.future(() -> sent);
    }

    private static void write(Context ctx, Answer answer) {
        head(ctx, answer);
        var body = answer.body();
        if (body.length > 0) {
            ctx.result(body);
        }
    }

    private static void head(Context ctx, Answer answer) {
        ctx.status(answer.status());
        answer.headers().forEach(ctx::header);
        if (!answer.contentType().isEmpty()) {
            ctx.contentType(answer.contentType());
        }
    }

    private static void abort(Context ctx) {
        try {
            ctx.res().sendError(ABORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cutOff(Context ctx, Answer answer) {
        var body = answer.body();
        head(ctx, answer);
        ctx.res().setContentLength(body.length);
        try {
            ctx.res().getOutputStream().write(Arrays.copyOf(body, body.length / 2));
            ctx.res().flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        abort(ctx);
    }

    private CompletableFuture<Void> trickle(Context ctx, Answer answer, Duration perByte) {
        head(ctx, answer);
        ctx.res().setContentLength(answer.body().length);
        var done = new CompletableFuture<Void>();
        trickleFrom(ctx, answer.body(), 0, perByte, done);
        return done;
    }

    private void trickleFrom(Context ctx, byte[] body, int at, Duration perByte, CompletableFuture<Void> done) {
        if (at == body.length) {
            done.complete(null);
            return;
        }
        try {
            ctx.res().getOutputStream().write(body[at]);
            ctx.res().flushBuffer();
        } catch (IOException e) {
            // The caller has lost patience and gone: nobody is left to answer.
            done.complete(null);
            return;
        }
        var unused = timer.schedule(
                () -> trickleFrom(ctx, body, at + 1, perByte, done), perByte.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
