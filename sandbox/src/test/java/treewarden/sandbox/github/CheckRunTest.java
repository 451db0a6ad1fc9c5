package treewarden.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.sandbox.http.Json;

class CheckRunTest {

    private static final String RUNS = "/repos/instructlab/taxonomy/check-runs";

    private final Stage stage = new Stage();
    private final PullRequest pull = stage.pull();

    @AfterEach
    void close() {
        stage.close();
    }

    private ObjectNode run() {
        return Json.object().put("name", "treewarden").put("head_sha", pull.headSha());
    }

    private static ObjectNode annotated(ObjectNode run, int annotations) {
        var output = run.putObject("output").put("title", "Findings").put("summary", "Some");
        var list = output.putArray("annotations");
        for (int i = 1; i <= annotations; i++) {
            list.addObject()
                    .put("path", "a/qna.yaml")
                    .put("start_line", i)
                    .put("end_line", i)
                    .put("annotation_level", "failure")
                    .put("message", "Finding " + i);
        }
        return run;
    }

    @Test
    void aRunIsQueuedUntilItIsSaidToBeMore() {
        var json = stage.installation().post(RUNS, run().toString()).json();

        assertThat(json.path("status").asText()).isEqualTo("queued");
        assertThat(json.path("conclusion").isNull()).isTrue();
        assertThat(json.at("/app/id").asInt()).isEqualTo(7);
        assertThat(json.path("pull_requests"))
                .as("none for a fork, as GitHub has it")
                .isEmpty();
    }

    @Test
    void completedNeedsAConclusionAndAConclusionCompletes() {
        var app = stage.installation();

        var refused = app.post(RUNS, run().put("status", "completed").toString());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("message").asText()).contains("\"conclusion\" wasn't supplied.");
        var done = app.post(RUNS, run().put("conclusion", "success").toString()).json();
        assertThat(done.path("status").asText()).isEqualTo("completed");
        assertThat(done.path("completed_at").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(app.post(RUNS, run().put("status", "bogus").toString()).status())
                .isEqualTo(422);
    }

    @Test
    void anUpdateAppendsItsAnnotations() {
        var app = stage.installation();
        var url = app.post(RUNS, annotated(run(), 50).toString())
                .json()
                .path("url")
                .asText();
        var updated = app.patch(url, annotated(Json.object(), 20).toString()).json();

        assertThat(updated.at("/output/annotations_count").asInt()).isEqualTo(70);
        assertThat(app.get(url + "/annotations?per_page=100").json()).hasSize(70);
        assertThat(app.get(url + "/annotations").header("Link"))
                .contains("page=3")
                .contains("rel=\"last\"");
    }

    @Test
    void theLimitsOfOneRequestHold() {
        var app = stage.installation();

        assertThat(app.post(RUNS, annotated(run(), 51).toString())
                        .json()
                        .path("message")
                        .asText())
                .contains("No more than 50 items are allowed; 51 were supplied.");
        var long65 = run();
        long65.putObject("output").put("title", "t").put("summary", "s".repeat(65_536));
        assertThat(app.post(RUNS, long65.toString()).status()).isEqualTo(422);
        var untitled = run();
        untitled.putObject("output").put("summary", "s");
        assertThat(app.post(RUNS, untitled.toString()).status()).isEqualTo(422);
        assertThat(app.post(RUNS, run().put("head_sha", "0".repeat(40)).toString())
                        .status())
                .isEqualTo(422);
        assertThat(pull.checkRuns()).isEmpty();
    }

    @Test
    void onlyTheAppMayWriteThem() {
        assertThat(stage.as(stage.bob)
                        .post(RUNS, run().toString())
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("You must authenticate via a GitHub App.");
        assertThat(stage.as(stage.ada).post(RUNS, run().toString()).status()).isEqualTo(403);
    }

    @Test
    void theRunsOfACommitAreListedLatestOfEachNameUnlessAllAreWanted() {
        var app = stage.installation();
        app.post(RUNS, run().toString());
        app.post(RUNS, run().put("conclusion", "failure").toString());
        app.post(RUNS, run().put("name", "other").toString());
        var list = "/repos/instructlab/taxonomy/commits/" + pull.headSha() + "/check-runs";

        assertThat(app.get(list).json().path("total_count").asInt()).isEqualTo(2);
        assertThat(app.get(list + "?filter=all").json().path("check_runs")).hasSize(3);
        assertThat(app.get(list + "?check_name=treewarden")
                        .json()
                        .at("/check_runs/0/conclusion")
                        .asText())
                .isEqualTo("failure");
        assertThat(app.get(list + "?app_id=8").json().path("check_runs")).isEmpty();
    }
}
