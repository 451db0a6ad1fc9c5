package treewarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.RunPrecheck;
import treewarden.domain.PrecheckReport;
import treewarden.domain.ReleasedModel;
import treewarden.domain.StoredLeaf;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.pipeline.PrecheckPipelines;
import treewarden.sdg.precheck.Precheck;
import treewarden.sdg.precheck.PrecheckLimits;
import treewarden.sdg.precheck.Student;
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
import treewarden.store.RunnerConfig;

/** Student and judge are two stand-ins over HTTP, so that each can be in trouble by itself. */
@Timeout(600)
abstract class Examination {
    static final String CHAT = "/v1/chat/completions";
    static final ContributionId PULL = new ContributionId(7, 12);
    static final CommitId HEAD = new CommitId("a".repeat(40));
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** More than a stand-in ever needs, however busy the machine is; a test of slowness waits for it once. */
    static final Duration DEADLINE = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    final SettableClock clock = new SettableClock(NOON);
    final StandInTeacher judge = StandInTeacher.start(TeacherOptions.defaults());
    final StandInTeacher student = StandInTeacher.start(TeacherOptions.defaults());
    final List<JobPayload.ReportPrecheck> reported = new ArrayList<>();
    private final List<OpenAiTeacher> open = new ArrayList<>();
    Database database;
    private Artifacts artifacts;
    JobRunner runner;

    @BeforeEach
    void start() {
        database = Database.open(DatabaseConfig.sqlite(folder.resolve("db")), clock);
        database.migrate();
        artifacts = Artifacts.in(folder.resolve("artifacts"), 2 << 20);
        student.learns("Write a haiku about the moon.", "Silent moon");
        student.learns("Write a haiku about the sea.", "Silent sea");
        runWith(PrecheckLimits.USUAL, SampleBudgets.USUAL, new StandInStudents());
    }

    final void runWith(PrecheckLimits limits) {
        runWith(limits, SampleBudgets.USUAL, new StandInStudents());
    }

    final void runWith(PrecheckLimits limits, SampleBudgets budgets, Students students) {
        var teacher = connect(judge, judge.model());
        var precheck = new Precheck(() -> teacher, PrecheckPipelines.of(PipelineOptions.USUAL), limits, clock);
        runner = new JobRunner(
                database,
                Set.of(Capability.TEACHER, Capability.FORGE),
                List.of(
                        new treewarden.worker.RunPrecheck(database, artifacts, precheck, students, budgets),
                        new Remember()),
                RunnerConfig.named("test"));
    }

    private OpenAiTeacher connect(StandInTeacher server, String model) {
        var connected = OpenAiTeacher.connect(
                TeacherConfig.at(URI.create(server.url()), model)
                        .withDeadline(DEADLINE)
                        .withRetries(
                                new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1))),
                clock);
        open.add(connected);
        return connected;
    }

    @AfterEach
    void stop() {
        database.close();
        open.forEach(OpenAiTeacher::close);
        student.close();
        judge.close();
    }

    long taken() {
        return database.<Long>read(tables -> tables.tokenAccounts().taken("contribution 7 12"));
    }

    StoredLeaf leaf(String path, String yaml) {
        return new StoredLeaf(path, artifacts.put(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    JobId enqueue(StoredLeaf... leaves) {
        return database.write(transaction ->
                transaction.enqueue(RunPrecheck.before(PULL, HEAD, List.of(leaves), List.of("knowledge/left/out"))));
    }

    Job job(JobId id) {
        return database.read(tables -> tables.jobs().find(id)).orElseThrow();
    }

    PrecheckReport report() {
        assertThat(reported).isNotEmpty();
        return database.read(tables -> tables.prechecks()
                        .find(PULL, HEAD, reported.get(reported.size() - 1).release()))
                .orElseThrow();
    }

    /** The student of the day and that of any release: the one stand-in. */
    final class StandInStudents implements Students {
        @Override
        public Optional<Served> ofTheDay() {
            return Optional.of(served(null));
        }

        @Override
        public Served of(ReleasedModel release) {
            assertThat(release.url()).isEqualTo(student.url());
            return served(release.release());
        }

        private Served served(@Nullable String release) {
            var model = connect(student, TeacherOptions.STUDENT);
            return new Served() {
                @Override
                public Student student() {
                    return new Student(Student.toldApart(model, String.valueOf(release)), 4_096);
                }

                @Override
                public void close() {
                    model.close();
                }
            };
        }
    }

    static final class NoStudents implements Students {
        @Override
        public Optional<Served> ofTheDay() {
            return Optional.empty();
        }

        @Override
        public Served of(ReleasedModel release) {
            throw new IllegalArgumentException("no release is served here");
        }
    }

    /** Stands where the bot shows reports. */
    private final class Remember implements JobHandler<JobPayload.ReportPrecheck> {
        @Override
        public JobKind kind() {
            return JobKind.REPORT_PRECHECK;
        }

        @Override
        public JobResult run(JobContext context, JobPayload.ReportPrecheck payload) {
            reported.add(payload);
            return JobResult.done("remembered");
        }
    }

    static final String SKILL = """
            version: 3
            task_description: Write a haiku on a given topic.
            created_by: ann
            seed_examples:
              - question: Write a haiku about the moon.
                answer: Silent moon
              - question: Write a haiku about the sea.
                answer: Silent sea
              - question: Write a haiku about the first frost.
                answer: Quiet frost
              - question: Write a haiku about an old pond.
                answer: Quiet pond
              - question: Write a haiku about a night train.
                answer: Quiet train
            """;

    static final String GROUNDED = """
            version: 3
            task_description: Find who does what.
            created_by: ann
            seed_examples:
            """ + five("""
              - context: Ann brings cake on %s.
                question: Who brings cake on %s?
                answer: Ann.
            """);

    static final String KNOWLEDGE = """
            version: 3
            domain: oceanography
            created_by: ann
            document_outline: The tides
            document:
              repo: https://github.com/ann/tides
              commit: 0123456789abcdef0123456789abcdef01234567
              patterns: ["*.md"]
            seed_examples:
            """ + five("""
              - context: The moon pulls the water of the sea on %s.
                questions_and_answers:
                  - question: What pulls the water on %s?
                    answer: The moon.
                  - question: What does the moon pull?
                    answer: The water of the sea.
                  - question: Does the moon pull?
                    answer: It does.
            """);

    private static String five(String example) {
        return Stream.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
                .map(day -> example.replace("%s", day))
                .collect(Collectors.joining());
    }
}
