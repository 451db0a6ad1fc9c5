package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CommitId;
import treewarden.domain.Finding;
import treewarden.domain.LineSuggestion;
import treewarden.domain.Position;
import treewarden.domain.Reaction;
import treewarden.domain.Severity;
import treewarden.forge.Annotation;
import treewarden.forge.CheckRun;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.Comment;
import treewarden.forge.ForgeException;
import treewarden.forge.LineComment;
import treewarden.forge.NewCheckRun;
import treewarden.forge.NewCodeRelease;

/** Check runs, comments, labels and reactions: what is asked of GitHub, and what is made of the answers. */
class GitHubWritesTest {
    private static final String HEAD = "0123456789abcdef0123456789abcdef01234567";

    private static final String REPO = "/repos/instructlab/taxonomy";

    private final ScriptedGitHub github = new ScriptedGitHub();

    @AfterEach
    void hangUp() {
        github.close();
    }

    @Test
    void aCheckRunIsOursWhenItsAppIsOurs() {
        github.says(200, """
                {"total_count": 3, "check_runs": [%s, %s, %s]}""".formatted(run(1, 42, "completed"), run(3, 41, "completed"), run(2, 42, "in_progress")));
        assertThat(github.taxonomy().checkRun(new CommitId(HEAD), "taxonomy"))
                .contains(new CheckRun(2, new CommitId(HEAD), "taxonomy", false, null, "Checking", 3, "ours"));
        assertThat(github.last().getUrl().encodedPath()).isEqualTo(REPO + "/commits/" + HEAD + "/check-runs");
        assertThat(github.last().getUrl().queryParameter("check_name")).isEqualTo("taxonomy");
        assertThat(github.last().getUrl().queryParameter("app_id")).isEqualTo("42");
    }

    @Test
    void commentsOnLinesAreOneReviewThatJudgesNothing() {
        github.says(200, "{}");

        github.taxonomy()
                .commentOnLines(
                        5,
                        new CommitId(HEAD),
                        "Two places.",
                        List.of(new LineSuggestion("a.yaml", 3, 3, "one"), new LineSuggestion("a.yaml", 5, 7, "more")));

        assertThat(github.asked()).containsExactly("POST " + REPO + "/pulls/5/reviews");
        assertThat(github.lastBody())
                .contains("\"event\":\"COMMENT\"", "\"commit_id\":\"" + HEAD + "\"")
                .contains("{\"path\":\"a.yaml\",\"body\":\"one\",\"line\":3,\"side\":\"RIGHT\"}")
                .contains("\"line\":7,\"side\":\"RIGHT\",\"start_line\":5,\"start_side\":\"RIGHT\"}");
    }

    @Test
    void aCommentWhoseLinesChangedHasNoLine() {
        github.says(200, """
                [{"id": 7, "user": null, "body": "x", "original_commit_id": "%s", "path": "a.yaml", "line": null},
                 {"id": 8, "user": {"id": 3, "login": "alice"}, "body": "y", "original_commit_id": "%s", "path": "a.yaml",
                  "line": 4}]""".formatted(HEAD, HEAD));

        assertThat(github.taxonomy().lineComments(5))
                .extracting(LineComment::isOutdated, LineComment::id)
                .containsExactly(tuple(true, 7L), tuple(false, 8L));
    }

    @Test
    void withoutACheckRunOfOursThereIsNone() {
        github.says(200, "{\"total_count\": 0, \"check_runs\": []}");
        assertThat(github.taxonomy().checkRun(new CommitId(HEAD), "taxonomy")).isEmpty();
    }

    @Test
    void aCheckRunBeginsInOneRequest() {
        github.says(201, run(1, 42, "in_progress"));
        var begun = new NewCheckRun(
                new CommitId(HEAD), "taxonomy", "ours", null, CheckRunUpdate.goesOn("Checking", "Two leaves."));
        assertThat(github.taxonomy().createCheckRun(begun).completed()).isFalse();
        assertThat(github.asked()).containsExactly("POST " + REPO + "/check-runs");
        assertThat(github.lastBody())
                .contains("\"status\":\"in_progress\"", "\"head_sha\":\"" + HEAD + "\"", "\"external_id\":\"ours\"")
                .doesNotContain("conclusion", "details_url", "annotations");
    }

    @Test
    void aCheckRunEndsWithItsLastFindings() {
        github.says(200, run(1, 42, "completed"));
        var finding = new Finding(
                "schema",
                Severity.ERROR,
                "a/qna.yaml",
                new Position(3, 9),
                "/domain",
                "the domain is missing\u202e",
                "Add it.",
                null);
        var update = new CheckRunUpdate(
                CheckConclusion.FAILURE, "1 thing to change", "See below.", List.of(Annotation.of(finding)));
        var run = github.taxonomy().updateCheckRun(1, update);
        assertThat(run.completed()).isTrue();
        assertThat(run.conclusion()).isEqualTo("failure");
        assertThat(github.asked()).containsExactly("PATCH " + REPO + "/check-runs/1");
        assertThat(github.lastBody())
                .contains("\"status\":\"completed\"", "\"conclusion\":\"failure\"")
                .contains(
                        "\"annotation_level\":\"failure\"", "\"start_line\":3", "\"end_line\":3", "\"start_column\":9")
                .contains("the domain is missing\\\\u{202e}\\nAdd it.");
    }

    @Test
    void commentsAreReadToTheEndWithTheirAuthors() {
        github.says(page("[" + comment(1) + "]", github.url("repos/instructlab/taxonomy/issues/5/comments?page=2")));
        github.says(200, "[" + comment(2) + "]");
        assertThat(github.taxonomy().comments(5))
                .extracting(Comment::id, comment -> comment.author().id())
                .containsExactly(tuple(1L, 3L), tuple(2L, 3L));
    }

    @Test
    void commentsAreWrittenAndRewritten() {
        github.says(201, comment(1)).says(200, comment(1));
        var taxonomy = github.taxonomy();
        assertThat(taxonomy.createComment(5, "Good \"morning\"").id()).isEqualTo(1);
        assertThat(github.lastBody()).isEqualTo("{\"body\":\"Good \\\"morning\\\"\"}");
        taxonomy.updateComment(1, "Good evening");
        assertThat(github.asked())
                .containsExactly("POST " + REPO + "/issues/5/comments", "PATCH " + REPO + "/issues/comments/1");
    }

    @Test
    void aReleaseIsFoundByItsTagAndPublishedAtItsCommit() {
        var release = """
                {"id": 9, "tag_name": "release-20261123", "author": {"id": 4, "login": "treewarden[bot]"},
                 "html_url": "https://github.example/r/9", "body": null}""";
        github.says(404, "{\"message\": \"Not Found\"}").says(201, release).says(200, release);
        var taxonomy = github.taxonomy();

        assertThat(taxonomy.release("release-20261123")).isEmpty();
        var made = taxonomy.createRelease(
                new NewCodeRelease("release-20261123", new CommitId(HEAD), "The model", "What is \"new\""));
        assertThat(github.lastBody())
                .contains("\"tag_name\":\"release-20261123\"", "\"target_commitish\":\"" + HEAD + "\"")
                .contains("\"name\":\"The model\"", "\"body\":\"What is \\\"new\\\"\"");
        assertThat(taxonomy.release("release-20261123")).contains(made);
        assertThat(made.author().id()).isEqualTo(4);
        assertThat(github.asked())
                .containsExactly(
                        "GET " + REPO + "/releases/tags/release-20261123",
                        "POST " + REPO + "/releases",
                        "GET " + REPO + "/releases/tags/release-20261123");
    }

    @Test
    void labelsComeAndGo() {
        github.says(200, "[{\"name\": \"a\"}]")
                .says(200, "[{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"c/d\"}]")
                .says(200, "[{\"name\": \"a\"}]")
                .says(200, "[]")
                .says(404, "{\"message\": \"Label does not exist\"}");
        var taxonomy = github.taxonomy();
        assertThat(taxonomy.labels(5)).containsExactly("a");
        assertThat(taxonomy.addLabels(5, List.of("b", "c/d"))).containsExactly("a", "b", "c/d");
        assertThat(github.lastBody()).isEqualTo("{\"labels\":[\"b\",\"c/d\"]}");
        assertThat(taxonomy.addLabels(5, List.of())).containsExactly("a");
        taxonomy.removeLabel(5, "c/d");
        taxonomy.removeLabel(5, "gone");
        assertThat(github.asked())
                .containsExactly(
                        "GET " + REPO + "/issues/5/labels?per_page=100",
                        "POST " + REPO + "/issues/5/labels",
                        "GET " + REPO + "/issues/5/labels?per_page=100",
                        "DELETE " + REPO + "/issues/5/labels/c%2Fd",
                        "DELETE " + REPO + "/issues/5/labels/gone");
    }

    @Test
    void aLabelCannotLeadToAnotherAddress() {
        // Removing "issues/5/labels/.." would remove all labels.
        assertThatThrownBy(() -> github.taxonomy().removeLabel(5, "..")).isInstanceOf(ForgeException.Invalid.class);
        assertThat(github.asked()).isEmpty();
    }

    @Test
    void aReactionIsPutOnAComment() {
        github.says(200, "{\"id\": 1, \"content\": \"eyes\"}");
        github.taxonomy().react(9, Reaction.EYES);
        assertThat(github.asked()).containsExactly("POST " + REPO + "/issues/comments/9/reactions");
        assertThat(github.lastBody()).isEqualTo("{\"content\":\"eyes\"}");
    }

    private static String comment(long id) {
        return """
               {"id": %d, "body": "hello", "user": {"id": 3, "login": "alice"},
                "created_at": "2026-11-20T08:00:00Z", "updated_at": "2026-11-21T09:30:00Z"}""".formatted(id);
    }

    private static String run(long id, long app, String status) {
        return """
               {"id": %d, "head_sha": "%s", "name": "taxonomy", "status": "%s", "conclusion": %s, "external_id": "ours",
                "output": {"title": "Checking", "summary": "", "annotations_count": 3}, "app": {"id": %d}, "pull_requests": []}""".formatted(id, HEAD, status, status.equals("completed") ? "\"failure\"" : "null", app);
    }

    private static MockResponse.Builder page(String body, String next) {
        return new MockResponse.Builder().body(body).addHeader("Link", "<" + next + ">; rel=\"next\"");
    }
}
