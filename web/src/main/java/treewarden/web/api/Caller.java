package treewarden.web.api;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import treewarden.store.ApiToken;
import treewarden.web.session.Access;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/**
 * Who asks the API.
 *
 * @param token null where none was shown
 */
record Caller(@Nullable ApiToken token, PageRole role) {
    private static final String ATTRIBUTE = "treewarden.api-token";

    static Caller of(Context ctx) {
        ApiToken token = ctx.attribute(ATTRIBUTE);
        return new Caller(token, Visitor.of(ctx).role());
    }

    /** Says for the handlers that come whose token was shown. */
    static void holds(Context ctx, ApiToken token) {
        ctx.attribute(ATTRIBUTE, token);
    }

    /** Whoever shows no token has been admitted to the pages already; a token opens what its scopes name. */
    boolean mayRead(Access.Reading reading) {
        return token == null || reading == Access.Reading.PUBLIC || has(ApiScope.READ);
    }

    boolean mayReadAll() {
        return has(ApiScope.READ) || role.isAtLeast(PageRole.MAINTAINER);
    }

    boolean has(ApiScope scope) {
        return token != null && token.scopes().contains(scope.slug());
    }
}
