package treewarden.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CommitId;
import treewarden.domain.Secret;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.Event;
import treewarden.forge.EventParser;
import treewarden.forge.NewCheckRun;
import treewarden.forge.WebhookSignature;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.NewPullRequest;
import treewarden.sandbox.github.Review;

/** Each webhook of the stand-in is one that GitHub's description allows, is signed, and is understood by us. */
class TheStandInsWebhooksTest {
    private static final Secret SECRET = Secret.of("a secret between the two");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Delivered(
            String event,
            String action,
            String body,
            @Nullable String signature) {
        String name() {
            return action.isEmpty() ? event : event + "." + action;
        }

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static List<Delivered> delivered = List.of();

    private static @Nullable GitHubsWebhookSchemas fetched;

    @BeforeAll
    static void letMuchHappen() throws Exception {
        fetched = GitHubsWebhookSchemas.fetched();
        try (var us = new MockWebServer();
                var taxonomy = new TaxonomyAtTheStandIn()) {
            us.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder().code(202).build();
                }
            });
            us.start();
            taxonomy.standIn.webhooks().target(us.url("/webhook").toString(), SECRET.reveal());
            happen(taxonomy);
            taxonomy.standIn.awaitDelivered(PATIENCE);
            var all = new ArrayList<Delivered>();
            for (var count = us.getRequestCount(); count > 0; count--) {
                all.add(delivered(us.takeRequest()));
            }
            delivered = List.copyOf(all);
        }
    }

    private static void happen(TaxonomyAtTheStandIn taxonomy) {
        var alice = taxonomy.alice;
        var maintainer = taxonomy.maintainer;
        taxonomy.standIn.ping();
        taxonomy.standIn.announceInstallation(taxonomy.repository.owner(), maintainer);
        taxonomy.repository.uninstall(maintainer);
        taxonomy.repository.install(maintainer);

        var pull = taxonomy.contribute();
        pull.push(Map.of("compositional_skills/haiku/qna.yaml", Change.write("version: 2\n")), "Better");
        pull.retitle(alice, "A better haiku");
        taxonomy.repository.label("triage-needed", "ededed", "waits for a decision");
        pull.label(maintainer, "triage-needed");
        pull.unlabel(maintainer, "triage-needed");
        pull.convertToDraft(alice);
        pull.readyForReview(alice);
        var comment = pull.comment(alice, "/check");
        pull.edit(alice, comment, "/check again");
        pull.delete(alice, comment);
        pull.review(maintainer, Review.State.APPROVED, "Good");
        pull.commentOnLine(maintainer, "compositional_skills/haiku/qna.yaml", 1, "Older than needed");
        taxonomy.repository.commentOnIssue(alice, "Who looks after haiku?");
        pull.close(alice);
        pull.reopen(alice);

        var port = taxonomy.forge().in(taxonomy.forge().repositories().get(0));
        var run = port.createCheckRun(new NewCheckRun(
                new CommitId(pull.headSha()), "taxonomy", "", null, CheckRunUpdate.goesOn("Checking", "")));
        port.updateCheckRun(
                run.id(), new CheckRunUpdate(CheckConclusion.SUCCESS, "Good", "Nothing to change.", List.of()));
        pull.rerequest(alice, pull.checkRuns().get(0));
        pull.queue(maintainer);
        pull.merge(maintainer);
        taxonomy.repository.archive(maintainer);
        taxonomy.repository.unarchive(maintainer);
        taxonomy.repository.rename("knowledge", maintainer);
        taxonomy.standIn.suspend(taxonomy.repository.owner(), maintainer);
        taxonomy.standIn.unsuspend(taxonomy.repository.owner(), maintainer);

        taxonomy.repository.branch("next", taxonomy.repository.head("main").orElseThrow(), maintainer);
        taxonomy.repository.openPullRequest(NewPullRequest.by(maintainer, "Empty")
                .from(taxonomy.repository, "next")
                .asDraft());
    }

    private static Delivered delivered(RecordedRequest request) throws JsonProcessingException {
        var body = String.valueOf(
                request.getBody() == null ? "" : request.getBody().utf8());
        return new Delivered(
                String.valueOf(request.getHeaders().get("X-GitHub-Event")),
                JSON.readTree(body).path("action").asText(""),
                body,
                request.getHeaders().get(WebhookSignature.HEADER));
    }

    @Test
    void eachFitsGitHubsDescription() {
        var wrong = new TreeMap<String, List<String>>();
        for (var each : delivered) {
            var violations = schemas().violations(each.event(), each.action(), each.body());
            if (!violations.isEmpty()) {
                wrong.put(each.name(), violations);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachIsSignedOverItsBytes() {
        assertThat(delivered)
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(WebhookSignature.matches(each.bytes(), each.signature(), List.of(SECRET)))
                                .isTrue());
    }

    @Test
    void whatHappenedIsUnderstood() {
        var parser = new EventParser();
        var understood = new TreeMap<String, String>();
        // A comment on an issue has the name of one on a pull request, and is not for us.
        delivered.stream()
                .filter(each -> !each.body().contains("Who looks after haiku?"))
                .forEach(each -> understood.put(
                        each.name(),
                        parser.parse(each.event(), each.bytes()).getClass().getSimpleName()));
        assertThat(delivered)
                .filteredOn(each -> each.body().contains("Who looks after haiku?")
                        && each.event().equals("issue_comment"))
                .singleElement()
                .matches(each -> parser.parse(each.event(), each.bytes()) instanceof Event.Ignored);
        assertThat(understood)
                .isEqualTo(Map.ofEntries(
                        entry("check_run.rerequested", "CheckRerequested"),
                        entry("installation.created", "InstallationChanged"),
                        entry("installation.suspend", "InstallationChanged"),
                        entry("installation.unsuspend", "InstallationChanged"),
                        entry("installation_repositories.added", "InstallationChanged"),
                        entry("installation_repositories.removed", "InstallationChanged"),
                        entry("issue_comment.created", "CommentCreated"),
                        entry("issue_comment.deleted", "Ignored"),
                        entry("issue_comment.edited", "Ignored"),
                        entry("merge_group.checks_requested", "MergeGroupFormed"),
                        entry("ping", "Ping"),
                        entry("pull_request.closed", "PullRequestChanged"),
                        entry("pull_request.converted_to_draft", "PullRequestChanged"),
                        entry("pull_request.edited", "PullRequestChanged"),
                        entry("pull_request.labeled", "PullRequestChanged"),
                        entry("pull_request.opened", "PullRequestChanged"),
                        entry("pull_request.ready_for_review", "PullRequestChanged"),
                        entry("pull_request.reopened", "PullRequestChanged"),
                        entry("pull_request.synchronize", "PullRequestChanged"),
                        entry("pull_request.unlabeled", "PullRequestChanged"),
                        entry("pull_request_review.submitted", "Ignored"),
                        entry("pull_request_review_comment.created", "Ignored"),
                        entry("push", "PushedToBranch"),
                        entry("repository.archived", "RepositoryChanged"),
                        entry("repository.renamed", "RepositoryChanged"),
                        entry("repository.unarchived", "RepositoryChanged")));
    }

    @Test
    void theDescriptionWouldNotice() {
        var opened = delivered.stream()
                .filter(each -> each.name().equals("pull_request.opened"))
                .findFirst()
                .orElseThrow();
        var broken = opened.body().replace("\"author_association\":\"", "\"author_association\":\"NOT_");
        assertThat(schemas().violations("pull_request", "opened", broken)).isNotEmpty();
        assertThat(schemas().violations("pull_request", "frobnicated", opened.body()))
                .isNotEmpty();
    }

    private static GitHubsWebhookSchemas schemas() {
        return Objects.requireNonNull(fetched);
    }
}
