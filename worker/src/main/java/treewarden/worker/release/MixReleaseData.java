package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Phase;
import treewarden.sdg.mix.MixException;
import treewarden.worker.evaluate.CheckContamination;
import treewarden.worker.evaluate.EvaluationException;
import treewarden.worker.evaluate.HeldOut;
import treewarden.worker.evaluate.RegressionSet;
import treewarden.worker.evaluate.TrainingRows;
import treewarden.worker.hub.HashFolder;

/**
 * Makes the training files of all phases, from the mixes of the data set and files of the operator's, without the rows that
 * come too near to a question of the evaluation: a model that has seen the question is not examined by it.
 */
public final class MixReleaseData implements Stage {
    /** What is put together before anything is left out of it; nothing of it stays. */
    private static final String GATHERED = ".gathered";

    private final HoldBack holdBack;
    private final @Nullable Path regression;
    private final PhaseData phases;

    /** For LAB's two phases. */
    public MixReleaseData(HoldBack holdBack, @Nullable Path regression) {
        this(holdBack, regression, PhaseData.USUAL);
    }

    /**
     * @param regression questions that no release may forget, and none is trained on; null for none
     * @param phases what each phase learns from
     */
    public MixReleaseData(HoldBack holdBack, @Nullable Path regression, PhaseData phases) {
        this.holdBack = holdBack;
        this.regression = regression;
        this.phases = phases;
    }

    @Override
    public ReleaseStage stage() {
        return ReleaseStage.MIX;
    }

    @Override
    public StageEnd run(StageContext context) {
        var gathered = context.folder().resolve(GATHERED);
        try {
            return mix(context, gathered);
        } catch (MixException e) {
            return new StageEnd.Failed("`releases.recipe.phases`: " + e.getMessage());
        } catch (EvaluationException e) {
            return new StageEnd.Failed(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new StageEnd.Failed("stopped");
        } finally {
            ReleaseFolders.delete(gathered);
        }
    }

    private StageEnd mix(StageContext context, Path scratch) {
        var generated = context.report(Generated.class);
        var data = context.folders().of(context.id(), ReleaseStage.GENERATE);
        ReleaseFolders.require(data, generated.files());
        var held = holdBack.of(context);
        var gathered = new GatherPhases(data, generated.files(), context.id().name()).of(phases, scratch, context);
        var look = new CheckContamination(asked(held), held.leaves());
        // Several phases may learn from one file.
        var read = gathered.stream()
                .flatMap(phase -> phase.file().stream())
                .distinct()
                .toList();
        var contaminated = look.check(read, watch(context));
        var keptOut = keptOut(context, read);
        var without =
                Stream.concat(contaminated.rows().stream(), keptOut.stream()).collect(Collectors.toSet());
        var mixed = new ArrayList<Phase>();
        var files = new TreeMap<String, Digest>();
        for (var phase : gathered) {
            var name = phase.phase() + ".jsonl";
            var out = context.folder().resolve(name);
            long rows = phase.file().isEmpty() ? 0 : write(phase.file().get(), out, without);
            mixed.add(new Phase(phase.phase(), rows, phase.data()));
            if (rows > 0) {
                files.put(name, HashFolder.digest(out));
            } else {
                ReleaseFolders.delete(out);
            }
        }
        if (files.isEmpty()) {
            return new StageEnd.GaveUp("no row is left to train on: "
                    + contaminated.rows().size() + " come too near to questions of the evaluation, " + keptOut.size()
                    + " are made of what is kept out");
        }
        return told(
                checked(
                        context,
                        look,
                        new Mixed(files, mixed, contaminated.rows().size())),
                keptOut.size());
    }

    /**
     * Rows that say that they were made of what is kept out: of the operator's own files, since the plan of a release that
     * holds such a leaf is made anew. They were left out of the mixes too, but for what was withdrawn since.
     */
    private static Set<String> keptOut(StageContext context, Collection<Path> mixes) {
        var keptOut = context.keptOut().get();
        return keptOut.isNothing() ? Set.of() : TrainingRows.keptOut(mixes, keptOut, watch(context));
    }

    private static StageEnd told(StageEnd end, int keptOut) {
        return end instanceof StageEnd.Done done && keptOut > 0
                ? new StageEnd.Done(
                        done.report(), done.words() + ", " + keptOut + " left out that are made of what is kept out")
                : end;
    }

    /** What the evaluation asks. */
    private List<ExamQuestion> asked(HeldOut held) {
        return regression == null
                ? held.questions()
                : Stream.concat(held.questions().stream(), RegressionSet.read(regression).stream())
                        .toList();
    }

    private static StageEnd checked(StageContext context, CheckContamination look, Mixed mixed) {
        var paths =
                mixed.files().keySet().stream().map(context.folder()::resolve).toList();
        var left = look.check(paths, watch(context)).report();
        if (!left.hits().isEmpty()) {
            return new StageEnd.GaveUp(left.hits().size()
                    + " questions of the evaluation are still among the rows to train"
                    + " on; this is a fault of Treewarden: please report it with the files in " + context.folder());
        }
        return new StageEnd.Done(mixed, words(mixed));
    }

    private static String words(Mixed mixed) {
        var rows = new StringJoiner(", ");
        for (var phase : mixed.phases()) {
            rows.add(phase.rows() + (rows.length() == 0 ? " rows for " : " for ") + phase.name());
        }
        return rows
                + (mixed.dropped() == 0
                        ? ""
                        : ", " + mixed.dropped() + " left out that come near to questions of the evaluation");
    }

    /** The rows but these; the file is whole or not there. */
    private static long write(Path from, Path to, Set<String> without) {
        var unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
        try {
            Files.createDirectories(to.getParent());
            long rows = TrainingRows.copyWithout(without, from, unfinished);
            Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    to + " cannot be written (" + e.getMessage() + "); make room there, and have it tried again", e);
        }
    }

    private static TrainingRows.Watch watch(StageContext context) {
        return new TrainingRows.Watch() {
            @Override
            public void progressed(long rows) {
                context.job().progress(0, 0, rows + " rows looked through");
            }

            @Override
            public boolean cancelled() {
                return context.cancelled();
            }
        };
    }
}
