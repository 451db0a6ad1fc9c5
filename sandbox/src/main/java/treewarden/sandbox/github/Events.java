package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import treewarden.sandbox.http.Json;

/** Tells the app what has happened. A payload shows the state at the moment of the event, however late it arrives. */
final class Events {

    private final World world;
    private final Webhooks webhooks;

    Events(World world, Webhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    void pullRequest(PullRequest pull, String action, Person sender) {
        send(pull.repository(), "pull_request", sender, () -> pullPayload(pull, action));
    }

    void synchronize(PullRequest pull, String before, String after, Person sender) {
        send(
                pull.repository(),
                "pull_request",
                sender,
                () -> pullPayload(pull, "synchronize").put("before", before).put("after", after));
    }

    void edited(PullRequest pull, String field, String before, Person sender) {
        send(pull.repository(), "pull_request", sender, () -> {
            var payload = pullPayload(pull, "edited");
            payload.putObject("changes").putObject(field).put("from", before);
            return payload;
        });
    }

    void baseChanged(PullRequest pull, Tip before, Person sender) {
        send(pull.repository(), "pull_request", sender, () -> {
            var payload = pullPayload(pull, "edited");
            var base = payload.putObject("changes").putObject("base");
            base.putObject("ref").put("from", before.branch());
            base.putObject("sha").put("from", before.sha());
            return payload;
        });
    }

    void labelled(PullRequest pull, String action, Label label, Person sender) {
        send(pull.repository(), "pull_request", sender, () -> {
            var payload = pullPayload(pull, action);
            payload.set("label", LabelJson.of(pull.repository(), label));
            return payload;
        });
    }

    private static ObjectNode pullPayload(PullRequest pull, String action) {
        var payload = Json.object().put("action", action).put("number", pull.number());
        payload.set("pull_request", PullRequestJson.full(pull));
        return payload;
    }

    void comment(PullRequest pull, Comment comment, String action, Person sender) {
        send(pull.repository(), "issue_comment", sender, () -> commentPayload(pull, comment, action));
    }

    void commentEdited(PullRequest pull, Comment comment, String before, Person sender) {
        send(pull.repository(), "issue_comment", sender, () -> {
            var payload = commentPayload(pull, comment, "edited");
            payload.putObject("changes").putObject("body").put("from", before);
            return payload;
        });
    }

    void issueComment(Repository repository, Issue issue, Comment comment) {
        send(repository, "issue_comment", comment.author(), () -> {
            var payload = Json.object().put("action", "created");
            payload.set("issue", IssueJson.issue(repository, issue));
            payload.set("comment", IssueJson.comment(repository, comment));
            return payload;
        });
    }

    void lineComment(PullRequest pull, LineComment comment) {
        send(pull.repository(), "pull_request_review_comment", comment.author(), () -> {
            var payload = Json.object().put("action", "created");
            payload.set("comment", comment.json(pull));
            payload.set("pull_request", PullRequestJson.simple(pull));
            return payload;
        });
    }

    private static ObjectNode commentPayload(PullRequest pull, Comment comment, String action) {
        var payload = Json.object().put("action", action);
        payload.set("issue", IssueJson.issue(pull));
        payload.set("comment", IssueJson.comment(pull.repository(), comment));
        return payload;
    }

    void review(PullRequest pull, Review review, Person sender) {
        review(pull, review, "submitted", sender);
    }

    void reviewDismissed(PullRequest pull, Review review, Person sender) {
        review(pull, review, "dismissed", sender);
    }

    private void review(PullRequest pull, Review review, String action, Person sender) {
        send(pull.repository(), "pull_request_review", sender, () -> {
            var json = PullRequestJson.review(pull, review);
            // In events GitHub writes the state in small letters, in answers in capitals.
            json.put("state", review.state().name().toLowerCase(Locale.ROOT));
            var payload = Json.object().put("action", action);
            payload.set("review", json);
            payload.set("pull_request", PullRequestJson.simple(pull));
            return payload;
        });
    }

    void checkRun(Repository repository, CheckRun run, String action, Person sender) {
        send(repository, "check_run", sender, () -> {
            var payload = Json.object().put("action", action);
            payload.set("check_run", CheckRunJson.of(repository, run));
            return payload;
        });
    }

    void push(Repository repository, String branch, Optional<String> before, String after, Person pusher) {
        send(repository, "push", pusher, () -> PushJson.of(repository, branch, before, after, pusher));
    }

    void repository(Repository repository, String action, Person sender) {
        send(repository, "repository", sender, () -> Json.object().put("action", action));
    }

    void renamed(Repository repository, String before, Person sender) {
        send(repository, "repository", sender, () -> {
            var payload = Json.object().put("action", "renamed");
            payload.putObject("changes")
                    .putObject("repository")
                    .putObject("name")
                    .put("from", before);
            return payload;
        });
    }

    void mergeGroup(Repository repository, MergeGroup group, Person sender) {
        send(repository, "merge_group", sender, () -> {
            var payload = Json.object().put("action", "checks_requested");
            payload.putObject("merge_group")
                    .put("head_sha", group.headSha())
                    .put("head_ref", "refs/heads/" + group.branch())
                    .put("base_sha", group.baseSha())
                    .put("base_ref", "refs/heads/" + group.baseBranch())
                    .set("head_commit", PushJson.commitOf(repository, group.headSha()));
            return payload;
        });
    }

    void installation(App.Installation installation, String action, Person sender) {
        var payload = Json.object().put("action", action);
        payload.set("installation", AppJson.installation(world, installation));
        payload.set("repositories", Json.array(world.app().repositoriesOf(installation), RepositoryJson::named));
        payload.putNull("requester");
        payload.set("sender", PersonJson.simple(world.urls(), sender));
        add("installation", Optional.empty(), Optional.of(installation), payload);
    }

    void installationRepositories(Repository repository, String action, Person sender) {
        world.app().installationOf(repository).ifPresent(installation -> {
            var payload = Json.object().put("action", action).put("repository_selection", "selected");
            payload.set("installation", AppJson.installation(world, installation));
            var changed = Json.array().add(RepositoryJson.named(repository));
            boolean added = action.equals("added");
            payload.set("repositories_added", added ? changed : Json.array());
            payload.set("repositories_removed", added ? Json.array() : changed);
            payload.putNull("requester");
            payload.set("sender", PersonJson.simple(world.urls(), sender));
            add("installation_repositories", Optional.empty(), Optional.of(installation), payload);
        });
    }

    void ping() {
        var payload = Json.object().put("zen", "Keep it logically awesome.").put("hook_id", 1);
        var now = Text.time(world.now());
        var hook = payload.putObject("hook")
                .put("type", "App")
                .put("id", 1)
                .put("name", "web")
                .put("active", true)
                .put("app_id", world.app().id())
                .put("updated_at", now)
                .put("created_at", now);
        hook.set("events", Json.strings(world.app().needs().events()));
        hook.putObject("config")
                .put("content_type", "json")
                .put("insecure_ssl", "0")
                .put("url", world.urls().api("/"));
        add("ping", Optional.empty(), Optional.empty(), payload);
    }

    private void send(Repository repository, String event, Person sender, Supplier<ObjectNode> about) {
        if (!webhooks.hasTarget()) {
            return;
        }
        world.app().installationOf(repository).ifPresent(installation -> {
            var payload = about.get();
            payload.set("repository", RepositoryJson.full(repository));
            payload.set("sender", PersonJson.simple(world.urls(), sender));
            payload.putObject("installation")
                    .put("id", installation.id())
                    .put("node_id", Text.node("Installation", installation.id()));
            add(event, Optional.of(repository.id()), Optional.of(installation), payload);
        });
    }

    private void add(
            String event, Optional<Long> repositoryId, Optional<App.Installation> installation, ObjectNode payload) {
        webhooks.add(new Webhooks.Pending(
                UUID.randomUUID().toString(),
                event,
                Optional.ofNullable(payload.path("action").textValue()),
                repositoryId,
                installation.map(App.Installation::id),
                Delivery.Kind.FIRST,
                new String(Json.bytes(payload), StandardCharsets.UTF_8)));
    }
}
