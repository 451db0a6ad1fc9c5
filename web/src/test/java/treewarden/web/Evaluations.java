package treewarden.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Score;
import treewarden.domain.Usage;
import treewarden.domain.release.Contamination;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamModels;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ExaminedChoice;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.PairVerdict;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.store.Database;
import treewarden.store.Transaction;

/** A model's releases, one each month, in which the judge and the questions are those of the month before unless it is said. */
final class Evaluations {
    static final String MODEL = "community/other";

    private final Database database;
    private String judge = "judge-7b";
    private String prompts = "1";
    private int questions = 10;
    private int regression;
    private int choices;
    private int month;
    private @Nullable ReleaseId last;
    private double lastShare;

    Evaluations(Database database) {
        this.database = database;
    }

    /** The n-th, from 0. */
    static ReleaseId id(int month) {
        return new ReleaseId("release-" + DateTimeFormatter.BASIC_ISO_DATE.format(day(month)));
    }

    /** A year in which everything happens. */
    static ReleaseId year(Database database, String judge) {
        var year = new Evaluations(database).alsoAsking(5, 4);
        year.published(0.52);
        year.published(0.55);
        year.asking(12).published(0.61);
        year.refused(0.44);
        year.published(0.6);
        year.cancelledBefore();
        year.judgedBy(judge, "2").published(0.71);
        year.published(0.74);
        year.published(0.72);
        year.lost();
        year.published(0.78);
        year.published(0.77);
        return year.waiting(0.8);
    }

    Evaluations judgedBy(String judge, String prompts) {
        this.judge = judge;
        this.prompts = prompts;
        return this;
    }

    Evaluations asking(int questions) {
        this.questions = questions;
        return this;
    }

    Evaluations alsoAsking(int regression, int choices) {
        this.regression = regression;
        this.choices = choices;
        return this;
    }

    /** @param share what the candidate has of the best score */
    ReleaseId published(double share) {
        var id = next();
        database.run(transaction -> {
            evaluated(transaction, id, share);
            publish(transaction, id);
        });
        last = id;
        lastShare = share;
        return id;
    }

    ReleaseId refused(double share) {
        return stands(share, ReleaseState.REFUSED);
    }

    ReleaseId waiting(double share) {
        return stands(share, ReleaseState.AWAITING_APPROVAL);
    }

    /** One that ended before it was evaluated. */
    ReleaseId cancelledBefore() {
        var id = next();
        database.run(transaction -> {
            begun(transaction, id);
            transaction.writeReleases().cancel(id, "mona", "not now");
        });
        return id;
    }

    /** One that was evaluated, of which nobody knows how it did. */
    ReleaseId lost() {
        var id = next();
        database.run(transaction -> {
            begun(transaction, id);
            finish(transaction, id, ReleaseStage.EVALUATE, new StageReport.Announced(0, null));
            publish(transaction, id);
        });
        return id;
    }

    private ReleaseId stands(double share, ReleaseState state) {
        var id = next();
        database.run(transaction -> {
            evaluated(transaction, id, share);
            transaction.writeReleases().finish(id, ReleaseStage.GATE, passed(), state, "the rule says so");
        });
        return id;
    }

    private ReleaseId next() {
        return id(month++);
    }

    private static LocalDate day(int month) {
        return LocalDate.of(2025, 1, 15).plusMonths(month);
    }

    private void begun(Transaction transaction, ReleaseId id) {
        var at = day(month - 1).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
        transaction.writeReleases().start(Release.start(id, MODEL, Given.TAXONOMY.id(), "schedule", at));
        var plan = new ReleasePlan(
                new CommitId("c".repeat(40)), last, List.of(), List.of(), List.of(), List.of(), List.of());
        finish(transaction, id, ReleaseStage.PLAN, new StageReport.Planned(plan));
        finish(
                transaction,
                id,
                ReleaseStage.GENERATE,
                new StageReport.Generated(Map.of(), Map.of(), 0, 0, Usage.NONE, List.of()));
        finish(transaction, id, ReleaseStage.MIX, new StageReport.Mixed(Map.of(), 1, 1, 0));
        finish(transaction, id, ReleaseStage.TRAIN, new StageReport.Trained(Map.of(), List.of(), "lab", 1));
    }

    private void evaluated(Transaction transaction, ReleaseId id, double share) {
        begun(transaction, id);
        finish(transaction, id, ReleaseStage.EVALUATE, new StageReport.Evaluated(report(id, share, day(month - 1))));
    }

    private static void publish(Transaction transaction, ReleaseId id) {
        finish(transaction, id, ReleaseStage.GATE, passed());
        finish(
                transaction,
                id,
                ReleaseStage.PUBLISH,
                new StageReport.Published(id.name(), "https://hub.example/m", "b".repeat(40), null, null));
        transaction.writeReleases().published(id, new StageReport.Announced(1, null), "1 contributor was told");
    }

    private static StageReport passed() {
        return new StageReport.Gated(GateVerdict.of("1", List.of()));
    }

    private static void finish(Transaction transaction, ReleaseId id, ReleaseStage stage, StageReport report) {
        transaction.writeReleases().finish(id, stage, report, stage.words() + " is done");
    }

    private EvaluationReport report(ReleaseId id, double share, LocalDate day) {
        var asked = new ArrayList<ExaminedQuestion>();
        IntStream.range(0, questions).forEach(n -> asked.add(question(n, ExamPart.HELD_OUT, share)));
        IntStream.range(100, 100 + regression).forEach(n -> asked.add(question(n, ExamPart.REGRESSION, share)));
        var base = last == null ? null : (Integer) 0;
        return new EvaluationReport(
                id,
                new ExamModels(last, "candidate", "beside", last == null ? null : "base", judge, prompts, "1"),
                Set.of(),
                asked,
                IntStream.range(0, choices)
                        .mapToObj(n -> new ExaminedChoice("c" + n, "leaf", "leaf", 1, n == 0 ? 0 : 1, n % 2, base))
                        .toList(),
                0,
                List.of(),
                new Contamination(10, questions, List.of()),
                Usage.NONE,
                Instant.from(day.atTime(LocalTime.NOON).atOffset(ZoneOffset.UTC)),
                5_000);
    }

    private ExaminedQuestion question(int number, ExamPart part, double share) {
        var base = answer(0.4 + questions / 200.0);
        return new ExaminedQuestion(
                new ExamQuestion(
                        String.format("%032x", number),
                        part,
                        "leaf",
                        "leaf",
                        null,
                        null,
                        "Why?",
                        "Because of the moon."),
                answer(share),
                last == null ? base : answer(lastShare - 0.01),
                last == null ? null : base,
                PairVerdict.NONE);
    }

    private static ExamAnswer answer(double share) {
        return new ExamAnswer("The moon.", new Score(5 * share, 5), null, null);
    }
}
