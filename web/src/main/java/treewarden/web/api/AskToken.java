package treewarden.web.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.domain.Digest;
import treewarden.store.ApiToken;
import treewarden.store.Database;
import treewarden.store.StoreUnavailable;
import treewarden.web.session.ApiCaller;

/** Finds out whose token a program shows, before anybody asks who may come in. A token that is not valid opens nothing. */
final class AskToken implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(AskToken.class);
    private static final String BEARER = "Bearer ";

    private final Database database;

    AskToken(Database database) {
        this.database = database;
    }

    @Override
    public void handle(Context ctx) {
        var authorization = ctx.header("Authorization");
        if (authorization == null) {
            return;
        }
        try {
            ask(ctx, authorization);
        } catch (ApiProblem e) {
            e.answer(ctx);
            ctx.skipRemainingHandlers();
        } catch (StoreUnavailable e) {
            ApiRoutes.unavailable().answer(ctx);
            ctx.skipRemainingHandlers();
        }
    }

    private void ask(Context ctx, String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw refused("Send it as `Authorization: Bearer TOKEN`.");
        }
        var digest = Digest.of(authorization.substring(BEARER.length()).strip());
        var now = database.clock().instant();
        var token = database.read(tables -> tables.apiTokens().find(digest))
                .filter(found -> found.isValid(now))
                .orElseThrow(
                        () -> refused(
                                "It is not known here, has expired or was revoked. `treewarden api-token create` makes a new one."));
        if (database.<Boolean>read(tables -> tables.apiTokens().isUseUnknown(token))) {
            noteUse(token);
        }
        Caller.holds(ctx, token);
        ApiCaller.known(ctx);
    }

    /** A database that takes no writes keeps nobody from reading. */
    private void noteUse(ApiToken token) {
        try {
            database.run(transaction -> transaction.apiTokens().used(token));
        } catch (StoreUnavailable e) {
            LOG.warn("That the token {} was used could not be written down", token.name(), e);
        }
    }

    private static ApiProblem refused(String why) {
        return new ApiProblem(401, "The token opens nothing", why);
    }
}
