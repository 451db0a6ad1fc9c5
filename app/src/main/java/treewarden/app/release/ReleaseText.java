package treewarden.app.release;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import treewarden.domain.Effect.ShowRelease;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.Printable;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Published;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.Tables;

/** Releases for people at a terminal. */
public final class ReleaseText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Lines of a list that are told; the page has all. */
    private static final int TOLD = 20;

    private final PrintWriter out;

    public ReleaseText(PrintWriter out) {
        this.out = out;
    }

    public void list(List<Release> releases) {
        if (releases.isEmpty()) {
            out.println("There is no release yet; `treewarden release plan` shows what one would hold.");
        }
        for (var release : releases) {
            out.printf(
                    Locale.ROOT,
                    "%-20s  %-24s  %s  %s%n",
                    release.id(),
                    state(release),
                    TIME.format(release.startedAt()),
                    Printable.line(release.startedBy()));
        }
    }

    private static String state(Release release) {
        return release.state() == ReleaseState.RUNNING
                ? release.stage().words()
                : release.state().words();
    }

    public void show(Release release, Tables tables) {
        var outputs = tables.releases().outputs(release.id());
        out.println(
                release.id() + " of " + release.model() + ": " + release.state().words());
        out.println("started " + TIME.format(release.startedAt()) + " UTC by " + Printable.line(release.startedBy()));
        if (release.why() != null) {
            out.println(Printable.line(release.why()));
        }
        out.println();
        for (var stage : ReleaseStage.values()) {
            out.printf(Locale.ROOT, "  %-9s %s%n", stage.words(), stage(release, stage, outputs, tables));
        }
        outputs.forEach(this::details);
        tables.outbox()
                .whyRefused(
                        ShowRelease.target(release.repository(), release.id().name()))
                .ifPresent(why -> {
                    out.println();
                    out.println("The code host does not show it: " + Printable.line(why));
                });
    }

    private static String stage(Release release, ReleaseStage stage, List<StageOutput> outputs, Tables tables) {
        var output = outputs.stream().filter(it -> it.stage() == stage).findFirst();
        if (output.isPresent()) {
            return "done " + TIME.format(output.get().endedAt()) + "  "
                    + Printable.line(output.get().words()) + "  ["
                    + output.get().digest().hex().substring(0, 12) + "]";
        }
        if (release.stage() != stage) {
            return "-";
        }
        if (release.state() != ReleaseState.RUNNING) {
            return tables.jobs()
                    .latest(new StopTraining(release.id()).key())
                    .filter(job -> stage == ReleaseStage.TRAIN && job.kind() == JobKind.STOP_TRAINING)
                    .map(ReleaseText::ofTheTrainer)
                    .orElse("-");
        }
        return tables.jobs()
                .latest(new RunReleaseStage(release.id(), stage).key())
                .map(ReleaseText::job)
                .orElse("waits");
    }

    private static String ofTheTrainer(Job job) {
        var result = job.result();
        return job.state() == JobState.DONE && result != null
                ? "stopped; " + Printable.line(result)
                : "stopped; its trainer is to be stopped too: " + job(job);
    }

    private static String job(Job job) {
        var progress = job.progress();
        var trouble = job.lastError();
        var words = job.state() == JobState.FAILED
                ? "stopped: somebody has to mend it, and have it tried again on the page of runs"
                : job.state().name().toLowerCase(Locale.ROOT);
        return Stream.of(
                        words,
                        progress == null ? "" : progress.done() + " of " + progress.of() + " " + progress.what(),
                        trouble == null ? "" : Printable.line(trouble))
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
    }

    private void details(StageOutput output) {
        if (output.report() instanceof Planned planned) {
            out.println();
            plan(planned.plan());
        } else if (output.report() instanceof Mixed mixed) {
            out.println();
            out.println("Rows of the phases");
            mixed.phases()
                    .forEach(phase -> out.printf(
                            Locale.ROOT,
                            "  %-16s %,12d  from %s%n",
                            phase.name(),
                            phase.rows(),
                            Printable.line(phase.dataWords())));
        } else if (output.report() instanceof Gated gated) {
            out.println();
            out.println("The gate (rule " + gated.verdict().rule() + "): "
                    + gated.verdict().outcome().words());
            gated.verdict()
                    .criteria()
                    .forEach(criterion -> out.printf(
                            Locale.ROOT,
                            "  %-9s %s%n",
                            criterion.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            Printable.line(criterion.words())));
        } else if (output.report() instanceof Published published) {
            out.println();
            out.println("Model     " + published.modelUrl());
            if (published.dataUrl() != null) {
                out.println("Data set  " + published.dataUrl());
            }
        }
    }

    /** What a release holds. */
    public void plan(ReleasePlan plan) {
        out.println("Commit " + plan.commit().hex() + (plan.previous() == null ? "" : ", after " + plan.previous()));
        out.println(plan.leaves().size() + " leaves: " + plan.words() + "; "
                + plan.contributions().size() + " contributions");
        var newIn = plan.newIn();
        told(plan.leaves().stream()
                .filter(leaf -> leaf.change() != Change.UNCHANGED)
                .map(leaf -> leaf(leaf, newIn.apply(leaf)))
                .toList());
        told(plan.removed().stream()
                .map(path -> "removed   " + Printable.line(path))
                .toList());
        told(plan.withdrawn().stream()
                .map(one -> "kept out  " + Printable.line(one.what()) + ": " + Printable.line(one.why()))
                .toList());
        told(plan.left().stream().map(one -> "left out  " + Printable.line(one)).toList());
    }

    private static String leaf(PlannedLeaf leaf, List<PlannedLeaf.Origin> brought) {
        return String.format(Locale.ROOT, "%-9s ", leaf.change().words())
                + Printable.line(leaf.folder())
                + brought.stream()
                        .map(origin -> " #" + origin.pullRequest())
                        .reduce(String::concat)
                        .map(numbers -> " " + numbers)
                        .orElse("");
    }

    private void told(List<String> lines) {
        lines.stream().limit(TOLD).forEach(line -> out.println("  " + line));
        if (lines.size() > TOLD) {
            out.println("  and " + (lines.size() - TOLD) + " more");
        }
    }
}
