package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.Optional;
import treewarden.sandbox.http.Json;

/** A request for a route: what it names, what it says, and who makes it. What does not exist is GitHub's 404. */
final class Call {

    private final World world;
    private final Context ctx;
    private final Actor actor;

    Call(World world, Context ctx, Actor actor) {
        this.world = world;
        this.ctx = ctx;
        this.actor = actor;
    }

    World world() {
        return world;
    }

    Actor actor() {
        return actor;
    }

    String path(String name) {
        return ctx.pathParam(name);
    }

    long id(String name) {
        try {
            return Long.parseLong(path(name));
        } catch (NumberFormatException e) {
            throw GitHubError.notFound();
        }
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isEmpty());
    }

    /** The whole query as it was sent. */
    String queryString() {
        return Optional.ofNullable(ctx.queryString()).orElse("");
    }

    boolean accepts(String part) {
        return Optional.ofNullable(ctx.header("Accept")).orElse("").contains(part);
    }

    /** The JSON body; an empty one is an object without members. */
    JsonNode body() {
        var bytes = ctx.bodyAsBytes();
        if (bytes.length == 0) {
            return Json.object();
        }
        return Json.parse(bytes).orElseThrow(() -> GitHubError.of(400, "Problems parsing JSON"));
    }

    /** A field of a form; empty where it is not there. */
    String form(String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("");
    }

    /** A member of the body that is text. */
    Optional<String> text(String field) {
        var value = body().path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw GitHubError.unprocessable(
                    "Invalid request.\n\nFor 'properties/" + field + "', " + value + " is not a string.");
        }
        return Optional.of(value.asText());
    }

    String required(String field) {
        return text(field)
                .orElseThrow(() -> GitHubError.unprocessable("Invalid request.\n\n\"" + field + "\" wasn't supplied."));
    }

    /** The repository of the path, by owner and name or by id. */
    Repository repository() {
        var found = ctx.pathParamMap().containsKey("repository_id")
                ? world.find(id("repository_id"))
                : world.find(path("owner"), path("repo"));
        return found.orElseThrow(GitHubError::notFound);
    }

    PullRequest pull() {
        return repository().pullRequest((int) id("number")).orElseThrow(GitHubError::notFound);
    }

    /** Who does it, which for an installation is the app's bot. */
    Person person() {
        if (actor instanceof Actor.Holder holder) {
            return holder.grant().actor();
        }
        throw GitHubError.of(401, "Requires authentication");
    }

    /** Who writes to the repository of the path, if it may: an installation that holds it, or a person with the right. */
    Person writer(Permission needed) {
        var person = person();
        var repository = repository();
        if (repository.isArchived()) {
            throw GitHubError.of(403, "Repository was archived so is read-only.");
        }
        var installation = ((Actor.Holder) actor).grant().installation();
        boolean may = installation.isPresent()
                ? world.app().installationOf(repository).equals(installation)
                : repository.permission(person).atLeast(needed);
        if (!may) {
            throw GitHubError.of(
                    403,
                    installation.isPresent()
                            ? "Resource not accessible by integration"
                            : "Must have " + needed.roleName() + " access to " + repository.fullName() + ".");
        }
        return person;
    }

    /** An installation may write what its app asked for, and nothing else; what a person may is no matter of the app. */
    void mustBeAllowed(String permission) {
        boolean isApp = actor instanceof Actor.Holder holder
                && holder.grant().installation().isPresent();
        if (isApp && !"write".equals(world.app().needs().permissions().get(permission))) {
            throw GitHubError.of(403, "Resource not accessible by integration");
        }
    }

    /** The installation whose token this is. */
    App.Installation installation() {
        if (actor instanceof Actor.Holder holder) {
            return holder.grant()
                    .installation()
                    .orElseThrow(() -> GitHubError.of(
                            403, "You must authenticate with an installation access token in order to do this."));
        }
        throw GitHubError.of(401, "Requires authentication");
    }

    void mustBeApp() {
        if (!(actor instanceof Actor.TheApp)) {
            throw GitHubError.of(401, "A JSON web token could not be decoded");
        }
    }
}
