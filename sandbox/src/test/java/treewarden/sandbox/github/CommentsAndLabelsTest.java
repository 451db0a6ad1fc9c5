package treewarden.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Json;

class CommentsAndLabelsTest {

    private static final String COMMENTS = "/repos/instructlab/taxonomy/issues/1/comments";
    private static final String LABELS = "/repos/instructlab/taxonomy/issues/1/labels";

    private final Stage stage = new Stage();
    private final PullRequest pull = stage.pull();

    @AfterEach
    void close() {
        stage.close();
    }

    private static String body(String text) {
        return Json.object().put("body", text).toString();
    }

    @Test
    void theAppsCommentIsItsBotsAndCanBeRewritten() {
        var app = stage.installation();
        var created = app.post(COMMENTS, body("Checking."));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/user/login").asText()).isEqualTo("treewarden[bot]");
        assertThat(created.json().at("/user/type").asText()).isEqualTo("Bot");
        assertThat(created.json().at("/performed_via_github_app/slug").asText()).isEqualTo("treewarden");
        stage.clock.advance(Duration.ofMinutes(1));
        var url = created.json().path("url").asText();
        assertThat(app.patch(url, body("Ready.")).json().path("updated_at").asText())
                .isEqualTo("2026-11-22T10:01:00Z");
        assertThat(pull.comments()).singleElement().extracting(Comment::body).isEqualTo("Ready.");
        assertThat(stage.as(stage.ada).patch(url, body("Approved")).status()).isEqualTo(403);
        assertThat(app.delete(url).status()).isEqualTo(204);
        assertThat(app.get(url).status()).isEqualTo(404);
    }

    @Test
    void aBodyThatIsEmptyOrTooLongIsRefused() {
        var app = stage.installation();

        assertThat(app.post(COMMENTS, body("x".repeat(65_536))).status()).isEqualTo(201);
        var tooLong = app.post(COMMENTS, body("x".repeat(65_537)));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.json().at("/errors/0/message").asText()).contains("maximum is 65536 characters");
        assertThat(app.post(COMMENTS, body(" ")).status()).isEqualTo(422);
        assertThat(app.post(COMMENTS, "{}").status()).isEqualTo(422);
        assertThat(app.post(COMMENTS, "{").status()).isEqualTo(400);
        assertThat(stage.anonymous().post(COMMENTS, body("x")).status()).isEqualTo(401);
    }

    @Test
    void aDroppedConnectionAfterStoringLeavesExactlyOneComment() {
        var app = stage.installation();
        stage.github.faults().next("POST", "/repos/*/*/issues/*/comments", Fault.dropConnectionAfterStoring());

        assertThatThrownBy(() -> app.tried("POST", COMMENTS, body("Ready."))).isInstanceOf(IOException.class);

        assertThat(pull.comments()).extracting(Comment::body).containsExactly("Ready.");
        assertThat(stage.github.requests().count("POST", "/repos/*/*/issues/*/comments"))
                .isEqualTo(1);
        assertThat(stage.github.requests().writes()).last().satisfies(write -> {
            assertThat(write.actor()).isEqualTo("treewarden[bot]");
            assertThat(write.status()).isEqualTo(201);
            assertThat(write.body()).contains("Ready.");
        });
    }

    @Test
    void aDroppedConnectionBeforeTheWorkLeavesNothing() {
        var app = stage.installation();
        stage.github.faults().next("POST", "/repos/*/*/issues/*/comments", Fault.dropConnection());

        assertThatThrownBy(() -> app.tried("POST", COMMENTS, body("Ready."))).isInstanceOf(IOException.class);

        assertThat(pull.comments()).isEmpty();
    }

    @Test
    void gitHubCanRefuseInAllItsWays() {
        var app = stage.installation();
        var faults = stage.github.faults();
        faults.next("POST", "/repos/**", GitHubFaults.secondaryLimit());
        faults.next("POST", "/repos/**", GitHubFaults.tooManyRequests(Duration.ofSeconds(5)));
        faults.next("POST", "/repos/**", GitHubFaults.primaryLimit(stage.clock.instant()));
        faults.next("POST", "/repos/**", GitHubFaults.serverError(500));
        faults.next("POST", "/repos/**", Fault.htmlErrorPage());
        faults.next("POST", "/repos/**", Fault.truncatedJson());

        var secondary = app.post(COMMENTS, body("1"));
        assertThat(secondary.status()).isEqualTo(403);
        assertThat(secondary.text()).contains("secondary rate limit");
        assertThat(secondary.header("Retry-After")).isEmpty();
        assertThat(app.post(COMMENTS, body("2")).header("Retry-After")).isEqualTo("5");
        assertThat(app.post(COMMENTS, body("3")).header("X-RateLimit-Remaining"))
                .isEqualTo("0");
        assertThat(app.post(COMMENTS, body("4")).status()).isEqualTo(500);
        assertThat(app.post(COMMENTS, body("5")).text()).startsWith("<!doctype html>");
        assertThat(Json.parse(app.post(COMMENTS, body("6")).bytes())).isEmpty();
        assertThat(pull.comments()).extracting(Comment::body).containsExactly("6");
    }

    @Test
    void aFaultMeetsARequestByIdAsWell() {
        stage.github.faults().next("GET", "/repos/instructlab/taxonomy/pulls/1", GitHubFaults.notFound());
        var byId = "/repositories/" + stage.repository.id() + "/pulls/1";

        assertThat(stage.anonymous().get(byId).status()).isEqualTo(404);
        assertThat(stage.anonymous().get(byId).status()).isEqualTo(200);
    }

    @Test
    void reactionsAreCountedOnce() {
        var app = stage.installation();
        var comment = pull.comment(stage.ada, "/approve");
        var reactions = "/repos/instructlab/taxonomy/issues/comments/" + comment.id() + "/reactions";

        assertThat(app.post(reactions, "{\"content\":\"eyes\"}").status()).isEqualTo(201);
        assertThat(app.post(reactions, "{\"content\":\"eyes\"}").status()).isEqualTo(200);
        assertThat(app.post(reactions, "{\"content\":\"wow\"}").status()).isEqualTo(422);
        assertThat(pull.comments().get(0).reactions())
                .extracting(Reaction::content)
                .containsExactly("eyes");
    }

    @Test
    void labelsComeIntoBeingByBeingPutOn() {
        var app = stage.installation();

        assertThat(app.post(LABELS, "{\"labels\":[\"triage needed\",\"skill/freeform\"]}")
                        .json()
                        .findValuesAsText("name"))
                .containsExactly("triage needed", "skill/freeform");
        assertThat(stage.repository.labels()).extracting(Label::color).containsOnly("ededed");
        assertThat(app.post(LABELS, "[\"TRIAGE needed\"]").json()).hasSize(2);
        assertThat(app.delete(LABELS + "/skill%2Ffreeform").json()).hasSize(1);
        assertThat(app.delete(LABELS + "/none").status()).isEqualTo(404);
        assertThat(app.put(LABELS, "{\"labels\":[\"approved\"]}").json().findValuesAsText("name"))
                .containsExactly("approved");
        assertThat(pull.labels()).containsExactly("approved");
        assertThat(stage.as(stage.ada).post(LABELS, "[\"approved\"]").status()).isEqualTo(403);
    }

    @Test
    void aLabelOfTheRepositoryIsMadeOnceAndChanged() {
        var app = stage.installation();
        var labels = "/repos/instructlab/taxonomy/labels";

        assertThat(app.post(labels, "{\"name\":\"on hold\",\"color\":\"FF0000\"}")
                        .json()
                        .path("color")
                        .asText())
                .isEqualTo("ff0000");
        assertThat(app.post(labels, "{\"name\":\"On Hold\"}")
                        .json()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("already_exists");
        assertThat(app.post(labels, "{\"name\":\"x\",\"color\":\"red\"}").status())
                .isEqualTo(422);
        pull.label(stage.bob, "on hold");
        assertThat(app.patch(labels + "/on%20hold", "{\"new_name\":\"waiting\"}")
                        .status())
                .isEqualTo(200);
        assertThat(pull.labels()).containsExactly("waiting");
    }
}
