package treewarden.web.session;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two cookies: who is signed in, and who is on their way to the code host. Over https they have the prefix {@code
 * __Host-}, by which a browser takes them from this very host alone; over plain http, which is for one machine, browsers
 * do not allow that, and the names differ so that neither is ever taken for the other.
 */
final class Cookies {
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.-]{1,4000}");

    private final String prefix;
    private final String secure;

    Cookies(Access access) {
        prefix = access.isEncrypted() ? "__Host-" : "";
        secure = access.isEncrypted() ? "; Secure" : "";
    }

    @Nullable
    String session(Context ctx) {
        return read(ctx, "treewarden");
    }

    void session(Context ctx, String id, Duration life) {
        write(ctx, "treewarden", id, life);
    }

    void noSession(Context ctx) {
        write(ctx, "treewarden", "", Duration.ZERO);
    }

    @Nullable
    String attempt(Context ctx) {
        return read(ctx, "treewarden-sign-in");
    }

    void attempt(Context ctx, String value) {
        write(ctx, "treewarden-sign-in", value, Attempt.LIFE);
    }

    void noAttempt(Context ctx) {
        write(ctx, "treewarden-sign-in", "", Duration.ZERO);
    }

    private @Nullable String read(Context ctx, String name) {
        var value = ctx.cookie(prefix + name);
        return value != null && VALUE.matcher(value).matches() ? value : null;
    }

    /** Lax, because the way back from the code host begins on another site. */
    private void write(Context ctx, String name, String value, Duration life) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        prefix + name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + secure
                                + "; HttpOnly; SameSite=Lax");
    }
}
