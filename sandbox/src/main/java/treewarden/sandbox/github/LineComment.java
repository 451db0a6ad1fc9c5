package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import treewarden.sandbox.http.Json;

/** What somebody said about a line of a file at one commit. */
record LineComment(long id, Person author, String path, int line, String body, String commitSha, Instant createdAt) {

    /** In GitHub's form. */
    ObjectNode json(PullRequest pull) {
        var urls = pull.repository().world().urls();
        var api = urls.api(pull.repository(), "/pulls/comments/" + id);
        var page = pull.page() + "#discussion_r" + id;
        var pullApi = urls.api(pull.repository(), "/pulls/" + pull.number());
        var json = Json.object()
                .put("id", id)
                .put("node_id", Text.node("PullRequestReviewComment", id))
                .put("url", api)
                .put("html_url", page)
                .put("pull_request_url", pullApi)
                .put("pull_request_review_id", id)
                .put("body", body)
                .put("path", path)
                .put("diff_hunk", "@@ -0,0 +1 @@")
                .put("position", line)
                .put("original_position", line)
                .put("line", line)
                .put("original_line", line)
                .putNull("start_line")
                .putNull("original_start_line")
                .put("side", "RIGHT")
                .putNull("start_side")
                .put("subject_type", "line")
                .put("commit_id", commitSha)
                .put("original_commit_id", commitSha)
                .put("created_at", Text.time(createdAt))
                .put("updated_at", Text.time(createdAt))
                .put("author_association", pull.repository().association(author, "NONE"));
        json.set("user", PersonJson.simple(urls, author));
        json.set("reactions", IssueJson.reactions(api, List.of()));
        var links = json.putObject("_links");
        links.putObject("self").put("href", api);
        links.putObject("html").put("href", page);
        links.putObject("pull_request").put("href", pullApi);
        return json;
    }
}
