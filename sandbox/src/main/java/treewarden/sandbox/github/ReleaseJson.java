package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import treewarden.sandbox.http.Json;

/** Releases in GitHub's form. */
final class ReleaseJson {

    private ReleaseJson() {}

    static ObjectNode of(Repository repository, Release release) {
        var urls = repository.world().urls();
        var api = urls.api(repository, "/releases/" + release.id());
        var tag = Urls.segment(release.tag());
        var published = Text.time(release.publishedAt());
        var json = Json.object()
                .put("url", api)
                .put("assets_url", api + "/assets")
                .put("upload_url", api + "/assets{?name,label}")
                .put("html_url", urls.page(repository, "/releases#" + tag))
                .put("id", release.id())
                .put("node_id", Text.node("Release", release.id()))
                .put("tag_name", release.tag())
                .put("target_commitish", release.sha())
                .put("name", release.name())
                .put("body", release.body())
                .put("draft", false)
                .put("prerelease", false)
                .put("created_at", published)
                .put("published_at", published)
                .put("tarball_url", urls.api(repository, "/tarball/" + tag))
                .put("zipball_url", urls.api(repository, "/zipball/" + tag));
        json.set("author", PersonJson.simple(urls, release.author()));
        json.set("assets", Json.array());
        return json;
    }
}
