package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static treewarden.forge.github.ScriptedGitHub.TAXONOMY;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CommitId;
import treewarden.domain.Finding;
import treewarden.domain.Person;
import treewarden.domain.Position;
import treewarden.domain.Reaction;
import treewarden.domain.Repository;
import treewarden.domain.Severity;
import treewarden.forge.Annotation;
import treewarden.forge.AuthorAssociation;
import treewarden.forge.ChangedFile;
import treewarden.forge.CheckRun;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.Comment;
import treewarden.forge.FileStatus;
import treewarden.forge.ForgeException;
import treewarden.forge.Identity;
import treewarden.forge.NewCheckRun;
import treewarden.forge.Permission;
import treewarden.forge.PullRequest;
import treewarden.forge.TreeEntry;

/** What each call asks of GitHub, and what it makes of the answer. */
class GitHubSaysTest {
    private static final String HEAD = "0123456789abcdef0123456789abcdef01234567";
    private static final String BASE = "89abcdef0123456789abcdef0123456789abcdef";
    private static final String REPO = "/repos/instructlab/taxonomy";
    private static final Person ALICE = new Person(3, "alice");

    /** {@code printf hello | git hash-object --stdin}. */
    private static final String HELLO = "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0";

    private final ScriptedGitHub github = new ScriptedGitHub();

    @AfterEach
    void hangUp() {
        github.close();
    }

    @Test
    void aPullRequestIsReadInOneRequest() {
        github.says(200, """
                {"number": 5, "title": "A haiku", "body": null, "state": "open", "draft": false, "merged_at": null,
                 "user": {"id": 3, "login": "alice", "type": "User"}, "author_association": "FIRST_TIME_CONTRIBUTOR",
                 "head": {"sha": "%s", "ref": "haiku", "label": "alice:haiku", "repo": null},
                 "base": {"sha": "%s", "ref": "main", "label": "instructlab:main"},
                 "labels": [{"name": "triage-needed", "color": "ffffff"}], "changed_files": 2,
                 "created_at": "2026-11-20T08:00:00Z", "updated_at": "2026-11-21T09:30:00Z", "mergeable_state": null}""".formatted(HEAD, BASE));
        assertThat(github.taxonomy().pullRequest(5))
                .isEqualTo(new PullRequest(
                        5,
                        "A haiku",
                        "",
                        ALICE,
                        AuthorAssociation.FIRST_TIME_CONTRIBUTOR,
                        new CommitId(HEAD),
                        "alice:haiku",
                        new CommitId(BASE),
                        "main",
                        true,
                        false,
                        false,
                        Set.of("triage-needed"),
                        Instant.parse("2026-11-20T08:00:00Z"),
                        Instant.parse("2026-11-21T09:30:00Z"),
                        2));
        assertThat(github.asked()).containsExactly("GET " + REPO + "/pulls/5");
        assertThat(github.last().getHeaders().get("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(github.last().getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
    }

    @Test
    void aPullRequestOfADeletedAccountAndForkIsTheGhosts() {
        github.says(200, pull("\"user\": null, \"head\": {\"sha\": \"%s\", \"label\": null}".formatted(HEAD)));
        var pull = github.taxonomy().pullRequest(5);
        assertThat(pull.author()).isEqualTo(PullRequest.GHOST);
        assertThat(pull.headLabel()).isEmpty();
        assertThat(pull.changedFiles()).isEqualTo(PullRequest.UNKNOWN);
    }

    @Test
    void openPullRequestsAreReadPageByPage() {
        var one = pull("\"user\": {\"id\": 3, \"login\": \"alice\"}, \"head\": {\"sha\": \"%s\"}".formatted(HEAD));
        github.says(page("[" + one + "]", github.url("repos/instructlab/taxonomy/pulls?state=open&page=2")));
        github.says(200, "[" + one + "]");
        assertThat(github.taxonomy().openPullRequests()).hasSize(2);
        assertThat(github.asked())
                .containsExactly(
                        "GET " + REPO + "/pulls?state=open&sort=created&direction=asc&per_page=100",
                        "GET " + REPO + "/pulls?state=open&page=2");
    }

    @Test
    void changedFilesAreReadToTheEnd() {
        github.says(200, "{\"number\": 5, \"changed_files\": 2, \"mergeable_state\": \"unknown\"}");
        github.says(page(
                "[{\"filename\": \"a/qna.yaml\", \"status\": \"added\", \"sha\": \"%s\"}]".formatted(HELLO),
                github.url("repos/instructlab/taxonomy/pulls/5/files?page=2")));
        github.says(200, """
                [{"filename": "b/qna.yaml", "previous_filename": "c/qna.yaml", "status": "renamed", "sha": "%s"}]""".formatted(HELLO));
        var changed = github.taxonomy().changedFiles(5);
        assertThat(changed.files())
                .containsExactly(
                        new ChangedFile("a/qna.yaml", null, FileStatus.ADDED, HELLO),
                        new ChangedFile("b/qna.yaml", "c/qna.yaml", FileStatus.RENAMED, HELLO));
        assertThat(changed.cut()).isFalse();
        assertThat(github.asked())
                .containsExactly(
                        "GET " + REPO + "/pulls/5",
                        "GET " + REPO + "/pulls/5/files?per_page=100",
                        "GET " + REPO + "/pulls/5/files?page=2");
    }

    @Test
    void aListThatGitHubCutSaysSo() {
        github.says(200, "{\"number\": 5, \"changed_files\": 3001, \"mergeable_state\": \"unknown\"}");
        github.says(200, "[{\"filename\": \"a/qna.yaml\", \"status\": \"added\", \"sha\": \"%s\"}]".formatted(HELLO));
        assertThat(github.taxonomy().changedFiles(5).cut()).isTrue();
    }

    @Test
    void aTreeIsNamedByItsCommitAndListedWhole() {
        github.says(200, "{\"sha\": \"%s\", \"tree\": {\"sha\": \"%s\"}}".formatted(HEAD, BASE));
        github.says(200, """
                {"sha": "%s", "truncated": false, "tree": [
                  {"path": "a", "mode": "040000", "type": "tree", "sha": "%s"},
                  {"path": "a/qna.yaml", "mode": "120000", "type": "blob", "sha": "%s", "size": 5}]}""".formatted(BASE, HEAD, HELLO));
        var tree = github.taxonomy().tree(new CommitId(HEAD));
        assertThat(tree.sha()).isEqualTo(BASE);
        assertThat(tree.cut()).isFalse();
        assertThat(tree.entries())
                .containsExactly(
                        new TreeEntry("a", "040000", "tree", HEAD, 0),
                        new TreeEntry("a/qna.yaml", "120000", "blob", HELLO, 5));
        assertThat(tree.entries()).noneMatch(TreeEntry::isPlainFile);
        assertThat(github.asked())
                .containsExactly(
                        "GET " + REPO + "/git/commits/" + HEAD, "GET " + REPO + "/git/trees/" + BASE + "?recursive=1");
    }

    @Test
    void branchesAreKnownByTheirCommit() {
        github.says(200, "{\"name\": \"main\", \"commit\": {\"sha\": \"%s\"}, \"protected\": true}".formatted(HEAD));
        assertThat(github.taxonomy().head("main")).isEqualTo(new CommitId(HEAD));
        assertThat(github.asked()).containsExactly("GET " + REPO + "/branches/main");
    }

    @Test
    void theDefaultBranchIsTheRepositorys() {
        github.says(200, "{\"id\": 11, \"full_name\": \"instructlab/taxonomy\", \"default_branch\": \"trunk\"}");
        assertThat(github.taxonomy().defaultBranch()).isEqualTo("trunk");
        assertThat(github.asked()).containsExactly("GET " + REPO);
    }

    @Test
    void aFileIsReadByItsObjectName() {
        github.says(200, blob("hello"));
        assertThat(github.taxonomy().blob(HELLO, 5)).isEqualTo(bytes("hello"));
        assertThat(github.asked()).containsExactly("GET " + REPO + "/git/blobs/" + HELLO);
    }

    @Test
    void aFileWithAnotherContentThanItsNameSaysIsNotBelieved() {
        github.says(200, blob("jello"));
        assertThatThrownBy(() -> github.taxonomy().blob(HELLO, 5))
                .isInstanceOf(ForgeException.Transient.class)
                .hasMessageContaining("has another content");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsUnpacked() {
        github.says(200, "{\"size\": 6, \"encoding\": \"none\", \"content\": \"\"}");
        assertThatThrownBy(() -> github.taxonomy().blob(HELLO, 5))
                .isInstanceOf(ForgeException.TooLarge.class)
                .hasMessage("the file with the object name " + HELLO + " has more than 5 bytes");
    }

    @Test
    void anAnswerThatIsMuchTooLargeIsCutOff() {
        github.says(200, blob("x".repeat(200_000)));
        assertThatThrownBy(() -> github.taxonomy().blob(HELLO, 5)).isInstanceOf(ForgeException.TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "..", "", "B6FC4C620B67D95F953A5C1C1230AAAB5DB5A1B0"})
    void whatIsNoObjectNameIsNotAskedFor(String name) {
        assertThatThrownBy(() -> github.taxonomy().blob(name, 5)).isInstanceOf(ForgeException.Invalid.class);
        assertThat(github.asked()).isEmpty();
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
    void labelsComeAndGo() {
        github.says(200, "[{\"name\": \"a\"}]")
                .says(200, "[]")
                .says(200, "[]")
                .says(404, "{\"message\": \"Label does not exist\"}");
        var taxonomy = github.taxonomy();
        assertThat(taxonomy.labels(5)).containsExactly("a");
        taxonomy.addLabels(5, List.of("b", "c/d"));
        assertThat(github.lastBody()).isEqualTo("{\"labels\":[\"b\",\"c/d\"]}");
        taxonomy.addLabels(5, List.of());
        taxonomy.removeLabel(5, "c/d");
        taxonomy.removeLabel(5, "gone");
        assertThat(github.asked())
                .containsExactly(
                        "GET " + REPO + "/issues/5/labels?per_page=100",
                        "POST " + REPO + "/issues/5/labels",
                        "DELETE " + REPO + "/issues/5/labels/c%2Fd",
                        "DELETE " + REPO + "/issues/5/labels/gone");
    }

    @Test
    void aLabelCannotLeadToAnotherAddress() {
        // Removing "issues/5/labels/.." would remove all labels.
        assertThatThrownBy(() -> github.taxonomy().removeLabel(5, "..")).isInstanceOf(ForgeException.Invalid.class);
        assertThat(github.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "admin, admin, ADMIN",
        "write, maintain, MAINTAIN",
        "write, write, WRITE",
        "read, triage, TRIAGE",
        "read, read, READ",
        "none, , NONE",
        "write, house-made-role, WRITE"
    })
    void aPermissionIsReadWithItsRole(String permission, String role, Permission expected) {
        github.says(
                200,
                "{\"permission\": \"%s\", \"role_name\": %s, \"user\": {\"id\": 3, \"login\": \"alice\"}}"
                        .formatted(permission, role == null ? "null" : "\"" + role + "\""));
        assertThat(github.taxonomy().permission(ALICE)).isEqualTo(expected);
        assertThat(github.asked()).containsExactly("GET " + REPO + "/collaborators/alice/permission");
    }

    @Test
    void aLoginThatSomebodyElseRegisteredGivesNothing() {
        github.says(200, "{\"permission\": \"admin\", \"user\": {\"id\": 4, \"login\": \"alice\"}}");
        assertThatThrownBy(() -> github.taxonomy().permission(ALICE))
                .isInstanceOf(ForgeException.Missing.class)
                .hasMessageContaining("\"alice\" belongs to another account than the one with the id 3");
    }

    @Test
    void aPermissionThatCannotBeReadIsNoPermission() {
        github.says(200, "{\"permission\": \"admin\"}")
                .says(200, "{\"permission\": \"owner\", \"user\": {\"id\": 3, \"login\": \"alice\"}}");
        var taxonomy = github.taxonomy();
        assertThatThrownBy(() -> taxonomy.permission(ALICE)).isInstanceOf(ForgeException.class);
        assertThatThrownBy(() -> taxonomy.permission(ALICE)).isInstanceOf(ForgeException.Transient.class);
    }

    @Test
    void aLoginCannotLeadToAnotherAddress() {
        github.says(404, "{}");
        assertThatThrownBy(() -> github.taxonomy().permission(new Person(3, "../x?y#z")))
                .isInstanceOf(ForgeException.Missing.class);
        assertThat(github.asked()).containsExactly("GET " + REPO + "/collaborators/..%2Fx%3Fy%23z/permission");
    }

    @Test
    void aReactionIsPutOnAComment() {
        github.says(200, "{\"id\": 1, \"content\": \"eyes\"}");
        github.taxonomy().react(9, Reaction.EYES);
        assertThat(github.asked()).containsExactly("POST " + REPO + "/issues/comments/9/reactions");
        assertThat(github.lastBody()).isEqualTo("{\"content\":\"eyes\"}");
    }

    @Test
    void weKnowWhoWeAreAfterAskingOnce() {
        github.says(200, "{\"id\": 42, \"slug\": \"treewarden\", \"name\": \"Treewarden\"}");
        github.says(200, "[{\"id\": 7, \"suspended_at\": null}]");
        github.says(200, "{\"id\": 900, \"login\": \"treewarden[bot]\", \"type\": \"Bot\"}");
        var forge = github.forge();
        assertThat(forge.self()).isEqualTo(new Identity(42, new Person(900, "treewarden[bot]")));
        assertThat(forge.self().bot().id()).isEqualTo(900);
        assertThat(github.asked()).hasSize(3).last().isEqualTo("GET /users/treewarden%5Bbot%5D");
    }

    @Test
    void anAppThatIsNotInstalledSaysWhatToDo() {
        github.says(200, "{\"id\": 42, \"slug\": \"treewarden\"}");
        github.says(200, "[]");
        assertThatThrownBy(() -> github.forge().self())
                .isInstanceOf(ForgeException.Missing.class)
                .hasMessageContaining("install it on the taxonomy repository");
    }

    @Test
    void repositoriesAreThoseOfTheInstallationsThatAreNotSuspended() {
        github.says(200, "[{\"id\": 7}, {\"id\": 8, \"suspended_at\": \"2026-11-01T00:00:00Z\"}]");
        github.says(200, """
                {"total_count": 2, "repositories": [
                  {"id": 11, "name": "taxonomy", "full_name": "instructlab/taxonomy", "owner": {"login": "instructlab"}},
                  {"id": 12, "name": "other", "full_name": "instructlab/other", "owner": {"login": "instructlab"}}]}""");
        var forge = GitHub.connect(github.config(Set.of("InstructLab/Taxonomy")), new OkHttpClient(), github.clock);
        assertThat(forge.repositories()).containsExactly(TAXONOMY);
    }

    @Test
    void aServerOfOnesOwnHasItsApiBelowAPath() {
        github.says(200, "[]").says(200, "{\"name\": \"main\", \"commit\": {\"sha\": \"%s\"}}".formatted(HEAD));
        var config = new GitHubConfig(
                URI.create(github.url("api/v3")), ScriptedGitHub.APP, Keys.pkcs8(), GitHubConfig.ONE_SECOND, Set.of());
        var taxonomy = GitHub.connect(config, new OkHttpClient(), github.clock).in(TAXONOMY);
        taxonomy.labels(5);
        taxonomy.head("main");
        assertThat(github.asked())
                .containsExactly(
                        "GET /api/v3" + REPO + "/issues/5/labels?per_page=100",
                        "GET /api/v3" + REPO + "/branches/main");
    }

    @Test
    void aRepositoryThatTheOperatorDidNotListIsRefusedWithoutAsking() {
        var forge = GitHub.connect(github.config(Set.of("instructlab/taxonomy")), new OkHttpClient(), github.clock);
        var other = new Repository(12, "instructlab", "other", 7);
        assertThat(forge.serves(TAXONOMY)).isTrue();
        assertThat(forge.serves(other)).isFalse();
        assertThatThrownBy(() -> forge.in(other))
                .isInstanceOfSatisfying(
                        ForgeException.Forbidden.class,
                        refused -> assertThat(refused.why()).isEqualTo(ForgeException.Forbidden.Why.ALLOW_LIST));
        assertThat(forge.writeSpacing()).isEqualTo(Duration.ZERO);
    }

    private static String pull(String more) {
        return """
               {"number": 5, "state": "open", "base": {"sha": "%s", "ref": "main"},
                "created_at": "2026-11-20T08:00:00Z", "updated_at": "2026-11-21T09:30:00Z", %s}""".formatted(BASE, more);
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

    private static String blob(String content) {
        return "{\"size\": %d, \"encoding\": \"base64\", \"content\": \"%s\"}"
                .formatted(content.length(), Base64.getEncoder().encodeToString(bytes(content)));
    }

    private static MockResponse.Builder page(String body, String next) {
        return new MockResponse.Builder().body(body).addHeader("Link", "<" + next + ">; rel=\"next\"");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
