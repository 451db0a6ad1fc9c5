package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import treewarden.sandbox.http.Json;

/** A pull request seen as an issue, and comments, in GitHub's form. */
final class IssueJson {

    private IssueJson() {}

    static ObjectNode issue(PullRequest pull) {
        var repository = pull.repository();
        var urls = repository.world().urls();
        var api = urls.api(repository, "/issues/" + pull.number());
        var json = Json.object()
                .put("id", pull.id())
                .put("node_id", Text.node("PullRequest", pull.id()))
                .put("url", api)
                .put("repository_url", urls.api(repository, ""))
                .put("labels_url", api + "/labels{/name}")
                .put("comments_url", api + "/comments")
                .put("events_url", api + "/events")
                .put("html_url", pull.page())
                .put("number", pull.number())
                .put("state", pull.isOpen() ? "open" : "closed")
                .putNull("state_reason")
                .put("title", pull.title())
                .put("body", pull.body().isEmpty() ? null : pull.body())
                .put("locked", false)
                .putNull("active_lock_reason")
                .put("comments", pull.comments().size())
                .put("created_at", Text.time(pull.createdAt()))
                .put("updated_at", Text.time(pull.updatedAt()))
                .put("closed_at", Text.time(pull.closedAt()))
                .put("draft", pull.isDraft())
                .put("author_association", repository.association(pull.author(), "FIRST_TIME_CONTRIBUTOR"));
        json.set("user", PersonJson.simple(urls, pull.author()));
        json.set("labels", Json.array(pull.marks().labels(), label -> LabelJson.of(repository, label)));
        json.putNull("milestone").putNull("performed_via_github_app");
        assignees(json, pull);
        json.set("reactions", reactions(api, List.of()));
        json.putObject("pull_request")
                .put("url", urls.api(repository, "/pulls/" + pull.number()))
                .put("html_url", pull.page())
                .put("diff_url", pull.page() + ".diff")
                .put("patch_url", pull.page() + ".patch")
                .put("merged_at", Text.time(pull.mergeInfo().flatMap(merge -> pull.closedAt())));
        return json;
    }

    static ObjectNode issue(Repository repository, Issue issue) {
        var urls = repository.world().urls();
        var api = urls.api(repository, "/issues/" + issue.number());
        var json = Json.object()
                .put("id", issue.id())
                .put("node_id", Text.node("Issue", issue.id()))
                .put("url", api)
                .put("repository_url", urls.api(repository, ""))
                .put("labels_url", api + "/labels{/name}")
                .put("comments_url", api + "/comments")
                .put("events_url", api + "/events")
                .put("html_url", urls.page(repository, "/issues/" + issue.number()))
                .put("number", issue.number())
                .put("state", issue.isOpen() ? "open" : "closed")
                .put("state_reason", issue.isOpen() ? null : "completed")
                .put("title", issue.title())
                .put("body", issue.body().isEmpty() ? null : issue.body())
                .put("locked", false)
                .putNull("active_lock_reason")
                .put("comments", 0)
                .put("created_at", Text.time(issue.createdAt()))
                .put("updated_at", Text.time(issue.updatedAt()))
                .put("closed_at", Text.time(issue.closedAt()))
                .put("author_association", repository.association(issue.author(), "NONE"));
        json.set("user", PersonJson.simple(urls, issue.author()));
        json.set("labels", Json.array(issue.labels(), label -> LabelJson.of(repository, label)));
        json.putNull("milestone").putNull("performed_via_github_app").putNull("assignee");
        json.putArray("assignees");
        json.set("reactions", reactions(api, List.of()));
        return json;
    }

    static void assignees(ObjectNode json, PullRequest pull) {
        var urls = pull.repository().world().urls();
        var all = pull.marks().assignees();
        if (all.isEmpty()) {
            json.putNull("assignee");
        } else {
            json.set("assignee", PersonJson.simple(urls, all.get(0)));
        }
        json.set("assignees", Json.array(all, person -> PersonJson.simple(urls, person)));
    }

    static ObjectNode comment(Repository repository, Comment comment) {
        var world = repository.world();
        var api = world.urls().api(repository, "/issues/comments/" + comment.id());
        var json = Json.object()
                .put("id", comment.id())
                .put("node_id", Text.node("IssueComment", comment.id()))
                .put("url", api)
                .put(
                        "html_url",
                        world.urls().page(repository, "/pull/" + comment.number()) + "#issuecomment-" + comment.id())
                .put("body", comment.body())
                .put("created_at", Text.time(comment.createdAt()))
                .put("updated_at", Text.time(comment.updatedAt()))
                .put("issue_url", world.urls().api(repository, "/issues/" + comment.number()))
                .put("author_association", repository.association(comment.author(), "NONE"));
        json.set("user", PersonJson.simple(world.urls(), comment.author()));
        json.set("performed_via_github_app", comment.byApp() ? AppJson.app(world) : null);
        json.set("reactions", reactions(api, comment.reactions()));
        return json;
    }

    static ObjectNode reactions(String url, List<Reaction> all) {
        var json = Json.object().put("url", url + "/reactions").put("total_count", all.size());
        Reaction.CONTENTS.forEach(content -> json.put(
                content,
                all.stream().filter(one -> one.content().equals(content)).count()));
        return json;
    }

    static ObjectNode reaction(World world, Reaction reaction) {
        var json = Json.object()
                .put("id", reaction.id())
                .put("node_id", Text.node("Reaction", reaction.id()))
                .put("content", reaction.content())
                .put("created_at", Text.time(reaction.createdAt()));
        json.set("user", PersonJson.simple(world.urls(), reaction.person()));
        return json;
    }
}
