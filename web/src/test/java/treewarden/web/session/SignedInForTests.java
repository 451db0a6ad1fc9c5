package treewarden.web.session;

import io.javalin.http.Context;

/** Has a test's visitor signed in, without a session. */
public final class SignedInForTests {
    private SignedInForTests() {}

    public static void as(Context ctx, Visitor visitor) {
        visitor.accompany(ctx);
    }
}
