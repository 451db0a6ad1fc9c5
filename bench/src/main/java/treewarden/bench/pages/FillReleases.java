package treewarden.bench.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.PairVerdict;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Preference;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Curve;
import treewarden.domain.release.StageReport.Point;
import treewarden.store.Transaction;

/** A year of monthly releases, each of every leaf that is known, with a question about each, three models that answered it, and curves. */
final class FillReleases {
    static final int RELEASES = 12;

    private static final int STEPS = 1_000;

    private final Random random = new Random(11);

    /** The n-th, from 0. */
    static ReleaseId id(int number) {
        return new ReleaseId("release-" + DateTimeFormatter.BASIC_ISO_DATE.format(day(number)));
    }

    private static LocalDate day(int number) {
        return LocalDate.of(2025, 1 + number, 15);
    }

    void fill(Transaction transaction) {
        for (int i = 0; i < RELEASES; i++) {
            publish(
                    transaction,
                    id(i),
                    i == 0 ? null : id(i - 1),
                    day(i).atStartOfDay().toInstant(ZoneOffset.UTC));
        }
    }

    private void publish(Transaction transaction, ReleaseId id, @Nullable ReleaseId before, Instant at) {
        var writing = transaction.writeReleases();
        writing.start(Release.start(id, "community/model", FillQueue.TAXONOMY.id(), "triager3", at));
        var plan = plan(before);
        writing.finish(id, ReleaseStage.PLAN, new StageReport.Planned(plan), plan.words());
        writing.finish(
                id,
                ReleaseStage.GENERATE,
                new StageReport.Generated(Map.of(), Map.of(), FillQueue.KNOWN_LEAVES, 0, Usage.NONE, List.of()),
                "200,000 rows");
        writing.finish(id, ReleaseStage.MIX, new StageReport.Mixed(Map.of(), 90_000, 110_000, 12), "200,000 rows");
        writing.finish(
                id,
                ReleaseStage.TRAIN,
                new StageReport.Trained(Map.of(), List.of(curve("knowledge"), curve("skills")), "lab", 1),
                "two phases");
        writing.finish(id, ReleaseStage.EVALUATE, new StageReport.Evaluated(evaluation(id, before, at)), "questions");
        var met =
                new GateCriterion("held-out questions", GateCriterion.State.MET, 0.012, -0.05, "no worse than before");
        writing.finish(id, ReleaseStage.GATE, new StageReport.Gated(GateVerdict.of("1", List.of(met))), "passed");
        writing.finish(
                id,
                ReleaseStage.PUBLISH,
                new StageReport.Published(id.name(), "https://hub.example/community/model", "b".repeat(40), null, null),
                "published");
        writing.published(id, new StageReport.Announced(120, null), "120 contributors were told");
    }

    private static ReleasePlan plan(@Nullable ReleaseId before) {
        var leaves = IntStream.range(0, FillQueue.KNOWN_LEAVES)
                .mapToObj(i -> new PlannedLeaf(
                        FillQueue.leaf(i) + "/qna.yaml",
                        LeafKind.KNOWLEDGE,
                        Digest.of("blob " + i),
                        before == null ? Change.NEW : i % 20 == 0 ? Change.CHANGED : Change.UNCHANGED,
                        i + 1,
                        "person" + i))
                .toList();
        return new ReleasePlan(FillQueue.head(1), before, leaves, List.of(), List.of(), List.of(), List.of());
    }

    private Curve curve(String phase) {
        return new Curve(
                phase,
                IntStream.rangeClosed(1, STEPS)
                        .mapToObj(step -> new Point(step, 0.4 + 2.0 / step + random.nextDouble() / 20))
                        .toList());
    }

    private EvaluationReport evaluation(ReleaseId id, @Nullable ReleaseId before, Instant at) {
        var questions = IntStream.range(0, FillQueue.KNOWN_LEAVES)
                .mapToObj(this::question)
                .toList();
        return new EvaluationReport(
                id,
                new ExamModels(before, "candidate", "beside", before == null ? null : "base", "judge-7b", "1", "1"),
                Set.of(FillQueue.leaf(0)),
                questions,
                List.of(),
                0,
                List.of(),
                new Contamination(200_000, 12, List.of()),
                Usage.NONE,
                at,
                5_000);
    }

    private ExaminedQuestion question(int number) {
        var leaf = FillQueue.leaf(number);
        var verdict = Preference.values()[random.nextInt(Preference.values().length)];
        return new ExaminedQuestion(
                new ExamQuestion(
                        String.format("%032x", number),
                        ExamPart.HELD_OUT,
                        leaf,
                        leaf,
                        null,
                        null,
                        "How does the tide follow the moon at place " + number + "?",
                        "It comes some fifty minutes later every day, as the moon does."),
                answer(),
                answer(),
                answer(),
                new PairVerdict(verdict, verdict, "One names the cause, the other the time alone."));
    }

    private ExamAnswer answer() {
        return new ExamAnswer(
                "The tide is drawn by the moon, and so it comes a little later each day.",
                new Score(random.nextInt(4), 3),
                "It answers what was asked.",
                null);
    }
}
