package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** Comments on lines of a difference, which come with reviews. */
final class ReviewCommentRoutes {
    void addTo(Rest rest) {
        rest.repository().get("/pulls/{number}/comments", this::list);
    }

    private Answer list(Call call) {
        var pull = call.pull();
        return Paginate.list(
                call,
                Paginate.byId(pull.repository(), "/pulls/" + pull.number() + "/comments"),
                pull.lineComments(),
                comment -> json(pull, comment));
    }

    private static ObjectNode json(PullRequest pull, ReviewComment comment) {
        var repository = pull.repository();
        var urls = repository.world().urls();
        var api = urls.api(repository, "/pulls/comments/" + comment.id());
        var page = pull.page() + "#discussion_r" + comment.id();
        boolean outdated = pull.isOutdated(comment);
        var isRange = comment.firstLine() < comment.lastLine();
        var json = Json.object()
                .put("url", api)
                .put("id", comment.id())
                .put("node_id", Text.node("PullRequestReviewComment", comment.id()))
                .put("pull_request_review_id", comment.review())
                .put("diff_hunk", comment.hunk())
                .put("path", comment.path())
                .put("commit_id", outdated ? comment.commitSha() : pull.headSha())
                .put("original_commit_id", comment.commitSha())
                .put("body", comment.body())
                .put("created_at", Text.time(comment.createdAt()))
                .put("updated_at", Text.time(comment.createdAt()))
                .put("html_url", page)
                .put("pull_request_url", urls.api(repository, "/pulls/" + pull.number()))
                .put("author_association", repository.association(comment.author(), "NONE"))
                .put("original_line", comment.lastLine())
                .put("original_start_line", isRange ? comment.firstLine() : null)
                .put("line", outdated ? null : comment.lastLine())
                .put("start_line", outdated || !isRange ? null : comment.firstLine())
                .put("start_side", isRange ? "RIGHT" : null)
                .put("side", "RIGHT")
                .put("subject_type", "line");
        json.set("user", PersonJson.simple(urls, comment.author()));
        var links = json.putObject("_links");
        links.putObject("self").put("href", api);
        links.putObject("html").put("href", page);
        links.putObject("pull_request").put("href", urls.api(repository, "/pulls/" + pull.number()));
        return json;
    }
}
