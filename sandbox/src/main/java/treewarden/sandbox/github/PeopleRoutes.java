package treewarden.sandbox.github;

import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** Accounts, what they may do, and the rate limit. */
final class PeopleRoutes {

    private final World world;
    private final RateLimit rateLimit;

    PeopleRoutes(World world, RateLimit rateLimit) {
        this.world = world;
        this.rateLimit = rateLimit;
    }

    void addTo(Rest rest) {
        rest.get("/user", this::self);
        rest.get("/users/{login}", this::user);
        rest.get("/rate_limit", this::rateLimit);
        rest.get("/orgs/{organization}/teams/{slug}/memberships/{login}", this::membership);
        rest.get("/repositories/{repository_id}", this::repository);
        rest.get("/repos/{owner}/{repo}", this::repository);
        rest.repository()
                .get("/collaborators/{login}/permission", this::permission)
                .get("/collaborators/{login}", this::isCollaborator);
    }

    private Answer self(Call call) {
        var person = call.person();
        if (person.kind() == Person.Kind.BOT) {
            throw GitHubError.of(403, "Resource not accessible by integration");
        }
        return Answer.json(200, PersonJson.full(world, person));
    }

    private Answer user(Call call) {
        var person = find(call);
        if (world.people().isSuspended(person)) {
            throw GitHubError.notFound();
        }
        return Answer.json(200, PersonJson.full(world, person));
    }

    private Person find(Call call) {
        return world.people().find(call.path("login")).orElseThrow(GitHubError::notFound);
    }

    private Answer rateLimit(Call call) {
        rateLimit.forgive(call.actor().name());
        return Answer.json(200, rateLimit.json(call.actor().name()));
    }

    private Answer membership(Call call) {
        var person = find(call);
        var role = world.people()
                .roleIn(call.path("organization"), call.path("slug"), person)
                .orElseThrow(GitHubError::notFound);
        var url = world.urls()
                .api("/orgs/" + Urls.segment(call.path("organization")) + "/teams/" + Urls.segment(call.path("slug"))
                        + "/memberships/" + Urls.segment(person.login()));
        return Answer.json(200, Json.object().put("url", url).put("role", role).put("state", "active"));
    }

    private Answer repository(Call call) {
        return Answer.json(200, RepositoryJson.full(call.repository()));
    }

    private Answer permission(Call call) {
        var repository = call.repository();
        var person = find(call);
        var permission = repository.permission(person);
        var json = Json.object().put("permission", permission.legacy()).put("role_name", permission.roleName());
        var user = PersonJson.simple(world.urls(), person).put("role_name", permission.roleName());
        user.putObject("permissions")
                .put("pull", permission.atLeast(Permission.READ))
                .put("triage", permission.atLeast(Permission.TRIAGE))
                .put("push", permission.atLeast(Permission.WRITE))
                .put("maintain", permission.atLeast(Permission.MAINTAIN))
                .put("admin", permission.atLeast(Permission.ADMIN));
        json.set("user", user);
        return Answer.json(200, json);
    }

    private Answer isCollaborator(Call call) {
        if (!call.repository().isCollaborator(find(call))) {
            throw GitHubError.notFound();
        }
        return Answer.empty(204);
    }
}
