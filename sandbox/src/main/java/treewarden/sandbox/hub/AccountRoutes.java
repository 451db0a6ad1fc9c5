package treewarden.sandbox.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import java.util.List;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** Who asks, new repositories, and the check of a card. */
record AccountRoutes(Serve serve) {
    private static final String REPOSITORY = "/api/{type}/{owner}/{name}";

    void add(RoutesConfig routes) {
        routes.get("/api/whoami-v2", serve.json(AccountRoutes::whoAmI));
        routes.post("/api/repos/create", serve.json(AccountRoutes::create));
        routes.put(REPOSITORY + "/settings", serve.json(AccountRoutes::settings));
        routes.post("/api/validate-yaml", serve.json(AccountRoutes::validate));
    }

    private static Answer whoAmI(HubCall call) {
        var token = call.person();
        var json = Json.object()
                .put("type", "user")
                .put("id", "1")
                .put("name", token.account())
                .put("fullname", token.account());
        json.putArray("orgs");
        var access = json.putObject("auth")
                .put("type", "access_token")
                .putObject("accessToken")
                .put("displayName", "stand-in")
                .put("role", token.repository().isPresent() ? "fineGrained" : token.writes() ? "write" : "read");
        token.repository().ifPresent(repository -> scopes(access, repository, token));
        return Answer.json(200, json);
    }

    /** A token of this Hub knows a name alone, so it is good for a model and for a data set of that name. */
    private static void scopes(ObjectNode access, String repository, HubToken token) {
        var fine = access.putObject("fineGrained").put("canReadGatedRepos", false);
        fine.putArray("global");
        var scoped = fine.putArray("scoped");
        for (var type : List.of("model", "dataset")) {
            var scope = scoped.addObject();
            scope.putObject("entity").put("_id", "1").put("type", type).put("name", repository);
            var permissions = scope.putArray("permissions").add("repo.content.read");
            if (token.writes()) {
                permissions.add("repo.write");
            }
        }
    }

    private static Answer create(HubCall call) {
        var body = call.json();
        var token = call.person();
        var type = body.path("type").asText("model") + "s";
        var owner = body.path("organization").asText(token.account());
        var name = new RepositoryName(type, owner + "/" + HubCall.text(body, "name"));
        call.mayWrite(name);
        boolean hidden = body.path("private").asBoolean(false)
                || body.path("visibility").asText("public").equals("private");
        call.world().create(name, hidden, token.account());
        return Answer.json(
                200, Json.object().put("url", call.base() + "/" + name.path()).put("name", name.id()));
    }

    private static Answer settings(HubCall call) {
        var repository = call.writable();
        var body = call.json();
        repository.shownTo(
                body.path("private").asBoolean(repository.isPrivate()),
                body.path("gated").isTextual() ? body.path("gated").asText() : "");
        return Answer.json(200, Json.object().put("private", repository.isPrivate()));
    }

    private static Answer validate(HubCall call) {
        var json = Json.object();
        var errors = json.putArray("errors");
        json.putArray("warnings");
        var content = HubCall.text(call.json(), "content");
        if (content.startsWith("---\n") && content.indexOf("\n---", 3) < 0) {
            errors.addObject().put("message", "The card's metadata does not end");
        }
        return Answer.json(errors.isEmpty() ? 200 : 400, json);
    }
}
