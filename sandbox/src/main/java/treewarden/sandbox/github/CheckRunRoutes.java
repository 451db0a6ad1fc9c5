package treewarden.sandbox.github;

import treewarden.sandbox.http.Answer;

/** Check runs and their annotations. */
final class CheckRunRoutes {

    void addTo(Rest rest) {
        rest.repository()
                .post("/check-runs", this::create)
                .get("/check-runs/{id}", this::read)
                .patch("/check-runs/{id}", this::update)
                .get("/check-runs/{id}/annotations", this::annotations)
                .post("/check-runs/{id}/rerequest", this::rerequest)
                .get("/commits/<ref>/check-runs", this::ofCommit);
    }

    private Answer create(Call call) {
        mayCheck(call);
        var repository = call.repository();
        var sha = GitRoutes.find(repository, call.required("head_sha")).sha();
        var request = CheckRunRequest.of(call.body());
        if (call.body().hasNonNull("output") && request.output().title().isEmpty()) {
            throw GitHubError.unprocessable("Invalid request.\n\n\"title\" wasn't supplied.");
        }
        return Answer.json(201, CheckRunJson.of(repository, repository.checks().create(sha, request)));
    }

    private Answer update(Call call) {
        mayCheck(call);
        var repository = call.repository();
        var run = repository.checks().update(find(call), CheckRunRequest.of(call.body()));
        return Answer.json(200, CheckRunJson.of(repository, run));
    }

    /** Only an app may write check runs, and only in repositories where it is installed. */
    private static void mayCheck(Call call) {
        if (call.writer(Permission.WRITE).kind() != Person.Kind.BOT) {
            throw GitHubError.of(403, "You must authenticate via a GitHub App.");
        }
    }

    private Answer read(Call call) {
        return Answer.json(200, CheckRunJson.of(call.repository(), find(call)));
    }

    private static CheckRun find(Call call) {
        return call.repository().checks().find(call.id("id")).orElseThrow(GitHubError::notFound);
    }

    private Answer annotations(Call call) {
        var repository = call.repository();
        var run = find(call);
        return Paginate.list(
                call,
                Paginate.byId(repository, "/check-runs/" + run.id() + "/annotations"),
                run.output().annotations(),
                annotation -> CheckRunJson.annotation(repository, run, annotation));
    }

    private Answer rerequest(Call call) {
        var person = call.writer(Permission.WRITE);
        call.world().events().checkRun(call.repository(), find(call), "rerequested", person);
        return Answer.json(201, treewarden.sandbox.http.Json.object());
    }

    private Answer ofCommit(Call call) {
        var repository = call.repository();
        var commit = GitRoutes.find(repository, call.path("ref"));
        boolean otherApp = call.query("app_id")
                .filter(id -> !id.equals(Long.toString(call.world().app().id())))
                .isPresent();
        var named = repository.checks().of(commit.sha()).stream()
                .filter(run -> !otherApp)
                .filter(run -> call.query("check_name").map(run.name()::equals).orElse(true))
                .filter(run -> call.query("status").map(run.status()::equals).orElse(true))
                .toList();
        var listed = call.query("filter").orElse("latest").equals("all") ? named : CheckRuns.latest(named);
        return Paginate.counted(
                call,
                Paginate.byId(repository, "/commits/" + Urls.path(call.path("ref")) + "/check-runs"),
                "check_runs",
                listed,
                run -> CheckRunJson.of(repository, run));
    }
}
