package treewarden.sandbox.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** What a repository is and holds: its description, references, history and trees. */
record InfoRoutes(Serve serve) {
    private static final String REPOSITORY = "/api/{type}/{owner}/{name}";

    void add(RoutesConfig routes) {
        routes.get(REPOSITORY, serve.json(call -> info(call, HubRepository.MAIN)));
        routes.get(REPOSITORY + "/revision/{rev}", serve.json(call -> info(call, call.path("rev"))));
        routes.get(REPOSITORY + "/refs", serve.json(InfoRoutes::refs));
        routes.get(REPOSITORY + "/commits/{rev}", serve.json(InfoRoutes::commits));
        routes.get(REPOSITORY + "/tree/{rev}", serve.json(call -> tree(call, "")));
        routes.get(REPOSITORY + "/tree/{rev}/<path>", serve.json(call -> tree(call, call.path("path") + "/")));
    }

    private static Answer info(HubCall call, String revision) {
        var repository = call.readable();
        var commit = repository.at(revision);
        var id = repository.name().id();
        var json = Json.object()
                .put("_id", GitNames.of(id).substring(0, 24))
                .put("id", id)
                .put("author", id.substring(0, id.indexOf('/')))
                .put("sha", commit.oid())
                .put("lastModified", commit.at().toString())
                .put("private", repository.isPrivate())
                .put("disabled", false)
                .put("downloads", 0)
                .put("likes", 0);
        if (repository.gated().isEmpty()) {
            json.put("gated", false);
        } else {
            json.put("gated", repository.gated());
        }
        json.putArray("tags");
        json.set(
                "siblings",
                Json.array(commit.files().keySet(), path -> Json.object().put("rfilename", path)));
        return Answer.json(200, json);
    }

    private static Answer refs(HubCall call) {
        var repository = call.readable();
        var json = Json.object();
        json.set(
                "branches",
                Json.array(
                        repository.branches().entrySet(),
                        ref -> Json.object()
                                .put("name", ref.getKey())
                                .put("ref", "refs/heads/" + ref.getKey())
                                .put("targetCommit", ref.getValue())));
        json.set(
                "tags",
                Json.array(
                        repository.tags().entrySet(),
                        ref -> Json.object()
                                .put("name", ref.getKey())
                                .put("ref", "refs/tags/" + ref.getKey())
                                .put("targetCommit", ref.getValue())));
        json.putArray("converts");
        return Answer.json(200, json);
    }

    private static Answer commits(HubCall call) {
        var history = call.readable().history(call.path("rev"));
        if (history.isEmpty()) {
            throw HubError.noRevision(call.path("rev"));
        }
        return page(call, history.stream().map(InfoRoutes::commit).toList());
    }

    private static ObjectNode commit(HubCommit commit) {
        var json = Json.object()
                .put("id", commit.oid())
                .put("title", commit.title())
                .put("message", commit.message())
                .put("date", commit.at().toString());
        json.putArray("authors").addObject().put("user", commit.author());
        return json;
    }

    private static Answer tree(HubCall call, String folder) {
        var commit = call.readable().at(call.path("rev"));
        boolean recursive =
                Boolean.parseBoolean(call.param("recursive", "false").replace("True", "true"))
                        || call.param("recursive", "").equals("1");
        var folders = new TreeSet<String>();
        var entries = new ArrayList<ObjectNode>();
        commit.files().forEach((path, file) -> {
            if (!path.startsWith(folder)) {
                return;
            }
            for (int slash = path.indexOf('/', folder.length()); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                folders.add(path.substring(0, slash));
                if (!recursive) {
                    return;
                }
            }
            entries.add(file(path, file));
        });
        if (entries.isEmpty() && folders.isEmpty() && !folder.isEmpty()) {
            throw HubError.noEntry(folder);
        }
        var listed = folders.stream()
                .map(path -> Json.object()
                        .put("type", "directory")
                        .put("oid", GitNames.of(path))
                        .put("size", 0)
                        .put("path", path));
        return page(call, Stream.concat(listed, entries.stream()).toList());
    }

    private static ObjectNode file(String path, HubFile file) {
        var json = Json.object()
                .put("type", "file")
                .put("oid", file.gitName())
                .put("size", file.size())
                .put("path", path);
        if (file instanceof HubFile.Lfs lfs) {
            json.putObject("lfs")
                    .put("oid", lfs.oid())
                    .put("size", lfs.size())
                    .put("pointerSize", lfs.pointer().length);
        }
        return json;
    }

    private static Answer page(HubCall call, List<ObjectNode> all) {
        int start = Integer.parseInt(call.param("cursor", "0"));
        int end = Math.min(all.size(), start + call.world().options().pageSize());
        var answer = Answer.json(200, Json.array(all.subList(Math.min(start, end), end), one -> one));
        if (end == all.size()) {
            return answer;
        }
        var next =
                call.base() + call.ctx().path() + "?recursive=" + call.param("recursive", "false") + "&cursor=" + end;
        return answer.header("Link", "<" + next + ">; rel=\"next\"");
    }
}
