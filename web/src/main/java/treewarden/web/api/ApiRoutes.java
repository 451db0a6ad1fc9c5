package treewarden.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.store.Database;
import treewarden.store.StoreUnavailable;
import treewarden.web.releases.KeepReports;
import treewarden.web.runs.ActOnJobs;
import treewarden.web.session.Access;
import treewarden.web.tree.ReadTree;

/** Everything under {@code /api}, described at {@code /api/openapi.json}. */
public final class ApiRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);

    private final Database database;
    private final Access.Reading reading;
    private final List<Operation> operations;
    private final ObjectNode description;

    /** @param reading who may read the pages, and so what they show */
    public ApiRoutes(
            Database database,
            Access.Reading reading,
            ContributionParts contributions,
            ReadTree tree,
            KeepReports reports,
            ActOnJobs actions) {
        this.database = database;
        this.reading = reading;
        this.operations = Stream.of(
                        Stream.of(describing()),
                        new AnswerContributions(database, contributions).operations(),
                        new AnswerTree(database, tree).operations(),
                        new AnswerRuns(database, actions).operations(),
                        new AnswerReleases(database, reports).operations(),
                        new AnswerAudit(database).operations())
                .flatMap(some -> some)
                .toList();
        this.description = OpenApi.of(operations);
    }

    private Operation describing() {
        return new Operation(
                HandlerType.GET,
                "/api/openapi.json",
                "describe",
                "This description.",
                Operation.Access.READERS,
                List.of(),
                ObjectNode.class,
                request -> this.description);
    }

    /** Looks at tokens; to be called before whatever asks who may come in. */
    public void askForTokens(JavalinConfig config) {
        config.routes.before("/api/*", new AskToken(database));
    }

    /** Adds the routes. */
    public void routes(JavalinConfig config) {
        for (var operation : operations) {
            config.routes.addHttpHandler(operation.method(), operation.path(), ctx -> answer(ctx, operation));
        }
        config.routes.error(404, ctx -> {
            if (ctx.path().startsWith("/api/") && !isProblem(ctx)) {
                new ApiProblem(404, "There is nothing here", "/api/openapi.json lists what there is.").answer(ctx);
            }
        });
    }

    private static boolean isProblem(Context ctx) {
        var type = ctx.res().getContentType();
        return type != null && type.startsWith("application/problem+json");
    }

    private void answer(Context ctx, Operation operation) throws JsonProcessingException {
        try {
            var caller = Caller.of(ctx);
            refuseOthers(operation.access(), caller);
            var answer = operation
                    .answering()
                    .answer(new ApiRequest(ctx, caller, database.clock().instant()));
            ctx.header("Cache-Control", "no-store")
                    .contentType("application/json")
                    .result(Shapes.JSON.writeValueAsBytes(answer));
        } catch (ApiProblem e) {
            e.answer(ctx);
        } catch (StoreUnavailable e) {
            LOG.warn("{} {}: the store is unavailable", ctx.method(), ctx.path(), e);
            unavailable().answer(ctx);
        } catch (RuntimeException e) {
            var id = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("api {} {} {} failed", id, ctx.method(), ctx.path(), e);
            new ApiProblem(
                            500,
                            "The answer could not be made",
                            "It is a fault in Treewarden. Tell the operator this number, which stands in the log too: "
                                    + id + ".")
                    .answer(ctx);
        }
    }

    static ApiProblem unavailable() {
        return new ApiProblem(503, "The database is not available", "Try again in a moment.");
    }

    private void refuseOthers(Operation.Access access, Caller caller) {
        var isAllowed = switch (access) {
            case READERS -> caller.mayRead(reading);
            case MAINTAINERS -> caller.mayReadAll();
            case OPERATORS -> caller.has(ApiScope.OPERATE);
        };
        if (!isAllowed) {
            throw new ApiProblem(
                    caller.token() == null ? 401 : 403,
                    "This is not for you",
                    "It is for others: " + access.words()
                            + " An operator makes a token with `treewarden api-token create`.");
        }
    }
}
