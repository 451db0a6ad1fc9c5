package treewarden.bot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Funnel;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.domain.StoredLeaf;
import treewarden.domain.Usage;
import treewarden.store.Artifacts;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.taxonomy.LeafPaths;

/** Stands where the worker is: makes a row of each leaf, or fails, and leaves what the worker leaves. */
final class PretendTeacher implements JobHandler<JobPayload.RunSample> {
    private final Artifacts artifacts;
    private final List<JobPayload.RunSample> asked = new ArrayList<>();
    private @Nullable String problem;
    private boolean broken;
    private boolean waiting;
    private boolean losing;

    PretendTeacher(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** What it was asked for so far. */
    List<JobPayload.RunSample> asked() {
        return asked;
    }

    /** From now on nothing can be sampled, for this reason, and the report says so. */
    void cannot(String why) {
        problem = why;
    }

    /** From now on it fails without a report. */
    void breaks() {
        broken = true;
    }

    /** From now on it is there, and nothing comes of its reports. */
    void losesItsReports() {
        recovers();
        losing = true;
    }

    /** From now on it is asked in vain for a while. */
    void waits() {
        waiting = true;
    }

    void recovers() {
        broken = false;
        waiting = false;
        losing = false;
        problem = null;
    }

    @Override
    public JobKind kind() {
        return JobKind.RUN_SAMPLE;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.RunSample payload) {
        if (waiting) {
            return new JobResult.Again(context.clock().instant().plusSeconds(60), "the teacher is busy");
        }
        asked.add(payload);
        if (broken) {
            return new JobResult.GaveUp("the teacher is broken");
        }
        if (losing) {
            return JobResult.done("lost");
        }
        var leaves = payload.leaves().stream().map(this::sample).toList();
        var report = new SampleReport(
                payload.contribution(), payload.head(), "pretend-teacher", leaves, payload.omitted(), Usage.NONE, 1);
        return new JobResult.Done(transaction -> {
            var digest = transaction.samples().save(report);
            transaction.enqueue(new JobPayload.ReportSample(report.contribution(), report.head(), digest));
        });
    }

    private LeafSample sample(StoredLeaf leaf) {
        var seen = new String(artifacts.get(leaf.digest()), java.nio.charset.StandardCharsets.UTF_8);
        var rows = problem == null
                ? List.of(new SampleRow(
                        null,
                        "A question after " + seen.lines().count() + " lines?",
                        "Yes.",
                        new Score(3, 3),
                        "Good.",
                        null))
                : List.<SampleRow>of();
        var funnel = problem == null
                ? new Funnel(List.of(new Funnel.Step("questions", 2, "questions"), new Funnel.Step("kept", 1, "kept")))
                : new Funnel(List.of());
        return new LeafSample(
                LeafPaths.folder(leaf.path()),
                LeafKind.FREEFORM_SKILL,
                "simple",
                funnel,
                rows,
                List.of(),
                List.of(),
                problem,
                Usage.NONE,
                1);
    }
}
