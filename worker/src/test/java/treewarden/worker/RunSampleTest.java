package treewarden.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Digest;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.domain.SampleReport;
import treewarden.domain.StoredLeaf;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.SampleLimits;
import treewarden.sdg.Sampler;
import treewarden.sdg.document.ReadPassages;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.RetryPolicy;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobId;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;

@Timeout(600)
class RunSampleTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final ContributionId PULL = new ContributionId(7, 12);
    private static final CommitId HEAD = new CommitId("a".repeat(40));
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private final StandInTeacher server = StandInTeacher.start(TeacherOptions.defaults());
    private final List<JobPayload.ReportSample> reported = new ArrayList<>();
    private OpenAiTeacher teacher;
    private Database database;
    private Artifacts artifacts;
    private JobRunner runner;

    @BeforeEach
    void start() {
        teacher = OpenAiTeacher.connect(
                TeacherConfig.at(URI.create(server.url()), server.model())
                        .withRetries(
                                new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1))),
                clock);
        database = Database.open(DatabaseConfig.sqlite(folder.resolve("db")), clock);
        database.migrate();
        artifacts = Artifacts.in(folder.resolve("artifacts"), 2 << 20);
        runWith(SampleBudgets.USUAL);
    }

    private void runWith(SampleBudgets budgets) {
        var sampler =
                new Sampler(() -> teacher, PipelineSet.named("simple"), ReadPassages.NOT_FETCHED, SampleLimits.USUAL);
        runner = new JobRunner(
                database,
                Set.of(Capability.TEACHER, Capability.FORGE),
                List.of(new RunSample(database, artifacts, sampler, budgets), new Remember()),
                RunnerConfig.named("test"));
    }

    @AfterEach
    void stop() {
        database.close();
        teacher.close();
        server.close();
    }

    @Test
    void theReportIsStoredWithTheJobThatShowsIt() {
        var job = enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));

        runner.runUntilQuietOrThrow();

        assertThat(job(job).state()).isEqualTo(JobState.DONE);
        assertThat(reported).hasSize(1);
        var report = report();
        assertThat(reported.get(0).contribution()).isEqualTo(PULL);
        assertThat(reported.get(0).head()).isEqualTo(HEAD);
        Optional<SampleReport> stored = database.read(tables -> tables.samples().find(PULL, HEAD));
        assertThat(stored).contains(report);
        assertThat(report.teacher()).isEqualTo("stand-in-teacher");
        assertThat(report.omitted()).containsExactly("knowledge/left/out");
        assertThat(report.kept()).isPositive();
        assertThat(report.leaves()).hasSize(1).first().satisfies(leaf -> {
            assertThat(leaf.leaf()).isEqualTo("compositional_skills/writing/haiku");
            assertThat(leaf.kind()).isEqualTo(LeafKind.FREEFORM_SKILL);
        });
    }

    @Test
    void aLeafThatCannotBeReadIsToldAndTheOthersAreSampled() {
        enqueue(
                leaf("compositional_skills/writing/haiku/qna.yaml", SKILL),
                leaf("knowledge/broken/qna.yaml", "no: leaf\n"),
                new StoredLeaf("knowledge/gone/qna.yaml", Digest.of("never stored")));

        runner.runUntilQuietOrThrow();

        assertThat(report().leaves())
                .extracting(LeafSample::leaf, LeafSample::problem)
                .containsExactly(
                        tuple("compositional_skills/writing/haiku", null),
                        tuple("knowledge/broken", "The file could not be read as a leaf, so it was not sampled."),
                        tuple(
                                "knowledge/gone",
                                "The file as it was checked is no longer stored whole; push again to have it checked"
                                        + " anew."));
    }

    @Test
    void whatTheLinterMindsIsStillALeaf() {
        enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL.replace("version: 3\n", "version: 3   \n")));

        runner.runUntilQuietOrThrow();

        assertThat(report().leaves()).extracting(LeafSample::problem).containsOnlyNulls();
    }

    @Test
    void aTeacherThatComesBackIsAskedAgain() {
        server.faults().always("POST", CHAT, Fault.dropConnection());
        var job = enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));

        var quiet = runner.runUntilQuiet();

        assertThat(quiet.failures())
                .hasSize(1)
                .first()
                .asString()
                .contains("cannot be reached")
                .contains("see that it runs");
        assertThat(job(job).state()).isEqualTo(JobState.QUEUED);
        assertThat(reported).isEmpty();

        server.faults().clear();
        later(Duration.ofHours(1));
        runner.runUntilQuietOrThrow();

        assertThat(job(job).state()).isEqualTo(JobState.DONE);
        assertThat(report().kept()).isPositive();
    }

    @Test
    void aTeacherThatStaysAwayIsToldOnceToTheContributorAndParkedForTheOperator() {
        server.faults().always("POST", CHAT, TeacherFaults.serverError());
        var job = enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));

        for (int attempt = 1; attempt <= JobKind.RUN_SAMPLE.attempts() + 3; attempt++) {
            runner.runUntilQuiet();
            later(Duration.ofHours(6));
        }

        assertThat(job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(String.valueOf(job(job).lastError()))
                .contains("answers with status 500")
                .contains("see its log");
        assertThat(reported).hasSize(1);
        assertThat(report().teacher()).isEqualTo("stand-in-teacher");
        assertThat(report().leaves())
                .extracting(LeafSample::problem)
                .containsExactly(
                        "The teacher could not be asked, so nothing was sampled. The operator of this service has been"
                                + " told.");
    }

    @Test
    void aRateLimitPutsTheJobOffUntilItIsOver() {
        server.faults().always("POST", CHAT, TeacherFaults.tooManyRequests(Duration.ofMinutes(10)));
        var job = enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));

        runner.runUntilQuietOrThrow();

        assertThat(job(job).state()).isEqualTo(JobState.QUEUED);
        assertThat(job(job).notBefore()).isEqualTo(NOON.plus(Duration.ofMinutes(10)));

        server.faults().clear();
        later(Duration.ofMinutes(9));
        assertThat(runner.runUntilQuietOrThrow()).isZero();
        later(Duration.ofMinutes(2));
        runner.runUntilQuietOrThrow();

        assertThat(job(job).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void whatAContributionMayUseIsCountedOverItsSamples() {
        runWith(new SampleBudgets(20_000, 1_000_000));
        known(PULL, 583231);
        enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));
        runner.runUntilQuietOrThrow();
        assertThat(report().leaves()).extracting(LeafSample::problem).containsOnlyNulls();
        long used = taken("contribution 7 12");
        assertThat(used).isEqualTo(report().usage().tokens()).isPositive();
        assertThat(taken("contributor 583231 2026-11")).isEqualTo(used);

        database.run(tables -> tables.tokenAccounts().take("contribution 7 12", 20_000, 20_000, NOON));
        enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));
        runner.runUntilQuietOrThrow();

        assertThat(report().leaves())
                .extracting(LeafSample::problem)
                .singleElement()
                .asString()
                .contains("The sample was cut short", "the 20,000 tokens for samples of this contribution");
        assertThat(taken("contribution 7 12")).isEqualTo(20_000);
    }

    @Test
    void whatAContributorMayUseIsCountedOverTheirContributionsAndNewEachMonth() {
        runWith(new SampleBudgets(1_000_000, 50_000));
        known(PULL, 583231);
        database.run(tables -> tables.tokenAccounts().take("contributor 583231 2026-11", 50_000, 50_000, NOON));
        enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));
        runner.runUntilQuietOrThrow();
        assertThat(report().leaves())
                .extracting(LeafSample::problem)
                .singleElement()
                .asString()
                .contains("of this contributor in 2026-11");

        later(Duration.ofDays(10));
        enqueue(leaf("compositional_skills/writing/haiku/qna.yaml", SKILL));
        runner.runUntilQuietOrThrow();

        assertThat(report().leaves()).extracting(LeafSample::problem).containsOnlyNulls();
    }

    private long taken(String account) {
        return database.<Long>read(tables -> tables.tokenAccounts().taken(account));
    }

    private void known(ContributionId id, long author) {
        var contribution = new Contribution(
                id,
                new Repository(id.repository(), "community", "taxonomy", 5),
                "A haiku",
                new Person(author, "ann"),
                HEAD,
                ContributionState.SAMPLING,
                List.of(LeafKind.FREEFORM_SKILL),
                List.of("compositional_skills/writing/haiku"),
                1,
                0,
                0,
                null,
                null,
                true,
                null,
                null,
                NOON,
                NOON,
                NOON,
                0);
        database.run(tables ->
                tables.apply(new Decision(contribution, List.of(), List.of(), "treewarden", "it was opened")));
    }

    @Test
    void aSampleOfNoLeavesIsReportedToo() {
        enqueue();

        runner.runUntilQuietOrThrow();

        assertThat(report().leaves()).isEmpty();
    }

    private static final String SKILL = """
            version: 3
            task_description: Write a haiku on a given topic.
            created_by: ann
            seed_examples:
              - question: Write a haiku about the moon.
                answer: Silent moon
              - question: Write a haiku about the sea.
                answer: Silent sea
              - question: Write a haiku about the first frost.
                answer: Silent frost
              - question: Write a haiku about an old pond.
                answer: Silent pond
              - question: Write a haiku about a night train.
                answer: Silent train
            """;

    private StoredLeaf leaf(String path, String yaml) {
        return new StoredLeaf(path, artifacts.put(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private JobId enqueue(StoredLeaf... leaves) {
        return database.write(transaction -> transaction.enqueue(
                new JobPayload.RunSample(PULL, HEAD, List.of(leaves), List.of("knowledge/left/out"))));
    }

    private Job job(JobId id) {
        return database.read(tables -> tables.jobs().find(id)).orElseThrow();
    }

    private SampleReport report() {
        var digest = reported.get(reported.size() - 1).report();
        return database.read(tables -> tables.samples().find(digest)).orElseThrow();
    }

    private void later(Duration time) {
        clock.advance(time);
    }

    /** Stands where the bot shows reports. */
    private final class Remember implements JobHandler<JobPayload.ReportSample> {
        @Override
        public JobKind kind() {
            return JobKind.REPORT_SAMPLE;
        }

        @Override
        public JobResult run(JobContext context, JobPayload.ReportSample payload) {
            reported.add(payload);
            return JobResult.done("remembered");
        }
    }
}
