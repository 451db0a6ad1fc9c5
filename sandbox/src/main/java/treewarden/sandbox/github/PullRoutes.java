package treewarden.sandbox.github;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** Pull requests: list, read, change, merge. */
final class PullRoutes {

    /** GitHub lists no more files of a pull request than this. */
    private static final int MOST_FILES = 3_000;

    void addTo(Rest rest) {
        rest.repository()
                .get("/pulls", this::list)
                .post("/pulls", this::open)
                .get("/pulls/{number}", this::read)
                .patch("/pulls/{number}", this::change)
                .get("/pulls/{number}/files", this::files)
                .get("/pulls/{number}/commits", this::commits)
                .get("/pulls/{number}/merge", this::isMerged)
                .put("/pulls/{number}/merge", this::merge)
                .get("/pulls/{number}/reviews", this::reviews)
                .post("/pulls/{number}/reviews", this::review)
                .put("/pulls/{number}/reviews/{review}/dismissals", this::dismiss);
    }

    private Answer list(Call call) {
        var repository = call.repository();
        var sort = call.query("sort").orElse("created");
        Comparator<PullRequest> order = sort.equals("updated")
                ? Comparator.comparing(PullRequest::updatedAt).thenComparing(PullRequest::number)
                : Comparator.comparing(PullRequest::number);
        var direction = call.query("direction").orElse(call.query("sort").isPresent() ? "asc" : "desc");
        var found = repository.pulls().values().stream()
                .filter(inState(call.query("state").orElse("open")))
                .filter(pull -> call.query("head").map(pull.headLabel()::equals).orElse(true))
                .filter(pull ->
                        call.query("base").map(pull.base().branch()::equals).orElse(true))
                .sorted(direction.equals("desc") ? order.reversed() : order)
                .toList();
        return Paginate.list(call, Paginate.byId(repository, "/pulls"), found, PullRequestJson::simple);
    }

    private static Predicate<PullRequest> inState(String state) {
        return switch (state) {
            case "open" -> PullRequest::isOpen;
            case "closed" -> pull -> !pull.isOpen();
            case "all" -> pull -> true;
            default -> throw GitHubError.invalid("PullRequest", "state", "invalid");
        };
    }

    private Answer open(Call call) {
        var repository = call.repository();
        var head = call.required("head").split(":", 2);
        var from = head.length == 1 ? Optional.of(repository) : call.world().find(head[0], repository.name());
        var wanted = NewPullRequest.by(call.person(), call.required("title"))
                .withBody(call.text("body").orElse(""))
                .from(
                        from.orElseThrow(() -> GitHubError.invalid("PullRequest", "head", "invalid")),
                        head[head.length - 1])
                .into(call.required("base"));
        boolean draft = call.body().path("draft").asBoolean(false);
        var pull = repository.openPullRequest(draft ? wanted.asDraft() : wanted);
        return Answer.json(201, PullRequestJson.full(pull));
    }

    private Answer read(Call call) {
        return Answer.json(200, PullRequestJson.full(call.pull()));
    }

    private Answer change(Call call) {
        var pull = call.pull();
        var person = changer(call, pull);
        call.text("title").ifPresent(title -> pull.retitle(person, title));
        call.text("body").ifPresent(body -> pull.describe(person, body));
        call.text("base").ifPresent(branch -> pull.rebase(branch, person));
        call.text("state").ifPresent(state -> turn(pull, state, person));
        return Answer.json(200, PullRequestJson.full(pull));
    }

    /** Its author may change a pull request, and who may triage. */
    static Person changer(Call call, PullRequest pull) {
        return call.person().equals(pull.author()) ? pull.author() : call.writer(Permission.TRIAGE);
    }

    static void turn(PullRequest pull, String state, Person person) {
        switch (state) {
            case "open" -> pull.reopen(person);
            case "closed" -> pull.close(person);
            default -> throw GitHubError.invalid("PullRequest", "state", "invalid");
        }
    }

    private Answer files(Call call) {
        var pull = call.pull();
        var files = pull.files();
        return Paginate.list(
                call,
                path(pull, "/files"),
                files.subList(0, Math.min(files.size(), MOST_FILES)),
                file -> PullRequestJson.file(pull.repository(), pull.headSha(), file));
    }

    private Answer commits(Call call) {
        var pull = call.pull();
        return Paginate.list(
                call, path(pull, "/commits"), pull.commits(), commit -> GitJson.commit(pull.repository(), commit));
    }

    private static String path(PullRequest pull, String rest) {
        return Paginate.byId(pull.repository(), "/pulls/" + pull.number() + rest);
    }

    private Answer isMerged(Call call) {
        if (!call.pull().isMerged()) {
            throw GitHubError.notFound();
        }
        return Answer.empty(204);
    }

    private Answer merge(Call call) {
        var pull = call.pull();
        var person = call.writer(Permission.WRITE);
        var method = switch (call.text("merge_method").orElse("merge")) {
            case "merge" -> MergePullRequest.Method.MERGE;
            case "squash" -> MergePullRequest.Method.SQUASH;
            case "rebase" -> throw GitHubError.of(405, "Rebase merges are not allowed on this repository.");
            default -> throw GitHubError.invalid("PullRequest", "merge_method", "invalid");
        };
        var message = call.text("commit_title")
                .map(title -> title
                        + call.text("commit_message").map(text -> "\n\n" + text).orElse(""));
        var sha = MergePullRequest.merge(pull, new MergePullRequest.Wish(person, method, call.text("sha"), message));
        return Answer.json(
                200,
                Json.object().put("sha", sha).put("merged", true).put("message", "Pull Request successfully merged"));
    }

    private Answer reviews(Call call) {
        var pull = call.pull();
        return Paginate.list(
                call, path(pull, "/reviews"), pull.reviews(), review -> PullRequestJson.review(pull, review));
    }

    private Answer review(Call call) {
        var pull = call.pull();
        var person = call.person();
        var state = switch (call.required("event").toUpperCase(Locale.ROOT)) {
            case "APPROVE" -> Review.State.APPROVED;
            case "REQUEST_CHANGES" -> Review.State.CHANGES_REQUESTED;
            case "COMMENT" -> Review.State.COMMENTED;
            default ->
                throw GitHubError.unprocessable(
                        "Variable $event of type" + " PullRequestReviewEvent was provided invalid value");
        };
        var commit = call.text("commit_id").orElse(pull.headSha());
        if (pull.commits().stream().noneMatch(one -> one.sha().equals(commit))) {
            throw GitHubError.unprocessable("commit_id is not part of the pull request");
        }
        var onLines = pull.onLines().wanted(call.body().path("comments"));
        var review = pull.conversation().review(person, state, call.text("body").orElse(""), commit);
        pull.onLines().add(review, onLines);
        return Answer.json(200, PullRequestJson.review(pull, review));
    }

    private Answer dismiss(Call call) {
        var pull = call.pull();
        var person = call.writer(Permission.WRITE);
        var review = pull.conversation().dismiss(person, call.id("review"), call.required("message"));
        return Answer.json(200, PullRequestJson.review(pull, review));
    }
}
