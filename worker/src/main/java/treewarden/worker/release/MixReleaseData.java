package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import treewarden.worker.evaluate.CheckContamination;
import treewarden.worker.evaluate.EvaluationException;
import treewarden.worker.evaluate.HeldOut;
import treewarden.worker.evaluate.RegressionSet;
import treewarden.worker.evaluate.TrainingRows;
import treewarden.worker.hub.HashFolder;

/**
 * Makes the training files of both phases from the mixes of the data set, without the rows that come too near to a question
 * of the evaluation: a model that has seen the question is not examined by it.
 */
public final class MixReleaseData implements Stage {
    private final HoldBack holdBack;
    private final @Nullable Path regression;

    /** @param regression questions that no release may forget, and none is trained on; null for none */
    public MixReleaseData(HoldBack holdBack, @Nullable Path regression) {
        this.holdBack = holdBack;
        this.regression = regression;
    }

    @Override
    public ReleaseStage stage() {
        return ReleaseStage.MIX;
    }

    @Override
    public StageEnd run(StageContext context) {
        try {
            return mix(context);
        } catch (EvaluationException e) {
            return new StageEnd.Failed(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new StageEnd.Failed("stopped");
        }
    }

    private StageEnd mix(StageContext context) {
        var generated = context.report(Generated.class);
        var data = context.folders().of(context.id(), ReleaseStage.GENERATE);
        ReleaseFolders.require(data, generated.files());
        var held = holdBack.of(context);
        var mixes = mixes(data, context.id().name(), generated.files());
        var look = new CheckContamination(asked(held), held.leaves());
        var contaminated = look.check(mixes.values(), watch(context));
        var keptOut = keptOut(context, mixes.values());
        var without = Stream.concat(contaminated.rows().stream(), keptOut.stream())
                .collect(Collectors.toSet());
        var folder = context.folder();
        var counts = new TreeMap<String, Long>();
        var files = new TreeMap<String, Digest>();
        for (var mix : mixes.entrySet()) {
            var out = folder.resolve(mix.getKey() + ".jsonl");
            counts.put(mix.getKey(), write(mix.getValue(), out, without));
            files.put(mix.getKey() + ".jsonl", HashFolder.digest(out));
        }
        return told(
                checked(context, look, files, new Rows(counts, contaminated.rows().size())), keptOut.size());
    }

    /**
     * Rows that say that they were made of what is kept out: of the operator's own data sets, since the plan of a release that
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

    private record Rows(Map<String, Long> counts, long dropped) {
        long of(String phase) {
            return counts.getOrDefault(phase, 0L);
        }
    }

    private static StageEnd checked(
            StageContext context, CheckContamination look, Map<String, Digest> files, Rows rows) {
        var paths = files.keySet().stream().map(context.folder()::resolve).toList();
        var left = look.check(paths, watch(context)).report();
        if (!left.hits().isEmpty()) {
            return new StageEnd.GaveUp(left.hits().size()
                    + " questions of the evaluation are still among the rows to train"
                    + " on; this is a fault of Treewarden: please report it with the files in " + context.folder());
        }
        long all = rows.of(TrainingRecipe.KNOWLEDGE) + rows.of(TrainingRecipe.SKILLS);
        return all == 0
                ? new StageEnd.GaveUp("no row is left to train on, of " + rows.dropped()
                        + " that come too near to questions of the evaluation")
                : new StageEnd.Done(
                        new Mixed(
                                files,
                                rows.of(TrainingRecipe.KNOWLEDGE),
                                rows.of(TrainingRecipe.SKILLS),
                                rows.dropped()),
                        rows.of(TrainingRecipe.KNOWLEDGE) + " rows for knowledge, " + rows.of(TrainingRecipe.SKILLS)
                                + " for skills"
                                + (rows.dropped() == 0
                                        ? ""
                                        : ", " + rows.dropped()
                                                + " left out that come near to questions of the evaluation"));
    }

    /** The mixes of the data set by the phase that reads them; one without rows is not there. */
    private static Map<String, Path> mixes(Path data, String name, Map<String, Digest> files) {
        var mixes = new TreeMap<String, Path>();
        Map.of(
                        TrainingRecipe.KNOWLEDGE, "knowledge_train_msgs_" + name + ".jsonl",
                        TrainingRecipe.SKILLS, "skills_train_msgs_" + name + ".jsonl")
                .forEach((phase, file) -> {
                    if (files.containsKey(file)) {
                        mixes.put(phase, data.resolve(file));
                    }
                });
        return mixes;
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
