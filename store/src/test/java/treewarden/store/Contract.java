package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Effect;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.sandbox.time.SettableClock;

/** What every database that Treewarden runs on must do. Each test runs on each {@link Backend}. */
@ParameterizedClass
@EnumSource(Backend.class)
abstract class Contract {
    static final Repository TAXONOMY = new Repository(77, "community", "taxonomy", 5);
    static final CommitId HEAD = new CommitId("a".repeat(40));

    @Parameter
    Backend backend = Backend.SQLITE;

    @TempDir
    Path folder;

    final SettableClock clock = new SettableClock();
    DatabaseConfig config;
    Database database;
    /** Whether the tables themselves were changed, so that no other test can use them. */
    boolean spoiled;

    @BeforeEach
    void open() {
        config = backend.fresh(folder);
        database = Database.open(config, clock);
    }

    @AfterEach
    void close() {
        database.close();
        if (!spoiled) {
            backend.giveBack(config);
        }
    }

    /** Reads as {@code jobs(JobKind.X, (context, payload) -> result)}. */
    static <P extends JobPayload> JobHandler<P> when(JobKind kind, BiFunction<JobContext, P, JobResult> behaviour) {
        return new JobHandler<>() {
            @Override
            public JobKind kind() {
                return kind;
            }

            @Override
            public JobResult run(JobContext context, P payload) {
                return behaviour.apply(context, payload);
            }
        };
    }

    JobRunner runner(JobHandler<?>... handlers) {
        return runner("worker-1", handlers);
    }

    JobRunner runner(String name, JobHandler<?>... handlers) {
        return new JobRunner(database, EnumSet.allOf(Capability.class), List.of(handlers), settings(name));
    }

    static RunnerConfig settings(String name) {
        return RunnerConfig.named(name)
                .random(new Random(7))
                .polling(Duration.ofMillis(50))
                .heartbeat(Duration.ofMillis(200));
    }

    Job job(JobId id) {
        return database.read(tables -> tables.jobs().find(id)).orElseThrow();
    }

    JobId enqueue(JobPayload payload) {
        return database.write(transaction -> transaction.enqueue(payload));
    }

    void assertState(JobId id, JobState state) {
        assertThat(job(id).state()).isEqualTo(state);
    }

    static JobPayload.Reconcile reconcile(long repository) {
        return new JobPayload.Reconcile(repository);
    }

    /** A contribution that was never stored. */
    Contribution contribution(int number) {
        Instant now = clock.instant();
        return new Contribution(
                new ContributionId(TAXONOMY.id(), number),
                TAXONOMY,
                "Add a leaf",
                new Person(9, "ada"),
                HEAD,
                ContributionState.CHECKING,
                List.of(LeafKind.FREEFORM_SKILL),
                List.of("compositional_skills/haiku"),
                1,
                0,
                2,
                null,
                null,
                true,
                null,
                null,
                now,
                now,
                now,
                0);
    }

    /** A contribution by somebody to these leaves. */
    Contribution about(int number, String title, String author, String... leaves) {
        var it = contribution(number);
        return new Contribution(
                it.id(),
                it.repository(),
                title,
                new Person(9, author),
                it.head(),
                it.state(),
                it.kinds(),
                List.of(leaves),
                leaves.length,
                it.errors(),
                it.warnings(),
                null,
                null,
                true,
                null,
                null,
                it.openedAt(),
                it.stateSince(),
                it.updatedAt(),
                0);
    }

    Contribution apply(Decision decision) {
        return database.write(transaction -> transaction.apply(decision));
    }

    static Decision decide(Contribution contribution, Effect... effects) {
        return new Decision(contribution, List.of(effects), List.of(), "treewarden", "because");
    }

    static Effect comment(ContributionId id, String markdown) {
        return new Effect.ShowComment(id, markdown);
    }

    static Effect labels(ContributionId id, String... labels) {
        return new Effect.ShowLabels(id, Set.of(labels));
    }

    /** Runs SQL past all our classes, as somebody with a shell would. */
    void behindOurBack(String sql) {
        spoiled = true;
        database.run(transaction -> transaction.session().handle().execute(sql));
    }
}
