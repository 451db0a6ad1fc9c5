package treewarden.sandbox.github;

import treewarden.sandbox.http.Answer;

/** Releases of a repository, for which an app needs to be allowed to write its contents. */
final class ReleaseRoutes {

    void addTo(Rest rest) {
        rest.repository()
                .get("/releases", this::list)
                .post("/releases", this::publish)
                .get("/releases/tags/<tag>", this::ofTag);
    }

    private Answer list(Call call) {
        var repository = call.repository();
        return Paginate.list(
                call,
                Paginate.byId(repository, "/releases"),
                repository.releases(),
                release -> ReleaseJson.of(repository, release));
    }

    private Answer ofTag(Call call) {
        var repository = call.repository();
        return repository
                .releaseBook()
                .find(call.path("tag"))
                .map(release -> Answer.json(200, ReleaseJson.of(repository, release)))
                .orElseThrow(GitHubError::notFound);
    }

    private Answer publish(Call call) {
        var author = call.writer(Permission.WRITE);
        call.mustBeAllowed("contents");
        var repository = call.repository();
        var tag = call.required("tag_name");
        var release = repository
                .releaseBook()
                .publish(
                        author,
                        tag,
                        call.text("target_commitish").orElse(repository.defaultBranch()),
                        call.text("name").orElse(tag),
                        call.text("body").orElse(""));
        var json = ReleaseJson.of(repository, release);
        return Answer.json(201, json).header("Location", json.get("url").asText());
    }
}
