package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.JobPayload.AskCandidate;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.TrialQuestion;
import treewarden.domain.release.TrialQuestion.Answers;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.pipeline.EvaluationPipelines;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.worker.evaluate.AskFreely;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;

/** What people put to a candidate, and what it and the model beside it say. */
@Timeout(600)
class AskBothTest {
    private static final ReleaseId LAST = new ReleaseId("release-20261116");
    private static final ReleaseId THIS = new ReleaseId("release-20261123");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** Says by which name it is served, what its weights are, and what it was asked. */
    private static final String SERVER = """
            import http.server, json, sys
            model, port, name = sys.argv[1:4]
            weights = open(model + "/weights").read()
            class Handler(http.server.BaseHTTPRequestHandler):
                def say(self, body):
                    data = json.dumps(body).encode()
                    self.send_response(200); self.send_header("Content-Length", str(len(data))); self.end_headers()
                    self.wfile.write(data)
                def do_GET(self): self.say({"data": [{"id": name}]})
                def do_POST(self):
                    asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["messages"][-1]["content"]
                    said = "" if "silence" in asked else f"{name} of {weights}: {asked}"
                    self.say({"model": name, "choices": [{"message": {"content": said}, "finish_reason": "stop"}]})
                def log_message(self, *args): pass
            http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
            """;

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(NOON);
    private Database database;
    private JobRunner runner;

    @BeforeEach
    void start() {
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), clock);
        database.migrate();
        var serve = new ServeCommand(
                List.of("python3", "-c", SERVER, "{model}", "{port}", "{name}"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                4_096,
                2,
                Duration.ofSeconds(20));
        var pipelines = EvaluationPipelines.of(PipelineOptions.USUAL);
        var askBoth = new AskBoth(
                database,
                new ReleaseFolders(home.resolve("releases")),
                new AskFreely(pipelines.alone().ask()),
                new EvaluateCandidate.Settings(home.resolve("base"), serve, RunTasks.NONE, null));
        runner = new JobRunner(database, EnumSet.of(Capability.GPU), List.of(askBoth), RunnerConfig.named("test"));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void bothAreAskedAndWhatTheySayStandsSideBySide() throws IOException {
        model("releases/" + THIS + "/train/model", "this");
        model("releases/" + LAST + "/train/model", "last");
        waits(LAST);
        ask("What pulls the tides?");
        ask("And who wrote this?");

        runner.runUntilQuiet();

        assertThat(asked())
                .extracting(TrialQuestion::number, TrialQuestion::by, TrialQuestion::answers)
                .containsExactly(
                        tuple(
                                2,
                                "grace",
                                new Answers(
                                        "candidate of this: And who wrote this?",
                                        "last of last: And who wrote this?",
                                        null,
                                        NOON)),
                        tuple(
                                1,
                                "grace",
                                new Answers(
                                        "candidate of this: What pulls the tides?",
                                        "last of last: What pulls the tides?",
                                        null,
                                        NOON)));
    }

    @Test
    void aFirstReleaseStandsBesideTheBaseModelAndSilenceIsSaidSo() throws IOException {
        model("releases/" + THIS + "/train/model", "this");
        model("base", "base");
        waits(null);
        ask("Do you prefer silence?");

        runner.runUntilQuiet();

        assertThat(asked()).singleElement().satisfies(question -> {
            var answers = Objects.requireNonNull(question.answers());
            assertThat(answers.candidate()).isNull();
            assertThat(answers.trouble()).startsWith("the candidate: ").contains("; the base model: ");
        });
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotAsked() {
        waits(LAST);
        ask("What pulls the tides?");
        database.run(transaction -> transaction.writeReleases().cancel(THIS, "grace", "it forgot Spanish"));

        runner.runUntilQuiet();

        assertThat(asked()).extracting(TrialQuestion::answers).containsOnlyNulls();
        assertThat(job().result()).isEqualTo("0 questions were asked");
        assertThat(put("And now?")).hasValueSatisfying(why -> assertThat(why).contains("does not wait for a decision"));
    }

    @Test
    void aModelThatIsGoneIsNamed() throws IOException {
        model("releases/" + THIS + "/train/model", "this");
        waits(LAST);
        ask("What pulls the tides?");

        runner.runUntilQuiet();

        assertThat(job().state()).as("it waits for somebody").isEqualTo(JobState.FAILED);
        assertThat(job().lastError())
                .contains("the model of release-20261116", "`hf download community/model --revision release-20261116 ");
        assertThat(asked()).extracting(TrialQuestion::answers).containsOnlyNulls();
    }

    @Test
    void onePersonDoesNotKeepTheAcceleratorForThemselves() {
        waits(LAST);
        for (int i = 0; i < TrialQuestion.MOST_OF_ONE; i++) {
            ask("Question " + i);
        }

        assertThat(put("One more")).hasValueSatisfying(why -> assertThat(why).contains("most for one person"));
        assertThat(asked()).hasSize(TrialQuestion.MOST_OF_ONE);
    }

    /** The release waits for a decision, and was compared with this one. */
    private void waits(@Nullable ReleaseId previous) {
        var plan = new ReleasePlan(
                new CommitId("c".repeat(40)), previous, List.of(), List.of(), List.of(), List.of(), List.of());
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            releases.start(Release.start(THIS, "community/model", 77, "grace", NOON));
            releases.finish(
                    THIS, ReleaseStage.PLAN, new Planned(plan), ReleaseState.AWAITING_APPROVAL, "a person has to say");
        });
    }

    private void model(String folder, String weights) throws IOException {
        var model = Files.createDirectories(home.resolve(folder));
        Files.writeString(model.resolve("config.json"), "{}");
        Files.writeString(model.resolve("weights"), weights);
    }

    private void ask(String question) {
        assertThat(put(question)).isEmpty();
    }

    private Optional<String> put(String question) {
        return database.write(transaction -> transaction.writeReleases().ask(THIS, "grace", question));
    }

    private List<TrialQuestion> asked() {
        return database.read(tables -> tables.trialQuestions().list(THIS, 100));
    }

    private Job job() {
        return database.read(tables -> tables.jobs().latest(new AskCandidate(THIS).key()))
                .orElseThrow();
    }
}
