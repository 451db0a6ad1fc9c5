package treewarden.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.http.Json;

class WebhooksTest {

    private final Stage stage = new Stage().listening();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theSignatureIsTheOneThatGitHubDocuments() {
        assertThat(Signature.sign(Stage.SECRET, "Hello, World!".getBytes(UTF_8)))
                .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void aDeliveryIsSignedOverTheBytesThatArrive() {
        stage.pull();
        stage.github.awaitDelivered(Stage.PATIENCE);

        var delivery = stage.received.get(0);
        assertThat(delivery.header("X-Hub-Signature-256")).isEqualTo(Signature.sign(Stage.SECRET, delivery.body()));
        assertThat(delivery.header("X-GitHub-Event")).isEqualTo("pull_request");
        assertThat(delivery.header("X-GitHub-Delivery")).hasSize(36);
        assertThat(delivery.header("User-Agent")).startsWith("GitHub-Hookshot/");
        assertThat(delivery.header("Content-Type")).startsWith("application/json");
        var payload = Json.parse(delivery.body()).orElseThrow();
        assertThat(payload.path("action").asText()).isEqualTo("opened");
        assertThat(payload.at("/repository/full_name").asText()).isEqualTo("instructlab/taxonomy");
        assertThat(payload.at("/sender/login").asText()).isEqualTo("ada");
        assertThat(payload.at("/installation/id").asLong()).isPositive();
    }

    @Test
    void aLifeOfAPullRequestIsToldInOrder() {
        var pull = stage.pull();
        pull.push(Map.of("a/qna.yaml", Change.write("2")), "Second");
        pull.retitle(stage.ada, "Better title");
        pull.convertToDraft(stage.ada);
        pull.readyForReview(stage.ada);
        pull.label(stage.bob, "triage needed");
        var comment = pull.comment(stage.bob, "/sample");
        pull.edit(stage.bob, comment, "/sample again");
        pull.delete(stage.bob, comment);
        pull.review(stage.bob, Review.State.APPROVED, "");
        pull.close(stage.ada);
        pull.reopen(stage.ada);
        pull.merge(stage.bob);

        assertThat(stage.eventsReceived())
                .containsExactly(
                        "pull_request.opened",
                        "pull_request.synchronize",
                        "pull_request.edited",
                        "pull_request.converted_to_draft",
                        "pull_request.ready_for_review",
                        "pull_request.labeled",
                        "issue_comment.created",
                        "issue_comment.edited",
                        "issue_comment.deleted",
                        "pull_request_review.submitted",
                        "pull_request.closed",
                        "pull_request.reopened",
                        "push",
                        "pull_request.closed");
    }

    @Test
    void aPayloadShowsTheMomentOfTheEventHoweverLateItArrives() {
        stage.github.webhooks().hold();
        var pull = stage.pull();
        var first = pull.headSha();
        pull.push(Map.of("a/qna.yaml", Change.write("2")), "Second");
        assertThat(stage.received).isEmpty();
        stage.github.webhooks().release(Webhooks.Order.REVERSED);

        assertThat(stage.eventsReceived()).containsExactly("pull_request.synchronize", "pull_request.opened");
        var opened = Json.parse(stage.received.get(1).body()).orElseThrow();
        assertThat(opened.at("/pull_request/head/sha").asText()).isEqualTo(first);
        var moved = Json.parse(stage.received.get(0).body()).orElseThrow();
        assertThat(moved.path("before").asText()).isEqualTo(first);
        assertThat(moved.path("after").asText()).isEqualTo(pull.headSha());
    }

    @Test
    void anEventCanArriveTwiceWithOneIdOrNever() {
        stage.github.webhooks().copies(2);
        stage.github.webhooks().drop(1);
        stage.pull().close(stage.ada);

        assertThat(stage.eventsReceived()).containsExactly("pull_request.closed", "pull_request.closed");
        assertThat(stage.github.deliveries())
                .extracting(Delivery::guid)
                .containsOnly(stage.github.deliveries().get(0).guid());
    }

    @Test
    void aFailedDeliveryStaysFailedUntilSomeoneAsksForItAgain() {
        stage.answer.set(500);
        stage.pull();
        stage.github.awaitDelivered(Stage.PATIENCE);
        stage.answer.set(202);

        var app = stage.app();
        var failed = app.get("/app/hook/deliveries?status=failure").json();
        assertThat(failed).hasSize(1);
        assertThat(failed.at("/0/status_code").asInt()).isEqualTo(500);
        assertThat(app.post("/app/hook/deliveries/" + failed.at("/0/id").asLong() + "/attempts", "")
                        .status())
                .isEqualTo(202);
        stage.github.awaitDelivered(Stage.PATIENCE);

        var all = app.get("/app/hook/deliveries").json();
        assertThat(all.findValuesAsText("guid"))
                .hasSize(2)
                .containsOnly(failed.at("/0/guid").asText());
        assertThat(all.findValuesAsText("redelivery")).containsExactly("true", "false");
        assertThat(all.findValuesAsText("status")).first().isEqualTo("OK");
    }

    @Test
    void deliveriesAreListedByCursor() {
        for (int i = 0; i < 5; i++) {
            stage.github.ping();
        }
        stage.github.awaitDelivered(Stage.PATIENCE);
        var first = stage.app().get("/app/hook/deliveries?per_page=2");
        var link = first.header("Link").replaceAll("^<([^>]+)>; rel=\"next\"$", "$1");

        assertThat(first.json().findValuesAsText("id")).containsExactly("5", "4");
        assertThat(stage.app().get(link).json().findValuesAsText("id")).containsExactly("3", "2");
    }

    @Test
    void retriesCanBeSwitchedOnWhereAFriendlierGitHubIsWanted() {
        try (var friendly = new Stage(options -> options.withWebhookRetries(2, Duration.ofMillis(1))).listening()) {
            friendly.answer.set(503);
            friendly.github.ping();
            friendly.github.awaitDelivered(Stage.PATIENCE);

            assertThat(friendly.github.deliveries())
                    .hasSize(3)
                    .extracting(Delivery::kind)
                    .containsExactly(Delivery.Kind.FIRST, Delivery.Kind.AGAIN, Delivery.Kind.AGAIN);
        }
    }

    @Test
    void aRerequestedCheckAndAnUninstalledRepositoryAreTold() {
        var pull = stage.repository.contribute(stage.bob, "Mine", "", Map.of("x", Change.write("1")));
        stage.installation()
                .post(
                        "/repos/instructlab/taxonomy/check-runs",
                        "{\"name\":\"treewarden\",\"head_sha\":\"" + pull.headSha() + "\"}");
        pull.rerequest(stage.bob, pull.checkRuns().get(0));
        stage.repository.uninstall(stage.bob);
        pull.close(stage.bob);

        assertThat(stage.eventsReceived())
                .containsExactly(
                        "push", "pull_request.opened", "check_run.rerequested", "installation_repositories.removed");
    }
}
