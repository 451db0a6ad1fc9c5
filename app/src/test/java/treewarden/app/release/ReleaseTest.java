package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.Documents;
import treewarden.app.Leaves;
import treewarden.app.ServiceAtWork;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.domain.Secret;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Curve;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Trained;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.StandInHub;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Transaction;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.release.Datum;
import treewarden.worker.release.DecideOnCandidate.Approval;
import treewarden.worker.release.StartRelease;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.train.Trainer;
import treewarden.worker.train.TrainingPlan;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Replay;

/** A release from merged pull requests to the Hub, with real training of a tiny model on the CPU. */
class ReleaseTest {
    private static final String MODEL = "community/model";
    private static final String DOCUMENTS = "https://github.com/somebody/sheepfold";

    @TempDir
    Path folder;

    private final Clock clock = Clock.systemUTC();
    private StandInHub hub;
    private ServiceAtWork service;
    private Repository repository;
    private Person ada;
    private String document = "";

    @BeforeEach
    void begin() throws Exception {
        var base = TinyModel.in(folder.resolve("base"));
        hub = StandInHub.start(HubOptions.in(folder.resolve("hub")));
        var documents = folder.resolve("documents");
        document = Documents.in(documents, Map.of("sheepfold.md", Change.write(Documents.about("sheepfold"))));
        service = new ServiceAtWork(folder.resolve("service"), clock)
                .mirroring(Map.of(DOCUMENTS, documents))
                .releasing(settings(base));
        ada = service.github().person("ada");
        repository = service.github().repository("instructlab", "taxonomy");
        repository.knownContributor(ada);
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), ada, "Begin");
        service.start();
    }

    @AfterEach
    void end() {
        service.close();
        hub.close();
    }

    @Test
    void whatIsMergedIsTrainedPublishedAndAnnounced() throws Exception {
        var haiku = merged("Skill: haiku", Leaves.good("haiku"));
        merged("Knowledge: sheepfolds", knowledge("sheepfold"));

        var id = start();

        // No answer fits into so few tokens, so nothing can be judged: the gate leaves it to a person.
        eventually(() -> assertThat(state(id)).as(this::trouble).isEqualTo(ReleaseState.UNDECIDED));
        assertThat(hub.model(MODEL)).as("before somebody has decided").isEmpty();
        write(transaction -> transaction.writeReleases().approve(id, "mia", "read both answers"));
        eventually(() -> assertThat(state(id)).as(this::trouble).isEqualTo(ReleaseState.PUBLISHED));
        var published = hub.model(MODEL).orElseThrow();
        assertThat(published.tags()).containsOnlyKeys(id.name());
        assertThat(published.history("main")).hasSize(2);
        eventually(() -> {
            assertThat(haiku.labels()).contains("treewarden-released");
            assertThat(haiku.comments())
                    .anySatisfy(comment -> assertThat(comment.body())
                            .contains(id.name())
                            .contains("the community model has learnt from this pull request"));
        });

        hasLearntInAllPhases(id);
        knowsMoreThanBefore(id);
        var next = start();

        eventually(() -> assertThat(state(next)).as(this::trouble).isEqualTo(ReleaseState.UNCHANGED));
    }

    private void hasLearntInAllPhases(ReleaseId id) {
        var mixed = this.<Mixed>report(id, ReleaseStage.MIX);
        assertThat(mixed.rows("short")).isPositive();
        assertThat(mixed.rows("all")).as("with two rows of our own").isGreaterThan(2);
        assertThat(this.<Trained>report(id, ReleaseStage.TRAIN).curves())
                .extracting(Curve::phase)
                .containsExactly("short", "all");
    }

    /** The Hub's own client downloads it, it answers a question, and what was held out of the training surprises it less than the base model. */
    private void knowsMoreThanBefore(ReleaseId id) throws Exception {
        List<ExamQuestion> held =
                this.<Generated>report(id, ReleaseStage.GENERATE).heldOut();
        assertThat(held).isNotEmpty();
        var rows = new ArrayList<String>();
        for (var question : held) {
            rows.add(new ObjectMapper()
                    .writeValueAsString(Map.of("question", question.question(), "answer", question.expected())));
        }
        var file = Files.write(folder.resolve("held-out.jsonl"), rows);
        try (var program = ReleaseTest.class.getResourceAsStream("before_and_after.py")) {
            var said = new ObjectMapper()
                    .readTree(TinyModel.run(
                            new String(Objects.requireNonNull(program).readAllBytes(), StandardCharsets.UTF_8),
                            hub.url(),
                            MODEL,
                            id.name(),
                            folder.resolve("base").toString(),
                            file.toString()));
            System.out.println("Held-out answers, before the training and after it: " + said);
            assertThat(said.at("/after/loss").doubleValue())
                    .isLessThan(said.at("/before/loss").doubleValue());
            assertThat(said.at("/after/answer").asText())
                    .isNotBlank()
                    .isNotEqualTo(said.at("/before/answer").asText());
        }
    }

    private <T extends StageReport> T report(ReleaseId id, ReleaseStage stage) {
        var output = write(transaction -> transaction.releases().output(id, stage));
        @SuppressWarnings("unchecked") // each stage has its own kind of report
        var report = (T) output.orElseThrow().report();
        return report;
    }

    private Map<String, Change> knowledge(String topic) {
        var leaf = "knowledge/nature/" + topic;
        return Map.of(
                leaf + "/qna.yaml", Change.write(Leaves.knowledge(topic, DOCUMENTS, document)),
                leaf + "/attribution.txt", Change.write(Leaves.ATTRIBUTION));
    }

    private PullRequest merged(String title, Map<String, Change> changes) {
        var pullRequest = repository.contribute(ada, title, "", changes);
        eventually(() -> assertThat(pullRequest.labels()).contains("triage-needed"));
        pullRequest.merge(ada);
        eventually(() -> assertThat(pullRequest.labels()).contains("treewarden-merged"));
        return pullRequest;
    }

    private ReleaseId start() {
        var start = new StartRelease(MODEL, "instructlab/taxonomy", clock);
        var outcome = write(transaction -> start.start(transaction, "mia"));
        assertThat(outcome).isInstanceOf(StartRelease.Outcome.Started.class);
        return ((StartRelease.Outcome.Started) outcome).release().id();
    }

    private ReleaseState state(ReleaseId id) {
        Optional<Release> release = write(transaction -> transaction.releases().find(id));
        return release.orElseThrow().state();
    }

    private String trouble() {
        return write(transaction -> ServiceAtWork.parked(transaction).toString());
    }

    private <T> T write(Function<Transaction, T> work) {
        try (var database = Database.openBeside(
                DatabaseConfig.sqlite(folder.resolve("service").resolve("treewarden.db")), clock)) {
            return database.write(work);
        }
    }

    private ReleaseSettings settings(Path base) throws IOException {
        return new ReleaseSettings(
                MODEL,
                "community/data",
                "instructlab/taxonomy",
                new ReleaseSettings.Card("A small model", "apache-2.0", List.of("en"), "tiny"),
                folder.resolve("releases"),
                3,
                new ReleaseSettings.Deciding(
                        Admission.MERGED,
                        GateRule.USUAL
                                .withMinimumQuestions(1)
                                .withMargins(new GateRule.Margins(0.99, 0.99, 0.99, 0.99)),
                        Approval.BY_RULE,
                        ReleaseSettings.Askers.NOBODY),
                new ReleaseSettings.Telling(Notes.ON, null),
                null,
                recipe(base),
                new ReleaseSettings.Launch.Local(new Trainer(TinyModel.PYTHON.toString(), 1)),
                new ReleaseSettings.Evaluation(
                        ServeCommand.trainer(TinyModel.PYTHON).withContextTokens(256), RunTasks.NONE, null),
                new ReleaseSettings.HubSettings(
                        URI.create(hub.url()), Secret.of(HubOptions.TOKEN.secret()), Visibility.PUBLIC, 10));
    }

    private TrainingRecipe recipe(Path base) throws IOException {
        var usual = Learning.SKILLS;
        var learning = new Learning(
                2e-3,
                1,
                1,
                32,
                1024,
                usual.seed(),
                usual.scheduler(),
                usual.weightDecay(),
                usual.beta1(),
                usual.beta2(),
                usual.epsilon(),
                usual.clip());
        var phases = new LinkedHashMap<String, TrainingRecipe.Phase>();
        phases.put("short", phase(learning, List.of(), "knowledge"));
        phases.put("all", phase(learning, List.of(new Replay.OfPhase("short", 0.5)), "skills", basics() + "=2"));
        return new TrainingRecipe(new Base(base, "tiny"), phases, TrainingPlan.Machine.USUAL);
    }

    private static TrainingRecipe.Phase phase(Learning learning, List<Replay> replay, String... data) {
        return new TrainingRecipe.Phase(
                Stream.of(data).map(written -> Datum.read(written, Path::of)).toList(),
                learning,
                replay,
                Optional.empty());
    }

    /** Rows of the operator's own. */
    private Path basics() throws IOException {
        return Files.writeString(folder.resolve("basics.jsonl"), """
                {"messages": [{"role": "user", "content": "How much is two and two?"}, {"role": "assistant", "content": "Four."}]}
                {"messages": [{"role": "user", "content": "How much is six and one?"}, {"role": "assistant", "content": "Seven."}]}
                {"messages": [{"role": "user", "content": "How much is nine and nine?"}, {"role": "assistant", "content": "Eighteen."}]}
                """);
    }
}
