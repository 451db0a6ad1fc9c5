package treewarden.web.releases;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Curve;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Published;
import treewarden.domain.release.StageReport.Trained;
import treewarden.store.Tables;
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
    private final Tables tables;
    private final Instant now;
    private final Moments moments;
    private final List<StageOutput> outputs;

    private ReadRelease(Release release, Asked asked, Tables tables, Instant now) {
        this.release = release;
        this.asked = asked;
        this.tables = tables;
        this.now = now;
        this.moments = new Moments(now);
        this.outputs = tables.releases().outputs(release.id());
    }

    static Optional<ReleasePage> of(Asked asked, Tables tables, Instant now, Duty duty) {
        return tables.releases()
                .find(asked.release())
                .map(release -> new ReadRelease(release, asked, tables, now).page(duty));
    }

    private ReleasePage page(Duty duty) {
        return new ReleasePage(
                head(),
                duty.mayDecide() ? actions() : List.of(),
                new FollowStages(release, outputs, tables, now, duty).stages(),
                loss(),
                report(Evaluated.class)
                        .map(it -> new ShowEvaluation(it.evaluation(), asked).shown())
                        .orElse(null),
                report(Gated.class).map(it -> gate(it.verdict())).orElse(null),
                report(Planned.class)
                        .map(it -> new ShowPlan(release, asked, tables, moments).of(it.plan()))
                        .orElse(null),
                outputs.stream().map(this::entry).toList());
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
                Objects.requireNonNullElse(release.why(), ""),
                Objects.requireNonNullElse(release.decidedBy(), ""),
                report(Published.class).map(LookOf::hub).orElse(List.<Link>of()),
                undo());
    }

    /** Rolling back needs the Hub's token, which these pages do not have. */
    private String undo() {
        boolean isPublished = release.state() == ReleaseState.PUBLISHED;
        if (!isPublished && release.state() != ReleaseState.ROLLED_BACK) {
            return "";
        }
        var last = tables.releases().lastPublished(release.model()).map(Release::id);
        if (!last.equals(Optional.of(release.id()))) {
            return "treewarden release rollback --to " + release.id() + " --why \"...\"";
        }
        return report(Planned.class)
                .map(it -> it.plan().previous())
                .map(previous -> "treewarden release rollback --to " + previous + " --why \"...\"")
                .orElse("");
    }

    private List<Action> actions() {
        return Arrays.stream(ActOnReleases.Action.values())
                .filter(action -> action.fits(release.state()))
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
                        "The release ends here; a stage that runs is told to stop. What the teacher answered is kept for"
                                + " the next one.");
        };
    }

    private @Nullable LossChart loss() {
        var curves = report(Trained.class).map(Trained::curves).orElse(List.of());
        return curves.isEmpty() ? null : DrawLoss.of(curves, before());
    }

    /** The curves of the release that this one follows. */
    private List<Curve> before() {
        return report(Planned.class)
                .map(it -> it.plan().previous())
                .flatMap(previous -> tables.releases().output(previous, ReleaseStage.TRAIN))
                .map(output -> output.report() instanceof Trained it ? it.curves() : List.<Curve>of())
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

    private Entry entry(StageOutput output) {
        var input = output.input();
        return new Entry(
                output.stage().words(),
                input == null ? "" : input.hex(),
                output.digest().hex(),
                moments.of(output.endedAt()));
    }

    private <T extends StageReport> Optional<T> report(Class<T> type) {
        return outputs.stream()
                .map(StageOutput::report)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
