package treewarden.sandbox.hub;

import io.javalin.config.RoutesConfig;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** How each file is to be sent, and the commit of what was sent. */
record CommitRoutes(Serve serve) {
    private static final String REPOSITORY = "/api/{type}/{owner}/{name}";
    private static final Pattern LARGE =
            Pattern.compile(".*\\.(safetensors|gguf|parquet|bin|pt|onnx|zip)", Pattern.DOTALL);

    /** Git itself holds no file of this length or more, in bytes. */
    private static final long REGULAR_BELOW = 10 << 20;

    private static final int FILES_A_REQUEST = 256;

    void add(RoutesConfig routes) {
        routes.post(REPOSITORY + "/preupload/{rev}", serve.json(CommitRoutes::preupload));
        routes.post(REPOSITORY + "/commit/{rev}", serve.stream(CommitRoutes::commit));
    }

    private static Answer preupload(HubCall call) {
        var files = call.writable().at(call.path("rev")).files();
        var asked = call.json().path("files");
        if (asked.size() > FILES_A_REQUEST) {
            throw HubError.of(413, "At most " + FILES_A_REQUEST + " files a request");
        }
        var json = Json.object();
        var answers = json.putArray("files");
        for (var file : asked) {
            var path = HubCall.text(file, "path");
            boolean isLarge = LARGE.matcher(path).matches() || file.path("size").asLong() >= REGULAR_BELOW;
            var one = answers.addObject()
                    .put("path", path)
                    .put("uploadMode", isLarge ? "lfs" : "regular")
                    .put("shouldIgnore", false);
            Optional.ofNullable(files.get(path))
                    .ifPresent(there -> one.put("oid", there instanceof HubFile.Lfs lfs ? lfs.oid() : there.gitName()));
        }
        return Answer.json(200, json);
    }

    private static Answer commit(HubCall call) {
        var repository = call.writable();
        var plan = CommitPlan.read(call.ctx().bodyInputStream(), call.world().objects());
        var draft = new HubCommit.Draft(
                plan.summary(),
                plan.description(),
                call.person().account(),
                call.world().options().clock().instant());
        var commit = repository.commit(call.path("rev"), plan.parent(), draft, plan::applyTo);
        var json = Json.object()
                .put("success", true)
                .put("commitOid", commit.oid())
                .put("commitUrl", call.base() + "/" + repository.name().path() + "/commit/" + commit.oid())
                .put("hookOutput", "");
        return Answer.json(200, json);
    }
}
