package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.CommitId;
import treewarden.domain.Person;
import treewarden.forge.AuthorAssociation;
import treewarden.forge.ChangedFile;
import treewarden.forge.FileStatus;
import treewarden.forge.ForgeException;
import treewarden.forge.PlacedComment;
import treewarden.forge.PullRequest;
import treewarden.forge.TreeEntry;

/** What is asked of GitHub to read pull requests and content, and what is made of the answers. */
class GitHubReadsTest {
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
    void changedFilesAreThoseBetweenTwoCommitsSoThatALaterPushIsNotAmongThem() {
        github.says(200, """
                {"files": [{"filename": "a/qna.yaml", "status": "added", "sha": "%s"},
                  {"filename": "b/qna.yaml", "previous_filename": "c/qna.yaml", "status": "renamed", "sha": "%s"}]}""".formatted(HELLO, HELLO));
        var changed = github.taxonomy().changedFiles(pullRequest(2));
        assertThat(changed.files())
                .containsExactly(
                        new ChangedFile("a/qna.yaml", null, FileStatus.ADDED, HELLO),
                        new ChangedFile("b/qna.yaml", "c/qna.yaml", FileStatus.RENAMED, HELLO));
        assertThat(changed.cut()).isFalse();
        assertThat(github.asked()).containsExactly("GET " + REPO + "/compare/" + BASE + "..." + HEAD + "?per_page=1");
    }

    @Test
    void moreFilesThanAComparisonHoldsAreListedPageByPageAndTheHeadIsReadOnceMore() {
        github.says(page(
                "[{\"filename\": \"a/qna.yaml\", \"status\": \"added\", \"sha\": \"%s\"}]".formatted(HELLO),
                github.url("repos/instructlab/taxonomy/pulls/5/files?page=2")));
        github.says(200, "[{\"filename\": \"b/qna.yaml\", \"status\": \"added\", \"sha\": \"%s\"}]".formatted(HELLO));
        github.says(200, pull("\"changed_files\": 2, \"head\": {\"sha\": \"%s\"}".formatted(HEAD)));
        var changed = github.taxonomy().changedFiles(pullRequest(300));
        assertThat(changed.files()).hasSize(2);
        assertThat(changed.cut()).isFalse();
        assertThat(github.asked())
                .containsExactly(
                        "GET " + REPO + "/pulls/5/files?per_page=100",
                        "GET " + REPO + "/pulls/5/files?page=2",
                        "GET " + REPO + "/pulls/5");
    }

    @Test
    void aListThatGitHubCutSaysSo() {
        github.says(200, "[{\"filename\": \"a/qna.yaml\", \"status\": \"added\", \"sha\": \"%s\"}]".formatted(HELLO));
        github.says(200, pull("\"changed_files\": 3001, \"head\": {\"sha\": \"%s\"}".formatted(HEAD)));
        assertThat(github.taxonomy().changedFiles(pullRequest(3001)).cut()).isTrue();
    }

    @Test
    void aListDuringWhichTheHeadMovedIsNotBelieved() {
        github.says(200, "[{\"filename\": \"a/qna.yaml\", \"status\": \"added\", \"sha\": \"%s\"}]".formatted(HELLO));
        github.says(200, pull("\"changed_files\": 400, \"head\": {\"sha\": \"%s\"}".formatted(BASE)));
        assertThatThrownBy(() -> github.taxonomy().changedFiles(pullRequest(400)))
                .isInstanceOf(ForgeException.Transient.class);
    }

    @Test
    void commitsThatHaveNothingInCommonAreComparedAsGitHubComparesThem() {
        github.says(404, "{\"message\": \"No common ancestor\"}");
        github.says(200, "[{\"filename\": \"a/qna.yaml\", \"status\": \"added\", \"sha\": \"%s\"}]".formatted(HELLO));
        github.says(200, pull("\"changed_files\": 1, \"head\": {\"sha\": \"%s\"}".formatted(HEAD)));
        assertThat(github.taxonomy().changedFiles(pullRequest(1)).files()).hasSize(1);
    }

    private static PullRequest pullRequest(int changedFiles) {
        return new PullRequest(
                5,
                "",
                "",
                PullRequest.GHOST,
                AuthorAssociation.NONE,
                new CommitId(HEAD),
                "",
                new CommitId(BASE),
                "main",
                true,
                false,
                false,
                Set.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                changedFiles);
    }

    @Test
    void aTreeIsListedWholeAndNamedAsGitNamesIt() {
        github.says(200, """
                {"sha": "%s", "truncated": false, "tree": [
                  {"path": "README.md", "mode": "100644", "type": "blob", "sha": "%s", "size": 5},
                  {"path": "a", "mode": "040000", "type": "tree", "sha": "%s"},
                  {"path": "a/qna.yaml", "mode": "120000", "type": "blob", "sha": "%s", "size": 5}]}""".formatted(HEAD, HELLO, HEAD, HELLO));
        var tree = github.taxonomy().tree(new CommitId(HEAD));
        // As `git mktree` names the two entries of the root.
        assertThat(tree.sha()).isEqualTo("7b22ea31857c2d55268d0e5f0e8931f1662e11a9");
        assertThat(tree.cut()).isFalse();
        assertThat(tree.entries())
                .containsExactly(
                        new TreeEntry("README.md", "100644", "blob", HELLO, 5),
                        new TreeEntry("a", "040000", "tree", HEAD, 0),
                        new TreeEntry("a/qna.yaml", "120000", "blob", HELLO, 5));
        assertThat(tree.entries().stream().filter(TreeEntry::isPlainFile)).hasSize(1);
        assertThat(github.asked()).containsExactly("GET " + REPO + "/git/trees/" + HEAD + "?recursive=1");
    }

    @Test
    void aTreeThatGitHubCutIsNamedByItsCommit() {
        github.says(200, "{\"sha\": \"%s\", \"truncated\": true, \"tree\": []}".formatted(HEAD));
        github.says(200, "{\"sha\": \"%s\", \"tree\": {\"sha\": \"%s\"}}".formatted(HEAD, BASE));
        var tree = github.taxonomy().tree(new CommitId(HEAD));
        assertThat(tree.sha()).isEqualTo(BASE);
        assertThat(tree.cut()).isTrue();
    }

    @Test
    void commentsOfTheWholeRepositoryComeWithTheirPullRequestsAndWithoutThoseOnIssues() {
        github.says(200, """
                [{"id": 1, "user": {"id": 3, "login": "alice", "type": "User"}, "body": "/check",
                  "created_at": "2026-11-22T10:00:00Z", "updated_at": "2026-11-22T10:00:00Z",
                  "html_url": "https://github.example/o/r/pull/5#issuecomment-1",
                  "issue_url": "https://api.github.example/repos/o/r/issues/5", "reactions": {"eyes": 1}},
                 {"id": 2, "user": {"id": 4, "login": "other[bot]", "type": "Bot"}, "body": "/check",
                  "created_at": "2026-11-22T10:00:00Z", "updated_at": "2026-11-22T10:00:01Z",
                  "html_url": "https://github.example/o/r/pull/6#issuecomment-2",
                  "issue_url": "https://api.github.example/repos/o/r/issues/6"},
                 {"id": 3, "user": null, "body": "/check",
                  "created_at": "2026-11-22T10:00:00Z", "updated_at": "2026-11-22T10:00:00Z",
                  "html_url": "https://github.example/o/r/issues/7#issuecomment-3",
                  "issue_url": "https://api.github.example/repos/o/r/issues/7"}]""");
        var comments = github.taxonomy().commentsSince(Instant.parse("2026-11-22T09:59:59.9Z"));
        assertThat(comments).extracting(PlacedComment::number).containsExactly(5, 6);
        assertThat(comments).extracting(PlacedComment::isUnedited).containsExactly(true, false);
        assertThat(comments).extracting(comment -> comment.sender().bot()).containsExactly(false, true);
        assertThat(comments)
                .extracting(PlacedComment::seen)
                .containsExactly(PlacedComment.Seen.BY_SOMEBODY, PlacedComment.Seen.BY_NOBODY);
        assertThat(github.asked())
                .containsExactly("GET " + REPO
                        + "/issues/comments?sort=updated&direction=asc&since=2026-11-22T09%3A59%3A59Z&per_page=100");
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

    private static String pull(String more) {
        return """
               {"number": 5, "state": "open", "base": {"sha": "%s", "ref": "main"},
                "created_at": "2026-11-20T08:00:00Z", "updated_at": "2026-11-21T09:30:00Z", %s}""".formatted(BASE, more);
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
