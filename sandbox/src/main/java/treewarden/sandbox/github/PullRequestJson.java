package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import treewarden.sandbox.git.ChangedFile;
import treewarden.sandbox.http.Json;

/** Pull requests and what belongs to them in GitHub's form. */
final class PullRequestJson {

    private PullRequestJson() {}

    /** As listed. */
    static ObjectNode simple(PullRequest pull) {
        var repository = pull.repository();
        var urls = repository.world().urls();
        var api = urls.api(repository, "/pulls/" + pull.number());
        var issue = urls.api(repository, "/issues/" + pull.number());
        var json = Json.object()
                .put("url", api)
                .put("id", pull.id())
                .put("node_id", Text.node("PullRequest", pull.id()))
                .put("html_url", pull.page())
                .put("diff_url", pull.page() + ".diff")
                .put("patch_url", pull.page() + ".patch")
                .put("issue_url", issue)
                .put("commits_url", api + "/commits")
                .put("review_comments_url", api + "/comments")
                .put("review_comment_url", urls.api(repository, "/pulls/comments{/number}"))
                .put("comments_url", issue + "/comments")
                .put("statuses_url", urls.api(repository, "/statuses/" + pull.headSha()))
                .put("number", pull.number())
                .put("state", pull.isOpen() ? "open" : "closed")
                .put("locked", false)
                .putNull("active_lock_reason")
                .put("title", pull.title())
                .put("body", pull.body().isEmpty() ? null : pull.body())
                .put("draft", pull.isDraft())
                .put("created_at", Text.time(pull.createdAt()))
                .put("updated_at", Text.time(pull.updatedAt()))
                .put("closed_at", Text.time(pull.closedAt()))
                .put("merged_at", Text.time(pull.mergeInfo().flatMap(merge -> pull.closedAt())))
                .put(
                        "merge_commit_sha",
                        pull.mergeInfo().map(PullRequest.Merge::commitSha).orElse(null))
                .put("author_association", repository.association(pull.author(), "FIRST_TIME_CONTRIBUTOR"));
        json.set("user", PersonJson.simple(urls, pull.author()));
        json.set("labels", LabelJson.inPull(pull));
        json.putNull("milestone").putNull("auto_merge");
        IssueJson.assignees(json, pull);
        json.putArray("requested_reviewers");
        json.putArray("requested_teams");
        json.set("head", tip(pull.head()));
        json.set("base", tip(pull.base()));
        json.set("_links", links(json));
        return json;
    }

    /** As its own resource; this looks for conflicts and counts lines. */
    static ObjectNode full(PullRequest pull) {
        var files = pull.files();
        boolean mergeable = pull.isOpen() && pull.proposal().isMergeable();
        var json = simple(pull)
                .put("merged", pull.isMerged())
                .put("mergeable_state", state(pull, mergeable))
                .put("rebaseable", false)
                .put("comments", pull.comments().size())
                .put("review_comments", pull.lineComments().size())
                .put("maintainer_can_modify", false)
                .put("commits", pull.commits().size())
                .put(
                        "additions",
                        files.stream().mapToInt(ChangedFile::additions).sum())
                .put(
                        "deletions",
                        files.stream().mapToInt(ChangedFile::deletions).sum())
                .put("changed_files", files.size());
        if (pull.isOpen()) {
            json.put("mergeable", mergeable);
        } else {
            json.putNull("mergeable");
        }
        json.set(
                "merged_by",
                pull.mergeInfo()
                        .map(merge ->
                                PersonJson.simple(pull.repository().world().urls(), merge.by()))
                        .orElse(null));
        return json;
    }

    private static String state(PullRequest pull, boolean mergeable) {
        if (!pull.isOpen()) {
            return "unknown";
        } else if (pull.isDraft()) {
            return "draft";
        }
        return mergeable ? "clean" : "dirty";
    }

    private static ObjectNode tip(Tip tip) {
        var owner = tip.repository().owner();
        var json =
                Json.object().put("label", tip.label()).put("ref", tip.branch()).put("sha", tip.sha());
        json.set("user", PersonJson.simple(tip.repository().world().urls(), owner));
        json.set("repo", RepositoryJson.plain(tip.repository()));
        return json;
    }

    private static ObjectNode links(ObjectNode pull) {
        var links = Json.object();
        for (var name : List.of("comments", "commits", "statuses", "review_comments", "review_comment")) {
            links.putObject(name).put("href", pull.get(name + "_url").asText());
        }
        links.putObject("html").put("href", pull.get("html_url").asText());
        links.putObject("issue").put("href", pull.get("issue_url").asText());
        links.putObject("self").put("href", pull.get("url").asText());
        return links;
    }

    static ObjectNode file(Repository repository, String headSha, ChangedFile file) {
        var urls = repository.world().urls();
        var path = Urls.path(file.path());
        var json = Json.object()
                .put("sha", file.sha())
                .put("filename", file.path())
                .put("status", file.status().name().toLowerCase(Locale.ROOT))
                .put("additions", file.additions())
                .put("deletions", file.deletions())
                .put("changes", file.additions() + file.deletions())
                .put("blob_url", urls.page(repository, "/blob/" + headSha + "/" + path))
                .put("raw_url", urls.page(repository, "/raw/" + headSha + "/" + path))
                .put("contents_url", urls.api(repository, "/contents/" + path + "?ref=" + headSha));
        file.patch().ifPresent(patch -> json.put("patch", patch));
        file.previousPath().ifPresent(before -> json.put("previous_filename", before));
        return json;
    }

    static ObjectNode review(PullRequest pull, Review review) {
        var urls = pull.repository().world().urls();
        var page = pull.page() + "#review-" + review.id();
        var api = urls.api(pull.repository(), "/pulls/" + pull.number());
        var json = Json.object()
                .put("id", review.id())
                .put("node_id", Text.node("PullRequestReview", review.id()))
                .put("body", review.body())
                .put("state", review.state().name())
                .put("html_url", page)
                .put("pull_request_url", api)
                .put("submitted_at", Text.time(review.submittedAt()))
                .put("commit_id", review.commitSha())
                .put("author_association", pull.repository().association(review.author(), "NONE"));
        json.set("user", PersonJson.simple(urls, review.author()));
        var links = json.putObject("_links");
        links.putObject("html").put("href", page);
        links.putObject("pull_request").put("href", api);
        return json;
    }
}
