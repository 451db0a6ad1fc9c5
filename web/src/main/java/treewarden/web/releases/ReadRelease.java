package treewarden.web.releases;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Effect.ShowRelease;
import treewarden.domain.Printable;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.PlanNote;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Curve;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Published;
import treewarden.domain.release.StageReport.Trained;
import treewarden.store.StageEntry;
import treewarden.store.Tables;
import treewarden.store.WithdrawnLeaves;
import treewarden.web.Moments;
import treewarden.web.view.LossChart;
import treewarden.web.view.ReleasePage;
import treewarden.web.view.ReleasePage.Action;
import treewarden.web.view.ReleasePage.Criterion;
import treewarden.web.view.ReleasePage.Entry;
import treewarden.web.view.ReleasePage.Gate;
import treewarden.web.view.ReleasePage.Head;
import treewarden.web.view.Releases.Link;

/** A release in full, read in one state of the database. */
final class ReadRelease {
    private final Release release;
    private final Asked asked;
    private final List<PlanNote> notes;
    private final Tables tables;
    private final Instant now;
    private final Moments moments;
    private final KeepReports keptReports;
    private final KeepReports.Of reports;

    private ReadRelease(
            Release release, Asked asked, List<PlanNote> notes, Tables tables, Instant now, KeepReports reports) {
        this.release = release;
        this.asked = asked;
        this.notes = notes;
        this.tables = tables;
        this.now = now;
        this.moments = new Moments(now);
        this.keptReports = reports;
        this.reports = reports.of(release.id(), tables);
    }

    /** @param notes on the plan of a release that is evaluated from now on */
    static Optional<ReleasePage> of(
            Asked asked, List<PlanNote> notes, Tables tables, Instant now, Onlooker onlooker, KeepReports reports) {
        return tables.releases()
                .find(asked.release())
                .map(release -> new ReadRelease(release, asked, notes, tables, now, reports).page(onlooker));
    }

    private ReleasePage page(Onlooker onlooker) {
        var duty = onlooker.duty();
        var rollBack = new ShowRollBack(release, tables, now, duty);
        return new ReleasePage(
                head(),
                duty.mayDecide(),
                duty.mayDecide() ? actions(rollBack) : List.of(),
                rollBack.shown(),
                new FollowStages(release, reports.entries(), tables, now, duty).stages(),
                new ShowTrial(release, tables, now, onlooker).shown(previous()),
                phases(),
                loss(),
                DrawScores.of(release.id(), keptReports.scored(release, tables)),
                reports.find(ReleaseStage.EVALUATE, Evaluated.class)
                        .map(it -> new ShowEvaluation(it.evaluation(), asked).shown())
                        .orElse(null),
                reports.find(ReleaseStage.GATE, Gated.class)
                        .map(it -> gate(it.verdict()))
                        .orElse(null),
                reports.find(ReleaseStage.PLAN, Planned.class)
                        .map(it -> new ShowPlan(release, asked, tables, moments).of(it.plan(), notes()))
                        .orElse(null),
                reports.entries().stream().map(this::entry).toList());
    }

    /** What was evaluated says for itself what it was not asked, whatever is configured by now. */
    private List<PlanNote> notes() {
        return reports.find(ReleaseStage.EVALUATE, Evaluated.class)
                .map(it -> it.evaluation().of(ExamPart.REGRESSION).isEmpty()
                        ? List.of(PlanNote.NO_REGRESSION_SET)
                        : List.<PlanNote>of())
                .orElse(release.endedAt() == null ? notes : List.of());
    }

    private @Nullable ReleaseId previous() {
        return reports.find(ReleaseStage.PLAN, Planned.class)
                .map(it -> it.plan().previous())
                .orElse(null);
    }

    private Head head() {
        return new Head(
                release.id().name(),
                asked.page(),
                release.model(),
                LookOf.state(release.state()),
                release.state().words(),
                moments.of(release.since()),
                moments.of(release.startedAt()),
                release.startedBy(),
                why(),
                Objects.requireNonNullElse(release.decidedBy(), ""),
                reports.find(ReleaseStage.PUBLISH, Published.class)
                        .map(LookOf::hub)
                        .orElse(List.<Link>of()),
                notShown());
    }

    /** What put it into its state, and what keeps it from being published by now. */
    private String why() {
        var withdrawn = release.state().wantsAPerson()
                ? new WithdrawnLeaves(tables).refusal(release.id())
                : Optional.<String>empty();
        return Stream.concat(Optional.ofNullable(release.why()).stream(), withdrawn.stream())
                .collect(Collectors.joining(" "));
    }

    /** Why the code host has no release of this name, though it should. */
    private String notShown() {
        return tables.outbox()
                .whyRefused(
                        ShowRelease.target(release.repository(), release.id().name()))
                .map(Printable::line)
                .orElse("");
    }

    private List<Action> actions(ShowRollBack rollBack) {
        return Arrays.stream(ActOnReleases.Action.values())
                .filter(action -> action.fits(release))
                .filter(action -> action != ActOnReleases.Action.ROLL_BACK || rollBack.isOffered())
                .map(ReadRelease::action)
                .toList();
    }

    private static Action action(ActOnReleases.Action action) {
        return switch (action) {
            case APPROVE ->
                new Action(
                        action.word(),
                        "Approve",
                        "What you have read or tried, for the record",
                        "The candidate is published on the Hub, and each contributor is told.");
            case REFUSE ->
                new Action(
                        action.word(),
                        "Refuse",
                        "Why it is not published",
                        "The release ends here and is not published. What the teacher answered is kept for the next one.");
            case CANCEL ->
                new Action(
                        action.word(),
                        "Cancel the release",
                        "Why it ends",
                        "The release ends here; a stage that runs is told to stop, and so is a trainer that no worker"
                                + " follows. What the teacher answered is kept for the next one.");
            case ROLL_BACK ->
                new Action(
                        action.word(),
                        "Make this what people get again",
                        "Why people get it again, for the record",
                        "The model's main branch on the Hub holds this release again, by one more commit, and the releases"
                                + " after it count as rolled back. History and tags stay as they are. What they brought waits for"
                                + " the next release, and its contributors are told so.");
        };
    }

    private List<ReleasePage.Phase> phases() {
        return reports.find(ReleaseStage.MIX, Mixed.class)
                .map(mixed -> mixed.phases().stream()
                        .map(phase -> new ReleasePage.Phase(
                                phase.name(), String.format(Locale.ROOT, "%,d", phase.rows()), phase.dataWords()))
                        .toList())
                .orElse(List.of());
    }

    private @Nullable LossChart loss() {
        var curves = reports.find(ReleaseStage.TRAIN, Trained.class)
                .map(Trained::curves)
                .orElse(List.of());
        return curves.isEmpty() ? null : DrawLoss.of(curves, before());
    }

    /** The curves of the release that this one follows. */
    private List<Curve> before() {
        return reports.find(ReleaseStage.PLAN, Planned.class)
                .map(it -> it.plan().previous())
                .flatMap(previous -> reports.of(previous).find(ReleaseStage.TRAIN, Trained.class))
                .map(Trained::curves)
                .orElse(List.of());
    }

    private static Gate gate(GateVerdict verdict) {
        return new Gate(
                verdict.outcome().words(),
                verdict.rule(),
                verdict.criteria().stream().map(ReadRelease::criterion).toList());
    }

    private static Criterion criterion(GateCriterion criterion) {
        var state = criterion.state().name().toLowerCase(Locale.ROOT);
        boolean isMeasured = criterion.state() != GateCriterion.State.NOT_ASKED;
        return new Criterion(
                criterion.name(),
                state.replace('_', '-'),
                state.replace('_', ' '),
                isMeasured ? number(criterion.number()) : "",
                number(criterion.limit()),
                criterion.words());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private Entry entry(StageEntry output) {
        var input = output.input();
        return new Entry(
                output.stage().words(),
                input == null ? "" : input.hex(),
                output.digest().hex(),
                moments.of(output.endedAt()));
    }
}
