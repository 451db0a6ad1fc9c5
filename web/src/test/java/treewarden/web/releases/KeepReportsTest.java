package treewarden.web.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.Score;
import treewarden.domain.Usage;
import treewarden.domain.release.Contamination;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamModels;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.PairVerdict;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Planned;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;

/** What was asked for lately is not read again, as far as there is room. */
class KeepReportsTest {
    private static final ReleaseId FIRST = new ReleaseId("release-20261115");
    private static final ReleaseId SECOND = new ReleaseId("release-20261122");

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-15T12:00:00Z"));
    private Database database;

    @BeforeEach
    void twoReleases() {
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), clock);
        database.migrate();
        for (var id : List.of(FIRST, SECOND)) {
            database.run(transaction -> {
                var releases = transaction.writeReleases();
                releases.start(Release.start(id, "community/model", 7, "grace", clock.instant()));
                releases.finish(id, ReleaseStage.PLAN, planOf(100, id), "100 leaves");
                releases.cancel(id, "grace", "the next one shall begin");
            });
            clock.advance(Duration.ofDays(7));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whereThereIsRoomForBothEachIsReadOnce() {
        var reports = new KeepReports(3 * WeighReport.bytes(planOf(100, FIRST)));

        var first = plan(FIRST, reports);
        var second = plan(SECOND, reports);

        assertThat(plan(FIRST, reports)).isSameAs(first);
        assertThat(plan(SECOND, reports)).isSameAs(second);
    }

    @Test
    void whereThereIsRoomForOneTheOtherIsReadAgain() {
        var reports = new KeepReports(WeighReport.bytes(planOf(100, FIRST)));

        var first = plan(FIRST, reports);
        assertThat(plan(FIRST, reports)).isSameAs(first);
        plan(SECOND, reports);

        assertThat(plan(FIRST, reports)).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void longAnswersWeighMoreThanShortOnes() {
        var brief = WeighReport.bytes(evaluated("the moon"));
        var verbose = WeighReport.bytes(evaluated("the moon, ".repeat(1_000)));

        assertThat(verbose - brief).as("of two models").isEqualTo(2 * (10_000 - 8));
        assertThat(brief).isBetween(500L, 2_000L);
    }

    private Planned plan(ReleaseId id, KeepReports reports) {
        return database.read(tables -> reports.of(id, tables).find(ReleaseStage.PLAN, Planned.class))
                .orElseThrow();
    }

    /** Of each release another, since a report is known by its text. */
    private static Planned planOf(int leaves, ReleaseId id) {
        return new Planned(new ReleasePlan(
                new CommitId("c".repeat(40)),
                null,
                IntStream.range(0, leaves)
                        .mapToObj(number -> new PlannedLeaf(
                                "knowledge/" + id + "/" + number + "/qna.yaml",
                                LeafKind.KNOWLEDGE,
                                Digest.of("leaf " + number),
                                Change.NEW,
                                List.of()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    private static Evaluated evaluated(String answer) {
        var question = new ExamQuestion(
                "0".repeat(32),
                ExamPart.HELD_OUT,
                "knowledge/tides",
                "tides",
                null,
                null,
                "What pulls them?",
                "The moon");
        var said = new ExamAnswer(answer, new Score(2, 3), null, null);
        return new Evaluated(new EvaluationReport(
                FIRST,
                new ExamModels(null, "candidate", "beside", null, "judge-7b", "1", "1"),
                Set.of(),
                List.of(new ExaminedQuestion(question, said, said, null, PairVerdict.NONE)),
                List.of(),
                0,
                List.of(),
                new Contamination(0, 3, List.of()),
                Usage.NONE,
                Instant.parse("2026-11-15T12:00:00Z"),
                5_000));
    }
}
