package treewarden.web.session;

import io.javalin.http.Context;

/**
 * Says of a request that it shows a token of the API which is known here. A handler that runs before the visitors are
 * admitted looks at the token; without its word, a token opens nothing that is not open to everybody.
 */
public final class ApiCaller {
    private static final String ATTRIBUTE = "treewarden.api-caller";

    private ApiCaller() {}

    public static void known(Context ctx) {
        ctx.attribute(ATTRIBUTE, true);
    }

    static boolean isKnown(Context ctx) {
        return ctx.attribute(ATTRIBUTE) != null;
    }
}
