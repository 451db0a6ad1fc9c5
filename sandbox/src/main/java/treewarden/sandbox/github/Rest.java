package treewarden.sandbox.github;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Faults;
import treewarden.sandbox.http.Replies;
import treewarden.sandbox.http.RequestLog;

/**
 * What all routes have in common: who asks, the rate limit, refusals in GitHub's form, entity tags, faults, the log. A
 * route itself is a function from a call to an answer.
 */
final class Rest {

    /** A route. */
    interface Work {
        Answer answer(Call call);
    }

    private static final String ANSWERED = "answered";

    private final World world;
    private final RoutesConfig routes;
    private final Replies replies;
    private final Faults faults;
    private final RequestLog log;
    private final RateLimit rateLimit;
    private final Authenticate authenticate;

    Rest(World world, RoutesConfig routes, Replies replies, Switches switches) {
        this.world = world;
        this.routes = routes;
        this.replies = replies;
        this.faults = switches.faults();
        this.log = switches.log();
        this.rateLimit = switches.rateLimit();
        this.authenticate = new Authenticate(world);
        routes.error(404, ctx -> {
            if (ctx.attribute(ANSWERED) == null) {
                var answer = GitHubError.notFound().answer();
                ctx.contentType(answer.contentType()).result(answer.body());
            }
        });
    }

    /** What can be switched and counted from outside. */
    record Switches(Faults faults, RequestLog log, RateLimit rateLimit) {}

    RateLimit rateLimit() {
        return rateLimit;
    }

    void get(String path, Work work) {
        routes.get(path, handler(work));
    }

    void post(String path, Work work) {
        routes.post(path, handler(work));
    }

    void patch(String path, Work work) {
        routes.patch(path, handler(work));
    }

    void put(String path, Work work) {
        routes.put(path, handler(work));
    }

    void delete(String path, Work work) {
        routes.delete(path, handler(work));
    }

    /** Routes below a repository, which GitHub serves by owner and name and by id. */
    Below repository() {
        return new Below();
    }

    /** Adds each route under both addresses of a repository. */
    final class Below {

        private static final String BY_NAME = "/repos/{owner}/{repo}";
        private static final String BY_ID = "/repositories/{repository_id}";

        Below get(String path, Work work) {
            Rest.this.get(BY_NAME + path, work);
            Rest.this.get(BY_ID + path, work);
            return this;
        }

        Below post(String path, Work work) {
            Rest.this.post(BY_NAME + path, work);
            Rest.this.post(BY_ID + path, work);
            return this;
        }

        Below patch(String path, Work work) {
            Rest.this.patch(BY_NAME + path, work);
            Rest.this.patch(BY_ID + path, work);
            return this;
        }

        Below put(String path, Work work) {
            Rest.this.put(BY_NAME + path, work);
            Rest.this.put(BY_ID + path, work);
            return this;
        }

        Below delete(String path, Work work) {
            Rest.this.delete(BY_NAME + path, work);
            Rest.this.delete(BY_ID + path, work);
            return this;
        }
    }

    private Handler handler(Work work) {
        return ctx -> {
            ctx.attribute(ANSWERED, true);
            var path = canonicalPath(ctx);
            var fault = faults.take(ctx.method().name(), path);
            fault.flatMap(Rest::statusWithoutWork).ifPresent(status -> note(ctx, path, "unknown", status));
            replies.reply(ctx, fault, () -> world.locked(() -> answer(ctx, path, work)));
        };
    }

    /** The status of a request that a fault keeps from its work; 0 for a dropped connection. */
    private static Optional<Integer> statusWithoutWork(Fault fault) {
        if (fault instanceof Fault.Instead instead) {
            return Optional.of(instead.answer().status());
        }
        return fault.equals(Fault.dropConnection()) ? Optional.of(0) : Optional.empty();
    }

    private Answer answer(Context ctx, String path, Work work) {
        var caller = new String[] {"anonymous"};
        var answer = refusing(() -> {
            var actor = authenticate.actor(Optional.ofNullable(ctx.header("Authorization")));
            caller[0] = actor.name();
            rateLimit.count(actor.name());
            if (actor instanceof Actor.Holder holder) {
                holder.grant().installation().ifPresent(world.app()::mustNotBeSuspended);
            }
            return work.answer(new Call(world, ctx, actor));
        });
        note(ctx, path, caller[0], answer.status());
        if (ctx.method().name().equals("GET") && answer.status() == 200) {
            var tag = "W/\"" + digest(answer.body()) + "\"";
            if (tag.equals(ctx.header("If-None-Match"))) {
                rateLimit.forgive(caller[0]);
                answer = Answer.empty(304).headers(answer.headers());
            }
            answer = answer.header("ETag", tag).header("Cache-Control", "private, max-age=60, s-maxage=60");
        }
        return answer.headers(rateLimit.headers(caller[0]))
                .header(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(world.now().atZone(ZoneOffset.UTC)))
                .header("X-GitHub-Media-Type", "github.v3; format=json")
                .header("X-GitHub-Request-Id", "STANDIN");
    }

    private static Answer refusing(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (GitHubError refusal) {
            return refusal.answer();
        }
    }

    private void note(Context ctx, String path, String actor, int status) {
        boolean writes = !ctx.method().name().equals("GET");
        log.add(new RequestLog.Request(
                world.clock().instant(),
                ctx.method().name(),
                path,
                Optional.ofNullable(ctx.queryString()).orElse(""),
                actor,
                status,
                writes ? new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8) : ""));
    }

    /** The path with owner and name, also where the request named the repository by id. */
    private String canonicalPath(Context ctx) {
        var path = ctx.path();
        if (!ctx.pathParamMap().containsKey("repository_id")) {
            return path;
        }
        var id = ctx.pathParam("repository_id");
        var rest = path.substring(("/repositories/" + id).length());
        return world.locked(() -> world.repositories().stream()
                .filter(repository -> Long.toString(repository.id()).equals(id))
                .findFirst()
                .map(repository -> "/repos/" + repository.fullName() + rest)
                .orElse(path));
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
