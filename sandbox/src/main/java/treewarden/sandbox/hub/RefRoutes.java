package treewarden.sandbox.hub;

import io.javalin.config.RoutesConfig;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** Branches and tags made and taken away. */
record RefRoutes(Serve serve) {
    private static final String REPOSITORY = "/api/{type}/{owner}/{name}";

    void add(RoutesConfig routes) {
        routes.post(REPOSITORY + "/branch/{branch}", serve.json(RefRoutes::addBranch));
        routes.delete(REPOSITORY + "/branch/{branch}", serve.json(RefRoutes::deleteBranch));
        routes.post(REPOSITORY + "/tag/{rev}", serve.json(RefRoutes::addTag));
        routes.delete(REPOSITORY + "/tag/{tag}", serve.json(RefRoutes::deleteTag));
    }

    private static Answer addBranch(HubCall call) {
        var repository = call.writable();
        var start = call.ctx().bodyAsBytes().length == 0
                ? HubRepository.MAIN
                : call.json().path("startingPoint").asText(HubRepository.MAIN);
        repository.addBranch(call.path("branch"), start);
        return Answer.json(200, Json.object().put("success", true));
    }

    private static Answer deleteBranch(HubCall call) {
        call.writable().deleteBranch(call.path("branch"));
        return Answer.json(200, Json.object().put("success", true));
    }

    private static Answer addTag(HubCall call) {
        call.writable().addTag(HubCall.text(call.json(), "tag"), call.path("rev"));
        return Answer.json(200, Json.object().put("success", true));
    }

    private static Answer deleteTag(HubCall call) {
        call.writable().deleteTag(call.path("tag"));
        return Answer.json(200, Json.object().put("success", true));
    }
}
