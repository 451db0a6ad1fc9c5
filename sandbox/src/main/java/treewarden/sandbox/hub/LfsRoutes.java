package treewarden.sandbox.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import java.util.HashMap;
import java.util.List;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** Where large objects go, and whether they have come. */
record LfsRoutes(Serve serve, String storageUrl) {

    void add(RoutesConfig routes) {
        for (var prefix : List.of("/{owner}/{name}", "/{type}/{owner}/{name}")) {
            routes.post(prefix + "/info/lfs/objects/batch", serve.json(this::batch));
            routes.post(prefix + "/info/lfs/objects/verify", serve.json(LfsRoutes::verify));
        }
        routes.post("/api/complete_multipart/{upload}", serve.json(LfsRoutes::complete));
    }

    private Answer batch(HubCall call) {
        var repository = call.writable();
        var body = call.json();
        if (!body.path("operation").asText().equals("upload")
                || !body.path("hash_algo").asText("sha256").equals("sha256")) {
            throw HubError.of(422, "Uploads by sha256 alone");
        }
        boolean inParts = false;
        for (var transfer : body.path("transfers")) {
            inParts |= transfer.asText().equals("multipart");
        }
        var json = Json.object();
        var objects = json.putArray("objects");
        boolean anyParts = false;
        for (var asked : body.path("objects")) {
            var one = object(call, repository, asked, inParts);
            anyParts |= one.at("/actions/upload/header/chunk_size").isTextual();
            objects.add(one);
        }
        json.put("transfer", anyParts ? "multipart" : "basic");
        return Answer.json(200, json);
    }

    private ObjectNode object(HubCall call, HubRepository repository, JsonNode asked, boolean inParts) {
        var options = call.world().options();
        var oid = ObjectStore.checked(HubCall.text(asked, "oid"));
        long size = asked.path("size").asLong(-1);
        var json = Json.object().put("oid", oid).put("size", size);
        if (size < 1) {
            json.putObject("error").put("code", 422).put("message", "An object has at least one byte");
            return json;
        }
        if (call.world().objects().has(oid, size)) {
            return json;
        }
        var actions = json.putObject("actions");
        var upload = actions.putObject("upload");
        boolean isLarge = inParts && size >= options.multipartFrom();
        var id = call.world().uploads().begin(oid, size, isLarge ? options.chunkSize() : size);
        if (isLarge) {
            upload.put("href", call.base() + "/api/complete_multipart/" + id);
            var header = upload.putObject("header").put("chunk_size", Long.toString(options.chunkSize()));
            int parts = call.world().uploads().find(id).partCount();
            for (int part = 1; part <= parts; part++) {
                header.put(Integer.toString(part), storageUrl + "/part/" + id + "/" + part);
            }
        } else {
            upload.put("href", storageUrl + "/object/" + id);
        }
        actions.putObject("verify")
                .put("href", call.base() + "/" + repository.name().path() + ".git/info/lfs/objects/verify");
        return json;
    }

    private static Answer complete(HubCall call) {
        if (call.ctx().header("Authorization") != null) {
            throw HubError.of(400, "A completion asks for no token");
        }
        var id = call.path("upload");
        var upload = call.world().uploads().find(id);
        var etags = new HashMap<Integer, String>();
        for (var part : call.json().path("parts")) {
            etags.put(
                    part.path("partNumber").asInt(), part.path("etag").asText().replace("\"", ""));
        }
        upload.finish(etags);
        call.world().uploads().keep(id, upload);
        return Answer.json(200, Json.object().put("success", true));
    }

    private static Answer verify(HubCall call) {
        call.writable();
        var body = call.json();
        if (!call.world()
                .objects()
                .has(HubCall.text(body, "oid"), body.path("size").asLong())) {
            throw HubError.of(404, "The object is not there");
        }
        return Answer.json(200, Json.object());
    }
}
