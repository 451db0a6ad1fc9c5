package treewarden.sdg.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import treewarden.domain.Funnel;
import treewarden.sdg.data.LeafOutcome;
import treewarden.sdg.mix.LeafNames;
import treewarden.sdg.mix.MixLeaf;
import treewarden.sdg.quality.LeafQuality;
import treewarden.sdg.quality.LeafRows;
import treewarden.sdg.quality.LossStep;
import treewarden.sdg.quality.QualityPass;
import treewarden.sdg.quality.QualitySettings;
import treewarden.sdg.quality.QualityWatch;

/** Checks the rows of all leaves together, and writes those kept and those rejected, with all reasons, beside the data. */
final class CheckData {
    private final QualitySettings settings;
    private final Path folder;
    private final GenerateWatch watch;

    CheckData(QualitySettings settings, Path folder, GenerateWatch watch) {
        this.settings = settings;
        this.folder = folder;
        this.watch = watch;
    }

    List<MixLeaf> check(List<DonePart> done) {
        var evaluations = new HashMap<String, DonePart>();
        var training = new ArrayList<DonePart>();
        for (var part : done) {
            if (part.part().purpose() == Part.Purpose.EVALUATION) {
                evaluations.put(part.part().path(), part);
            } else {
                training.add(part);
            }
        }
        var rows = rows(training, evaluations);
        var checked = new QualityPass(settings).run(rows, new QualityWatch() {
            @Override
            public void checked(long count) {
                if (watch.cancelled()) {
                    throw new CancellationException("the run was cancelled");
                }
            }
        });
        var leaves = new ArrayList<MixLeaf>();
        for (int i = 0; i < training.size(); i++) {
            var part = training.get(i);
            var evaluation = evaluations.get(part.part().path());
            leaves.add(new MixLeaf(
                    part.part().input().leaf(),
                    part.part().input().source(),
                    outcome(part.outcome(), checked.get(i)),
                    rows.get(i).kept(),
                    rows.get(i).rejected(),
                    Optional.ofNullable(evaluation).map(DonePart::kept),
                    part.part().pipeline().auxiliary()));
        }
        return leaves;
    }

    private List<LeafRows> rows(List<DonePart> training, Map<String, DonePart> evaluations) {
        var kept = make("generated");
        var rejected = make("rejected");
        var names =
                LeafNames.of(training.stream().map(part -> part.part().path()).toList());
        var rows = new ArrayList<LeafRows>();
        for (var part : training) {
            var file = names.getOrDefault(part.part().path(), part.part().path()) + ".jsonl";
            var leaf = LeafRows.of(part.part().input().leaf(), part.kept(), kept.resolve(file), rejected.resolve(file))
                    .withLost(part.rejected())
                    .withSteps(LossStep.of(part.part().pipeline()));
            var evaluation = evaluations.get(part.part().path());
            rows.add(evaluation == null ? leaf : leaf.withEvaluation(evaluation.kept()));
        }
        return rows;
    }

    private Path make(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static LeafOutcome outcome(LeafOutcome made, LeafQuality quality) {
        var steps = new ArrayList<>(made.funnel().steps());
        steps.addAll(quality.steps());
        var notes = new ArrayList<>(made.notes());
        notes.addAll(quality.notes());
        quality.rejected().forEach((check, rows) -> notes.add(check + ": " + rows + " rejected"));
        var verdict = quality.verdict();
        var problem = made.problem();
        if (problem == null && verdict != null) {
            problem = verdict.words();
            for (var example : verdict.examples()) {
                notes.add("rejected by " + example.step() + ": " + example.question() + " (" + example.reason() + ")");
            }
        }
        return new LeafOutcome(
                made.leaf(),
                made.kind(),
                made.pipeline(),
                made.pipelineDigest(),
                made.teacher(),
                new Funnel(steps),
                made.documents(),
                notes,
                problem,
                made.usage());
    }
}
