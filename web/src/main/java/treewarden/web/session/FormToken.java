package treewarden.web.session;

import io.javalin.http.Context;

/** Stands in each form of somebody who is signed in. It follows from their session's id, so another's is worth nothing. */
final class FormToken {
    private FormToken() {}

    static String of(String sessionId) {
        return Tokens.derived(sessionId, "form");
    }

    static boolean matches(Context ctx, Visitor visitor) {
        return Tokens.same(ctx.formParam(Visitor.FORM_FIELD), visitor.formToken());
    }
}
