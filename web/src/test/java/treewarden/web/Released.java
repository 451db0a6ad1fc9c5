package treewarden.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
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
import treewarden.domain.release.ExaminedChoice;
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
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Curve;
import treewarden.domain.release.StageReport.Point;
import treewarden.domain.release.TaskScore;
import treewarden.domain.release.TrialQuestion;
import treewarden.domain.release.Withdrawal;
import treewarden.store.Database;
import treewarden.store.Transaction;

/** Releases that came as far as a test wants them. */
final class Released {
    static final String MODEL = "community/model";
    static final ReleaseId FIRST = new ReleaseId("release-20261115");
    static final ReleaseId SECOND = new ReleaseId("release-20261122");
    static final String TIDES = "knowledge/science/tides";
    static final String HAIKU = "compositional_skills/writing/poetry/haiku";

    private final Transaction transaction;
    private final ReleaseId id;
    private String judge = "judge-7b";
    private ExamPart lastPart = ExamPart.HELD_OUT;
    private List<ContributionId> contributions = List.of(new ContributionId(1, 12));

    private Released(Transaction transaction, ReleaseId id) {
        this.transaction = transaction;
        this.id = id;
    }

    /** One that is published, and one that waits for a person; this text stands wherever others write. */
    static void waitingAfterAnother(Database database, String text) {
        database.run(transaction -> {
            begun(transaction, FIRST)
                    .planned(null)
                    .trained(0.5)
                    .evaluated(null, text)
                    .passed()
                    .published("https://hub.example/community/model");
            begun(transaction, SECOND)
                    .judgedBy(text)
                    .planned(FIRST)
                    .trained(0.4)
                    .evaluated(FIRST, text)
                    .undecided(text)
                    .asked(text);
            transaction.writeReleases().withdraw(new Withdrawal("knowledge/bad", text, text, Site.NOON));
        });
    }

    /** One that people get, whatever is begun of earlier ones afterwards. */
    static void publishedLast(Database database) {
        database.run(transaction -> begun(transaction, new ReleaseId("release-20261121"))
                .planned(null)
                .trained(0.5)
                .evaluated(null)
                .passed()
                .published("https://hub.example/community/model"));
    }

    /** One that is over, and in which this text stands wherever others write. */
    static void sayingEverywhere(Database database, int nth, String text) {
        var id = new ReleaseId("release-20261122-" + nth);
        database.run(transaction -> {
            begun(transaction, id)
                    .judgedBy(text)
                    .planned(null, leaf(text, Change.NEW, 99, text))
                    .trained(0.4)
                    .evaluated(null, text)
                    .undecided(text)
                    .asked(text);
            transaction.writeReleases().cancel(id, text, text);
            transaction.writeReleases().withdraw(new Withdrawal("#" + nth, text, text, Site.NOON));
        });
    }

    /** Somebody asked both models, and they answered. */
    Released asked(String text) {
        transaction.writeReleases().ask(id, text, text);
        var answers = new TrialQuestion.Answers(text, text, text, Site.NOON);
        transaction
                .trialQuestions()
                .answer(transaction.trialQuestions().list(id, 1).get(0), answers);
        return this;
    }

    static Released begun(Transaction transaction, ReleaseId id) {
        var before = Site.NOON.minus(Duration.ofDays(id.equals(FIRST) ? 7 : 0)).minus(Duration.ofHours(3));
        transaction.writeReleases().start(Release.start(id, MODEL, Given.TAXONOMY.id(), "mona", before));
        return new Released(transaction, id);
    }

    /** @param name as its server gives it */
    Released judgedBy(String name) {
        judge = name;
        return this;
    }

    /** The contributions that are new in it. */
    Released holding(int... numbers) {
        contributions = IntStream.of(numbers)
                .mapToObj(number -> new ContributionId(Given.TAXONOMY.id(), number))
                .toList();
        return this;
    }

    Released planned(@Nullable ReleaseId previous) {
        return planned(
                previous,
                leaf(TIDES, Change.NEW, 12, "ana"),
                leaf(HAIKU, Change.CHANGED, null, null),
                leaf("knowledge/old", Change.UNCHANGED, 3, "ben"));
    }

    Released planned(@Nullable ReleaseId previous, String... folders) {
        return planned(
                previous,
                Stream.of(folders)
                        .map(folder -> leaf(folder, Change.NEW, null, null))
                        .toArray(PlannedLeaf[]::new));
    }

    Released planned(@Nullable ReleaseId previous, PlannedLeaf... leaves) {
        var plan = new ReleasePlan(
                new CommitId("a".repeat(40)),
                previous,
                List.of(leaves),
                List.of("knowledge/gone/qna.yaml"),
                List.of(new Withdrawal("#9", "its document is not free", "mona", Site.NOON)),
                List.of("knowledge/broken: line 3 cannot be read"),
                contributions);
        return finish(ReleaseStage.PLAN, new StageReport.Planned(plan), plan.words());
    }

    private static PlannedLeaf leaf(String folder, Change change, @Nullable Integer number, @Nullable String by) {
        return new PlannedLeaf(folder + "/qna.yaml", LeafKind.KNOWLEDGE, Digest.of(folder), change, number, by);
    }

    Released trained(double floor) {
        finish(
                ReleaseStage.GENERATE,
                new StageReport.Generated(Map.of(), Map.of(TIDES, 40), 2, 1, Usage.NONE, List.of()),
                "40 rows");
        finish(ReleaseStage.MIX, new StageReport.Mixed(Map.of(), 30, 10, 0), "30 and 10 rows");
        return finish(
                ReleaseStage.TRAIN,
                new StageReport.Trained(Map.of(), List.of(curve("knowledge", floor), curve("skills", floor)), "lab", 1),
                "two phases");
    }

    Released mixed(StageReport.Phase... phases) {
        finish(
                ReleaseStage.GENERATE,
                new StageReport.Generated(Map.of(), Map.of(TIDES, 40), 2, 1, Usage.NONE, List.of()),
                "40 rows");
        return finish(ReleaseStage.MIX, new StageReport.Mixed(Map.of(), List.of(phases), 0), "mixed");
    }

    static Curve curve(String phase, double floor) {
        return new Curve(
                phase,
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(step -> new Point(step, step == 500 ? Double.NaN : floor + 2.0 / step))
                        .toList());
    }

    /** Somebody configured a regression set, and one question of it is asked. */
    Released withRegressionSet() {
        lastPart = ExamPart.REGRESSION;
        return this;
    }

    Released evaluated(@Nullable ReleaseId last) {
        return evaluated(last, "Because of the moon.");
    }

    /** @param text what the candidate answered to each question */
    Released evaluated(@Nullable ReleaseId last, String text) {
        var questions = new ArrayList<ExaminedQuestion>();
        questions.add(question(1, HAIKU, Preference.WORSE, 0, 3, text));
        questions.add(question(2, TIDES, Preference.BETTER, 3, 1, text));
        questions.add(question(lastPart, 3, TIDES, Preference.SAME, 2, 2, text));
        IntStream.range(10, 40)
                .forEach(n -> questions.add(question(n, "knowledge/leaf" + n, Preference.SAME, 2, 2, text)));
        var report = new EvaluationReport(
                id,
                new ExamModels(last, "candidate", "beside", last == null ? null : "base", judge, "1", "1"),
                Set.of(TIDES),
                questions,
                List.of(new ExaminedChoice("c", TIDES, TIDES, 1, 1, 0, 2)),
                0,
                List.of(new TaskScore("mmlu", "acc", 0.41, 0.012, 0.402, 0.011)),
                new Contamination(10, 3, List.of()),
                Usage.NONE,
                Site.NOON,
                5_000);
        return finish(ReleaseStage.EVALUATE, new StageReport.Evaluated(report), "33 questions");
    }

    private static ExaminedQuestion question(
            int number, String leaf, Preference preference, int candidate, int beside, String text) {
        return question(ExamPart.HELD_OUT, number, leaf, preference, candidate, beside, text);
    }

    private static ExaminedQuestion question(
            ExamPart part, int number, String leaf, Preference preference, int candidate, int beside, String text) {
        return new ExaminedQuestion(
                new ExamQuestion(
                        String.format("%032x", number),
                        part,
                        leaf,
                        leaf,
                        null,
                        null,
                        "Question " + number + "?",
                        "The expected answer"),
                new ExamAnswer(text, new Score(candidate, 3), "reason of the judge", null),
                new ExamAnswer("What the last one said", new Score(beside, 3), null, null),
                new ExamAnswer(null, new Score(1, 3), null, "the server gave no answer"),
                new PairVerdict(preference, preference, "in the judge's words"));
    }

    Released passed() {
        return finish(
                ReleaseStage.GATE,
                new StageReport.Gated(GateVerdict.of("1", List.of(criterion(GateCriterion.State.MET, "fine")))),
                "passed");
    }

    /** The gate has it stand until a person says. */
    Released undecided(String words) {
        return stands(ReleaseState.UNDECIDED, words);
    }

    private Released stands(ReleaseState state, String words) {
        var verdict = GateVerdict.of("1", List.of(criterion(GateCriterion.State.UNDECIDED, words)));
        transaction.writeReleases().finish(id, ReleaseStage.GATE, new StageReport.Gated(verdict), state, words);
        return this;
    }

    private static GateCriterion criterion(GateCriterion.State state, String words) {
        return new GateCriterion("held-out questions", state, -0.0123, -0.05, words);
    }

    Released published(String url) {
        finish(
                ReleaseStage.PUBLISH,
                new StageReport.Published(id.name(), url, "b".repeat(40), null, null),
                "published");
        transaction.writeReleases().published(id, new StageReport.Announced(1, null), "1 contributor was told");
        return this;
    }

    private Released finish(ReleaseStage stage, StageReport report, String words) {
        transaction.writeReleases().finish(id, stage, report, words);
        return this;
    }
}
