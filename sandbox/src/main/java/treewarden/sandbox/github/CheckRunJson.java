package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import treewarden.sandbox.http.Json;

/** Check runs in GitHub's form. */
final class CheckRunJson {

    private CheckRunJson() {}

    static ObjectNode of(Repository repository, CheckRun run) {
        var world = repository.world();
        var api = world.urls().api(repository, "/check-runs/" + run.id());
        var page = world.urls().page(repository, "/runs/" + run.id());
        var json = Json.object()
                .put("id", run.id())
                .put("name", run.name())
                .put("node_id", Text.node("CheckRun", run.id()))
                .put("head_sha", run.headSha())
                .put("external_id", run.externalId().orElse(""))
                .put("url", api)
                .put("html_url", page)
                .put("details_url", run.detailsUrl().orElse(page))
                .put("status", run.status())
                .put("conclusion", run.conclusion().orElse(null))
                .put("started_at", Text.time(run.startedAt()))
                .put("completed_at", Text.time(run.completedAt()));
        json.putObject("output")
                .put("title", run.output().title().orElse(null))
                .put("summary", run.output().summary().orElse(null))
                .put("text", run.output().text().orElse(null))
                .put("annotations_count", run.output().annotations().size())
                .put("annotations_url", api + "/annotations");
        json.putObject("check_suite").put("id", run.suiteId());
        json.set("app", AppJson.app(world));
        json.set(
                "pull_requests",
                Json.array(
                        repository.pulls().values().stream()
                                .filter(pull -> pull.isOpen()
                                        && pull.head().sha().equals(run.headSha())
                                        && pull.head().repository() == repository)
                                .toList(),
                        CheckRunJson::minimal));
        return json;
    }

    private static ObjectNode minimal(PullRequest pull) {
        var json = Json.object()
                .put("id", pull.id())
                .put("number", pull.number())
                .put("url", pull.repository().world().urls().api(pull.repository(), "/pulls/" + pull.number()));
        json.set("head", tip(pull.head()));
        json.set("base", tip(pull.base()));
        return json;
    }

    private static ObjectNode tip(Tip tip) {
        var json = Json.object().put("ref", tip.branch()).put("sha", tip.sha());
        json.putObject("repo")
                .put("id", tip.repository().id())
                .put("url", tip.repository().world().urls().api(tip.repository(), ""))
                .put("name", tip.repository().name());
        return json;
    }

    static ObjectNode annotation(Repository repository, CheckRun run, CheckRun.Annotation annotation) {
        return Json.object()
                .put("path", annotation.path())
                .put("start_line", annotation.startLine())
                .put("end_line", annotation.endLine())
                .put("start_column", annotation.startColumn().orElse(null))
                .put("end_column", annotation.endColumn().orElse(null))
                .put("annotation_level", annotation.level())
                .put("title", annotation.title().orElse(null))
                .put("message", annotation.message())
                .put("raw_details", annotation.rawDetails().orElse(null))
                .put(
                        "blob_href",
                        repository
                                .world()
                                .urls()
                                .page(repository, "/blob/" + run.headSha() + "/" + Urls.path(annotation.path())));
    }
}
