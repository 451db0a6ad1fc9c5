package treewarden.web.session;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import treewarden.web.view.You;

/** Where somebody signs in who looks at a page; they come back to that page. */
public final class SignInLink {
    private static final String ATTRIBUTE = "treewarden.sign-in";

    private SignInLink() {}

    /** How the top bar of a page greets whoever asks for it. */
    public static You greeting(Context ctx) {
        var visitor = Visitor.of(ctx);
        var person = visitor.person();
        return new You(
                person == null ? null : person.login(),
                visitor.role().name().toLowerCase(Locale.ROOT),
                visitor.formToken(),
                of(ctx));
    }

    /** Null where nobody can sign in. */
    static @Nullable String of(Context ctx) {
        return ctx.attribute(ATTRIBUTE);
    }

    /** Has the pages that come show where to sign in. */
    static void offer(Context ctx, Access access) {
        var query = ctx.queryString();
        var isPage = ctx.method().name().equals("GET") && !ctx.path().startsWith(SignInRoutes.SIGN_IN);
        ctx.attribute(ATTRIBUTE, to(access, isPage ? ctx.path() + (query == null ? "" : "?" + query) : "/"));
    }

    /** Signing in, and then going to this address of ours. */
    static String to(Access access, String next) {
        return access.address(SignInRoutes.SIGN_IN)
                + (next.equals("/") ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }
}
