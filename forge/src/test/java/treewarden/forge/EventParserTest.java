package treewarden.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.CommitId;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.forge.Event.CheckRerequested;
import treewarden.forge.Event.CommentCreated;
import treewarden.forge.Event.Ignored;
import treewarden.forge.Event.InstallationChanged;
import treewarden.forge.Event.Ping;
import treewarden.forge.Event.PullRequestAction;
import treewarden.forge.Event.PullRequestChanged;
import treewarden.forge.Event.PushedToBranch;
import treewarden.forge.Event.RepositoryChanged;
import treewarden.forge.Event.Sender;

class EventParserTest {
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
    private static final Repository TAXONOMY = new Repository(11, "instructlab", "taxonomy", 7);
    private static final Sender ALICE = new Sender(new Person(3, "alice"), false);
    private static final String AROUND = """
            "repository": {"id": 11, "full_name": "instructlab/taxonomy", "private": false},
            "installation": {"id": 7, "node_id": "x"},
            "sender": {"id": 3, "login": "alice", "type": "User"}""";

    @Test
    void anOpenedPullRequestSaysWhichOneAndWhereItsHeadIs() {
        var event = parse("pull_request", """
                {"action": "opened", "number": 5,
                 "pull_request": {"number": 5, "title": "a haiku", "head": {"sha": "%s", "ref": "x"}}, %s}""".formatted(SHA, AROUND));
        assertThat(event)
                .isEqualTo(new PullRequestChanged(PullRequestAction.OPENED, TAXONOMY, 5, new CommitId(SHA), ALICE));
    }

    @ParameterizedTest
    @CsvSource({
        "opened, OPENED",
        "synchronize, SYNCHRONIZE",
        "reopened, REOPENED",
        "closed, CLOSED",
        "edited, EDITED",
        "ready_for_review, READY_FOR_REVIEW",
        "converted_to_draft, CONVERTED_TO_DRAFT",
        "labeled, LABELED",
        "unlabeled, UNLABELED"
    })
    void theActionsThatCanMatterAreKnown(String word, PullRequestAction action) {
        var event = parse("pull_request", """
                {"action": "%s", "pull_request": {"number": 5, "head": {"sha": "%s"}}, %s}""".formatted(word, SHA, AROUND));
        assertThat(event)
                .isInstanceOfSatisfying(
                        PullRequestChanged.class,
                        changed -> assertThat(changed.action()).isEqualTo(action));
    }

    @Test
    void anActionThatGitHubMayYetInventIsIgnored() {
        assertThat(parse("pull_request", "{\"action\": \"frobnicated\"}"))
                .isEqualTo(new Ignored("pull_request", "frobnicated", "an action that is not used"));
    }

    @Test
    void aNewCommentOnAPullRequestTellsItsAuthorAndText() {
        var event = parse("issue_comment", comment("created", "\"pull_request\": {\"url\": \"x\"},", "User"));
        assertThat(event)
                .isEqualTo(new CommentCreated(
                        TAXONOMY,
                        5,
                        99,
                        new Sender(new Person(4, "bob"), false),
                        "/check",
                        Instant.parse("2026-11-22T10:00:00Z")));
    }

    @Test
    void aCommentOfAProgramSaysSo() {
        assertThat(parse("issue_comment", comment("created", "\"pull_request\": {},", "Bot")))
                .isInstanceOfSatisfying(
                        CommentCreated.class,
                        created -> assertThat(created.author().bot()).isTrue());
    }

    @Test
    void commentsThatWereEditedOrDeletedAndThoseOnIssuesAreIgnored() {
        assertThat(parse("issue_comment", comment("edited", "\"pull_request\": {},", "User")))
                .isEqualTo(new Ignored("issue_comment", "edited", "only new comments count"));
        assertThat(parse("issue_comment", comment("deleted", "\"pull_request\": {},", "User")))
                .isInstanceOf(Ignored.class);
        assertThat(parse("issue_comment", comment("created", "", "User")))
                .isEqualTo(new Ignored("issue_comment", "created", "a comment on an issue"));
    }

    @Test
    void aCheckRunThatShallRunAgainTellsItsNameAndApp() {
        var event = parse("check_run", """
                {"action": "rerequested", "check_run": {"head_sha": "%s", "name": "taxonomy",
                 "app": {"id": 42}, "pull_requests": [{"number": 5}]}, %s}""".formatted(SHA, AROUND));
        assertThat(event).isEqualTo(new CheckRerequested(TAXONOMY, new CommitId(SHA), 42, "taxonomy", Set.of(5)));
    }

    @Test
    void allChecksOfACommitThatShallRunAgainHaveNoName() {
        var event = parse("check_suite", """
                {"action": "rerequested", "check_suite": {"head_sha": "%s", "app": {"id": 42}, "pull_requests": []}, %s}""".formatted(SHA, AROUND));
        assertThat(event).isEqualTo(new CheckRerequested(TAXONOMY, new CommitId(SHA), 42, null, Set.of()));
    }

    @Test
    void aPushTellsTheBranchAndWhereItIsNow() {
        assertThat(parse("push", """
                        {"ref": "refs/heads/feature/x", "after": "%s", "deleted": false, %s}""".formatted(SHA, AROUND)))
                .isEqualTo(new PushedToBranch(TAXONOMY, "feature/x", Optional.of(new CommitId(SHA))));
        assertThat(parse("push", """
                        {"ref": "refs/heads/main", "after": "%s", "deleted": true, %s}""".formatted("0".repeat(40), AROUND)))
                .isEqualTo(new PushedToBranch(TAXONOMY, "main", Optional.empty()));
        assertThat(parse("push", "{\"ref\": \"refs/tags/v1\"}")).isInstanceOf(Ignored.class);
    }

    @Test
    void anInstallationBringsRepositoriesAndTakesThemAlongWhenItEnds() {
        var body = """
                {"action": "%s", "installation": {"id": 7},
                 "repositories": [{"id": 11, "name": "taxonomy", "full_name": "instructlab/taxonomy"}]}""";
        assertThat(parse("installation", body.formatted("created")))
                .isEqualTo(new InstallationChanged("created", 7, List.of(TAXONOMY), List.of()));
        assertThat(parse("installation", body.formatted("deleted")))
                .isEqualTo(new InstallationChanged("deleted", 7, List.of(), List.of(TAXONOMY)));
    }

    @Test
    void repositoriesComeAndGoDuringAnInstallation() {
        var event = parse("installation_repositories", """
                {"action": "removed", "installation": {"id": 7}, "repositories_added": [],
                 "repositories_removed": [{"id": 11, "full_name": "instructlab/taxonomy"}]}""");
        assertThat(event).isEqualTo(new InstallationChanged("removed", 7, List.of(), List.of(TAXONOMY)));
    }

    @Test
    void aRenamedRepositoryTellsItsNewName() {
        assertThat(parse("repository", "{\"action\": \"renamed\", %s}".formatted(AROUND)))
                .isEqualTo(new RepositoryChanged("renamed", TAXONOMY));
    }

    @Test
    void aPingIsAPing() {
        assertThat(parse("ping", "{\"zen\": \"Keep it logically awesome.\", \"hook_id\": 1}"))
                .isEqualTo(new Ping("Keep it logically awesome."));
    }

    @Test
    void anUnknownEventIsIgnoredWhateverItHolds() {
        assertThat(parse("sponsorship", "{\"action\": \"created\", \"installation\": \"of another form\"}"))
                .isEqualTo(new Ignored("sponsorship", "created", "an event that is not used"));
    }

    @Test
    void aWebhookThatWasSetUpByHandIsIgnored() {
        var body = "{\"action\": \"opened\", \"pull_request\": {\"number\": 5}}";
        assertThat(parse("pull_request", body))
                .isEqualTo(new Ignored("pull_request", "opened", "not sent through an installation of the App"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "<html>", "{\"action\": }", "{} {}", "{\"action\": \"opened\"", "nonsense"})
    void aBodyThatIsNotJsonIsMalformed(String body) {
        assertThatThrownBy(() -> parse("pull_request", body))
                .isInstanceOf(MalformedEvent.class)
                .message()
                .startsWith("the delivery ");
        assertThatThrownBy(() -> parse("unknown", body)).isInstanceOf(MalformedEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "5", "\"text\""})
    void aBodyThatIsNoObjectIsMalformed(String body) {
        assertThatThrownBy(() -> parse("ping", body)).isInstanceOf(MalformedEvent.class);
    }

    @Test
    void aHundredThousandLevelsAreMalformed() {
        var deep = "{\"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> parse("pull_request", deep))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("nesting depth");
        assertThatThrownBy(() -> parse("unknown", deep)).isInstanceOf(MalformedEvent.class);
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsNamed() {
        assertThatThrownBy(() -> parse("pull_request", "{\"action\": \"opened\", %s}".formatted(AROUND)))
                .isInstanceOf(MalformedEvent.class)
                .hasMessage("the delivery has no pull_request");
        assertThatThrownBy(() -> parse("pull_request", pull("\"number\": 5, \"head\": {}")))
                .hasMessage("the delivery has no pull_request.head.sha");
        assertThatThrownBy(() -> parse("pull_request", pull("\"number\": 5, \"head\": {\"sha\": \"main\"}")))
                .hasMessage("pull_request.head.sha is not a full commit hash: \"main\"");
        assertThatThrownBy(() -> parse("pull_request", pull("\"number\": 99999999999, \"head\": {}")))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("pull_request.number");
        assertThatThrownBy(
                        () -> parse("pull_request", pull("\"number\": -1, \"head\": {\"sha\": \"%s\"}".formatted(SHA))))
                .hasMessage("pull_request.number is not the number of a pull request: -1");
        assertThatThrownBy(() -> parse("pull_request", "{\"action\": \"opened\", \"pull_request\": \"x\"}"))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("pull_request");
    }

    @Test
    void aRepositoryNameThatIsNotOneIsMalformed() {
        var body = pull("\"number\": 5, \"head\": {\"sha\": \"%s\"}".formatted(SHA))
                .replace("instructlab/taxonomy", "instructlab/a/../\u202eb");
        assertThatThrownBy(() -> parse("pull_request", body))
                .hasMessage("repository.full_name is not owner/name: \"instructlab/a/../\\u{202e}b\"");
    }

    private static String pull(String inside) {
        return "{\"action\": \"opened\", \"pull_request\": {" + inside + "}, " + AROUND + "}";
    }

    private static String comment(String action, String pullRequest, String type) {
        return """
               {"action": "%s", "issue": {%s "number": 5},
                "comment": {"id": 99, "body": "/check", "created_at": "2026-11-22T10:00:00Z",
                            "user": {"id": 4, "login": "bob", "type": "%s"}}, %s}""".formatted(action, pullRequest, type, AROUND);
    }

    private static Event parse(String name, String body) {
        return new EventParser().parse(name, body.getBytes(StandardCharsets.UTF_8));
    }
}
