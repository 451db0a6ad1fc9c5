package treewarden.worker.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import treewarden.domain.Digest;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.GateVerdict.Outcome;
import treewarden.domain.release.KeptOut;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Phase;
import treewarden.domain.release.StageReport.Planned;
import treewarden.store.JobContext;
import treewarden.store.Tables;
import treewarden.worker.evaluate.BisectLeaves.Verdict;
import treewarden.worker.evaluate.Gate;
import treewarden.worker.evaluate.TrainingRows;
import treewarden.worker.hub.HashFolder;

/**
 * Trains and examines the candidate of a release once more, without some of its leaves, and says whether the gate finds it
 * better. A trial is the same release, done by the same stages, in a folder of its own: {@code ROOT/bisect/RELEASE/DIGEST}.
 * What came of it is kept there, so that the same trial is not done twice; its model is not.
 */
public final class TryWithout {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RESULT = "trial.json";

    /**
     * The release.
     *
     * @param outputs of all its stages, the gate's among them
     * @param heldOutBefore ids of the questions that other releases held out
     * @param filesBefore of the model with which the candidate was compared; empty where nobody noted them
     */
    public record Of(
            Release release, List<StageOutput> outputs, Set<String> heldOutBefore, Map<String, Digest> filesBefore) {
        public Of {
            outputs = List.copyOf(outputs);
            heldOutBefore = Set.copyOf(heldOutBefore);
            filesBefore = Map.copyOf(filesBefore);
        }

        public <T extends StageReport> Optional<T> report(Class<T> type) {
            return TryWithout.report(outputs, type);
        }

        public Optional<StageOutput> at(ReleaseStage stage) {
            return outputs.stream().filter(output -> output.stage() == stage).findFirst();
        }

        private Optional<ReleaseId> previous() {
            return TryWithout.previous(outputs);
        }

        private <T extends StageReport> T require(Class<T> type) {
            return report(type)
                    .orElseThrow(() -> new IllegalStateException(release.id() + " has no " + type.getSimpleName()));
        }
    }

    /** How candidates are trained, examined and judged. */
    public record With(TrainCandidate train, EvaluateCandidate evaluate, GateRule rule) {}

    /** What came of a trial; where it did not come to an end, {@code stopped} says why and what to do. */
    public sealed interface Ended {
        record Tried(Verdict verdict, String words) implements Ended {}

        record Stopped(String why) implements Ended {}
    }

    /** As it is kept. */
    record Result(List<String> without, Verdict verdict, String words) {}

    private final Of of;
    private final With with;
    private final ReleaseFolders folders;

    public TryWithout(Of of, With with, ReleaseFolders folders) {
        this.of = of;
        this.with = with;
        this.folders = folders;
    }

    /**
     * A release with all that its stages left.
     *
     * @throws IllegalArgumentException where the gate has not spoken of it yet, or has nothing against it
     */
    public static Of of(Release release, Tables tables) {
        var outputs = tables.releases().outputs(release.id());
        var filesBefore = previous(outputs).map(previous -> ModelBefore.files(tables, previous));
        var of = new Of(release, outputs, RunStage.heldOutBefore(tables, release), filesBefore.orElse(Map.of()));
        var gated = of.report(Gated.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        release.id() + " did not come to the gate, so nothing is known of what hurts it"));
        if (gated.verdict().outcome() == Outcome.PASSED) {
            throw new IllegalArgumentException(release.id() + " passed the gate: nothing is known that hurts it");
        }
        return of;
    }

    private static <T extends StageReport> Optional<T> report(List<StageOutput> outputs, Class<T> type) {
        return outputs.stream()
                .map(StageOutput::report)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static Optional<ReleaseId> previous(List<StageOutput> outputs) {
        return report(outputs, Planned.class).map(planned -> planned.plan().previous());
    }

    /** What came of a trial that was done before. */
    public Optional<Ended.Tried> known(Set<String> without) {
        var file = folder(without).resolve(RESULT);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var result = JSON.readValue(Files.readAllBytes(file), Result.class);
            return Optional.of(new Ended.Tried(result.verdict(), result.words()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be read (" + e.getMessage() + "); delete it, and run again", e);
        }
    }

    /** Does it, or says what came of it before. A training that was begun goes on. */
    public Ended run(Set<String> without, JobContext job) {
        var known = known(without);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            // A training takes hours, and comes to nothing where it cannot be compared.
            before().ifPresent(ModelBefore::require);
            return train(without, job);
        } catch (ModelMissing e) {
            return new Ended.Stopped(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder(without) + " cannot be written (" + e.getMessage() + "); make room there, and run again", e);
        }
    }

    private Ended train(Set<String> without, JobContext job) throws IOException {
        var trial = new ReleaseFolders(folder(without));
        linkWhatIsRead(trial);
        var outputs = new ArrayList<StageOutput>();
        add(outputs, ReleaseStage.PLAN, new Planned(planWithout(without)));
        of.at(ReleaseStage.GENERATE).ifPresent(outputs::add);
        var mixed = mixWithout(without, trial);
        if (mixed.files().isEmpty()) {
            // What is left is the model that it began with.
            var nothing = new Ended.Tried(Verdict.MENDED, "without these there is nothing to train on");
            keep(without, nothing);
            return nothing;
        }
        add(outputs, ReleaseStage.MIX, mixed);
        for (var stage : List.of(with.train(), with.evaluate())) {
            var at = of.release().at(stage.stage(), of.release().since());
            var end = stage.run(new StageContext(
                    job, at, outputs, of::heldOutBefore, () -> KeptOut.NOTHING, previous -> of.filesBefore(), trial));
            if (!(end instanceof StageEnd.Done done)) {
                return new Ended.Stopped(words(end));
            }
            add(outputs, stage.stage(), done.report());
        }
        var evaluated = (Evaluated) outputs.get(outputs.size() - 1).report();
        var verdict = Gate.decide(with.rule(), evaluated.evaluation());
        var tried = new Ended.Tried(verdict(verdict), String.join(" ", verdict.reasons()));
        keep(without, tried);
        return tried;
    }

    /** Better than what was said of the release itself: undecided where that was worse, passed where it was undecided. */
    private Verdict verdict(GateVerdict now) {
        var before = of.require(Gated.class).verdict().outcome();
        boolean isMended =
                now.outcome() == Outcome.PASSED || now.outcome() == Outcome.INCONCLUSIVE && before == Outcome.WORSE;
        return isMended ? Verdict.MENDED : Verdict.STILL_WORSE;
    }

    private ReleasePlan planWithout(Set<String> without) {
        var plan = of.require(Planned.class).plan();
        return plan.withLeaves(plan.leaves().stream()
                .filter(leaf -> !without.contains(leaf.folder()))
                .toList());
    }

    private Mixed mixWithout(Set<String> without, ReleaseFolders trial) throws IOException {
        var id = of.release().id();
        var mixed = of.require(Mixed.class);
        var from = folders.of(id, ReleaseStage.MIX);
        ReleaseFolders.require(from, mixed.files());
        var to = Files.createDirectories(trial.of(id, ReleaseStage.MIX));
        var files = new TreeMap<String, Digest>();
        var rows = new TreeMap<String, Long>();
        for (var name : mixed.files().keySet()) {
            var unfinished = to.resolve(name + ".unfinished");
            rows.put(name, TrainingRows.copyWithoutLeaves(without, from.resolve(name), unfinished));
            if (rows.get(name) == 0) {
                Files.delete(unfinished);
                continue;
            }
            Files.move(
                    unfinished, to.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            files.put(name, HashFolder.digest(to.resolve(name)));
        }
        var phases = mixed.phases().stream()
                .map(phase -> new Phase(phase.name(), rows.getOrDefault(phase.name() + ".jsonl", 0L), phase.data()))
                .toList();
        return new Mixed(files, phases, mixed.dropped());
    }

    /** The stages look for what the release made, and for the model before, below their root. */
    private void linkWhatIsRead(ReleaseFolders trial) throws IOException {
        var id = of.release().id();
        link(trial.of(id, ReleaseStage.GENERATE), folders.of(id, ReleaseStage.GENERATE));
        var previous = of.previous();
        if (previous.isPresent()) {
            link(trial.of(previous.get(), ReleaseStage.TRAIN), folders.of(previous.get(), ReleaseStage.TRAIN));
        }
    }

    private Optional<ModelBefore> before() {
        return of.previous()
                .map(previous -> new ModelBefore(
                        previous, of.release().model(), OpenModels.folder(folders, previous), of.filesBefore()));
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, target);
        }
    }

    /** The result first: without the model it is of no use to anybody, and with it the folder would be large. */
    private void keep(Set<String> without, Ended.Tried tried) throws IOException {
        var folder = folder(without);
        var result = new Result(List.copyOf(new TreeSet<>(without)), tried.verdict(), tried.words());
        var unfinished = folder.resolve(RESULT + ".unfinished");
        Files.writeString(unfinished, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
        Files.move(
                unfinished,
                folder.resolve(RESULT),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        ReleaseFolders.delete(new ReleaseFolders(folder).of(of.release().id(), ReleaseStage.TRAIN));
    }

    /** Another rule or another mix is another trial. */
    private Path folder(Set<String> without) {
        try {
            var key = JSON.writeValueAsString(List.of(
                    new TreeSet<>(without),
                    with.rule().toString(),
                    with.train().recipe().toString(),
                    of.require(Mixed.class).files().toString()));
            return folders.trials(of.release().id())
                    .resolve(Digest.of(key).hex().substring(0, 16));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of texts is always JSON", e);
        }
    }

    private void add(List<StageOutput> outputs, ReleaseStage stage, StageReport report) {
        var input = outputs.isEmpty() ? null : outputs.get(outputs.size() - 1).digest();
        var digest = Digest.of(stage.slug() + report);
        outputs.add(
                new StageOutput(stage, input, digest, report, "", of.release().since()));
    }

    private static String words(StageEnd end) {
        if (end instanceof StageEnd.Again again) {
            return again.why() + "; run the same command again after " + again.notBefore();
        }
        return end instanceof StageEnd.Failed failed ? failed.why() : ((StageEnd.GaveUp) end).why();
    }
}
