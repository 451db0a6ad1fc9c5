package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import treewarden.domain.Digest;
import treewarden.domain.release.GeneratedWith;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport;
import treewarden.sdg.cache.CacheException;
import treewarden.sdg.data.LeafSource;
import treewarden.sdg.generate.GenerateData;
import treewarden.sdg.generate.GenerateException;
import treewarden.sdg.generate.GenerateParts;
import treewarden.sdg.generate.GenerateReport;
import treewarden.sdg.generate.GenerateRequest;
import treewarden.sdg.generate.InputLeaf;
import treewarden.sdg.mix.MixedFile;
import treewarden.sdg.teacher.TeacherException;
import treewarden.worker.evaluate.HeldOut;

/**
 * Makes the data of a release: the teacher is asked about the leaves that changed, everything else comes from the runs
 * before. Questions that the evaluation will ask are kept out of what the teacher sees. The model that the candidate will
 * be compared with is looked at first: without it there is no release, whatever was paid for the data.
 */
public final class GenerateReleaseData implements Stage {
    private final HoldBack holdBack;
    private final DataParts parts;
    private final PhaseData phases;

    /** @param phases whose files are read before the teacher is paid for anything */
    public GenerateReleaseData(HoldBack holdBack, DataParts parts, PhaseData phases) {
        this.holdBack = holdBack;
        this.parts = parts;
        this.phases = phases;
    }

    @Override
    public ReleaseStage stage() {
        return ReleaseStage.GENERATE;
    }

    @Override
    public StageEnd run(StageContext context) {
        var problems = phases.problems();
        if (!problems.isEmpty()) {
            return new StageEnd.Failed(String.join("; ", problems));
        }
        try {
            context.before().ifPresent(before -> {
                context.job().progress(0, 1, "reading the model of " + before.release());
                before.require();
            });
            begin(context);
            var held = holdBack.of(context);
            var made = parts.of(context.id().name());
            var report = new GenerateData(made)
                    .run(
                            request(context.plan(), held, context.folder())
                                    .without(context.keptOut().get()),
                            new WatchGeneration(context.job()));
            if (report.kept() == 0) {
                return new StageEnd.GaveUp(
                        "no row of any leaf was kept, so there is nothing to train on: see the funnels in "
                                + context.folder() + "/report.json");
            }
            return new StageEnd.Done(generated(report, held, made), words(report) + emptied(held.emptied()));
        } catch (TeacherException.RateLimited e) {
            return new StageEnd.Again(e.notBefore(), String.valueOf(e.getMessage()));
        } catch (ModelMissing e) {
            return new StageEnd.GaveUp(String.valueOf(e.getMessage()));
        } catch (TeacherException | GenerateException | CacheException e) {
            return new StageEnd.Failed(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new StageEnd.Failed("stopped; what was answered is kept");
        }
    }

    /** Files that were made by another plan are no part of this one's data set. */
    private static void begin(StageContext context) {
        var folder = context.folder();
        var mark = folder.resolveSibling(folder.getFileName() + ".plan");
        var plan = context.outputs().get(0).digest().hex();
        try {
            if (Files.notExists(mark) || !Files.readString(mark).equals(plan)) {
                ReleaseFolders.delete(folder);
                Files.createDirectories(folder);
                Files.writeString(mark, plan);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + " cannot be written (" + e.getMessage() + "); make room there, and have it tried again",
                    e);
        }
    }

    static GenerateRequest request(ReleasePlan plan, HeldOut held, Path folder) {
        var byFolder = plan.leaves().stream().collect(Collectors.toMap(PlannedLeaf::folder, leaf -> leaf));
        var input = held.leaves().stream()
                .map(leaf -> {
                    var planned = Objects.requireNonNull(byFolder.get(leaf.path()), "a leaf of the plan");
                    return new InputLeaf(
                            leaf,
                            new LeafSource(
                                    planned.digest(),
                                    plan.commit(),
                                    planned.origins().stream()
                                            .map(origin -> "#" + origin.pullRequest())
                                            .toList()));
                })
                .toList();
        return new GenerateRequest(input, folder);
    }

    private static StageReport.Generated generated(GenerateReport report, HeldOut held, GenerateParts made) {
        Map<String, Digest> files =
                report.files().files().stream().collect(Collectors.toMap(MixedFile::name, MixedFile::digest));
        var rows = new HashMap<String, Integer>();
        report.leaves().forEach(leaf -> rows.put(leaf.leaf(), leaf.funnel().kept()));
        var teacher = made.teacher().model();
        var pipelines = made.pipelines();
        return new StageReport.Generated(
                files,
                rows,
                report.parts(),
                report.found(),
                report.spent(),
                held.questions(),
                new GeneratedWith(
                        teacher, made.cache().served(teacher).orElse(null), pipelines.name(), pipelines.digest()));
    }

    private static String words(GenerateReport report) {
        return report.kept() + " rows kept of " + report.leaves().size() + " leaves; " + report.found() + " of "
                + report.parts() + " parts were there before";
    }

    /** For whoever wonders where a leaf is. */
    private static String emptied(List<String> folders) {
        return folders.isEmpty()
                ? ""
                : "; all questions of " + String.join(", ", folders)
                        + " are held out, as other leaves ask them or asked them before, so that nothing is trained of it";
    }
}
