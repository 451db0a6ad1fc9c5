package treewarden.sandbox.hub;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Faults;
import treewarden.sandbox.http.Replies;
import treewarden.sandbox.http.RequestLog;

/** Does a request's work, with the faults that are switched on, and notes what became of it. */
record Serve(HubWorld world, Faults faults, RequestLog log, Replies replies) {

    /** Bodies are noted where they are JSON of bearable length. */
    private static final int NOTED = 1 << 20;

    /** The work of a route. */
    interface Work {
        Answer answer(HubCall call);
    }

    Handler json(Work work) {
        return ctx -> {
            var type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
            boolean isNoted = type.contains("json")
                    && !type.contains("ndjson")
                    && ctx.req().getContentLengthLong() < NOTED;
            serve(ctx, isNoted ? new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8) : "", work);
        };
    }

    /** For bodies that are streamed. */
    Handler stream(Work work) {
        return ctx -> serve(ctx, "", work);
    }

    private void serve(Context ctx, String body, Work work) {
        var fault = faults.take(ctx.method().name(), ctx.path());
        if (fault.isPresent() && fault.get() instanceof Fault.Instead instead) {
            note(ctx, body, instead.answer().status());
        }
        replies.reply(ctx, fault, () -> {
            Answer answer;
            try {
                answer = work.answer(new HubCall(world, ctx));
            } catch (HubError refusal) {
                answer = refusal.answer();
            }
            note(ctx, body, answer.status());
            return answer;
        });
    }

    void note(Context ctx, String body, int status) {
        var actor = ctx.header("Authorization") == null ? "anonymous" : "token";
        var query = ctx.queryString() == null ? "" : String.valueOf(ctx.queryString());
        log.add(new RequestLog.Request(
                world.options().clock().instant(), ctx.method().name(), ctx.path(), query, actor, status, body));
    }
}
