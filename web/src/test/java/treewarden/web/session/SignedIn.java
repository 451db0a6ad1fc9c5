package treewarden.web.session;

import io.javalin.http.Handler;

/** Makes every request one of a certain visitor's. */
public final class SignedIn {
    private SignedIn() {}

    public static Handler as(Visitor visitor) {
        return visitor::accompany;
    }
}
