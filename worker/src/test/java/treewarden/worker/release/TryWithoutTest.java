package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.worker.release.Bench.ID;
import static treewarden.worker.release.Bench.MODEL;
import static treewarden.worker.release.Bench.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Planned;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.pipeline.EvaluationPipelines;
import treewarden.worker.evaluate.Examine;
import treewarden.worker.evaluate.JudgeAnswers;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.train.TrainModel;
import treewarden.worker.train.TrainingLimits;
import treewarden.worker.train.TrainingPlan.Base;

/** A trial costs a training: it is not begun where nothing can come of it. */
class TryWithoutTest {
    private static final ReleaseId LAST = new ReleaseId("release-20261116");
    private static final String WEIGHTS = "model.safetensors";

    @TempDir
    Path home;

    private Bench bench;
    private Path model;

    @BeforeEach
    void aReleaseThatWasComparedWithTheLast() throws IOException {
        bench = new Bench(home);
        var row = "{\"messages\": [], \"metadata\": {\"provenance\": {\"leaf\": \"knowledge/arts\"}}}\n";
        var mixed = new Mixed(bench.files(ReleaseStage.MIX, "knowledge.jsonl", row), 1, 0, 0);
        var plan = new ReleasePlan(
                new CommitId("c".repeat(40)), LAST, List.of(), List.of(), List.of(), List.of(), List.of());
        bench.left(ReleaseStage.PLAN, new Planned(plan)).left(ReleaseStage.MIX, mixed);
        model = Files.createDirectories(OpenModels.folder(bench.folders, LAST));
        Files.writeString(model.resolve(WEIGHTS), "as it was published");
    }

    @Test
    void besideTheLastModelItIsTrained() {
        assertThat(tried().why()).isEqualTo("stopped; the training goes on by itself");
        assertThat(bench.folders.trials(ID)).isNotEmptyDirectory();
    }

    @Test
    void besideAnotherItIsNot() throws IOException {
        Files.writeString(model.resolve(WEIGHTS), "of another release");

        assertThat(tried().why())
                .contains(model.resolve(WEIGHTS) + " is not what it was when it was made")
                .contains("hf download community/tiny-lab --revision release-20261116");
        assertThat(bench.folders.trials(ID)).doesNotExist();
    }

    @Test
    void norWhereTheLastModelIsGone() {
        ReleaseFolders.delete(bench.folders.of(LAST));

        assertThat(tried().why()).contains("there is no folder " + model + " any more");
        assertThat(bench.folders.trials(ID)).doesNotExist();
    }

    private TryWithout.Ended.Stopped tried() {
        var context = bench.at(ReleaseStage.GATE);
        var of = new TryWithout.Of(
                Release.start(ID, MODEL, 7, "grace", NOON),
                context.outputs(),
                Set.of(),
                Map.of(WEIGHTS, Digest.of("as it was published")));
        var ended = new TryWithout(of, with(), bench.folders).run(Set.of("knowledge/law"), context.job());
        assertThat(ended).isInstanceOf(TryWithout.Ended.Stopped.class);
        return (TryWithout.Ended.Stopped) ended;
    }

    private TryWithout.With with() {
        var base = home.resolve("base");
        var pipelines = EvaluationPipelines.of(PipelineOptions.USUAL);
        var judge = new JudgeAnswers(
                release -> {
                    throw new AssertionError("nothing came to be judged");
                },
                pipelines,
                4_096);
        return new TryWithout.With(
                new TrainCandidate(
                        new TrainModel(new StopsAtOnce(), TrainingLimits.USUAL),
                        TrainingRecipe.usual(new Base(base, "1")),
                        "tiny"),
                new EvaluateCandidate(
                        new Examine(pipelines.alone().ask(), judge, bench.clock),
                        new HoldBack(bench.artifacts),
                        new EvaluateCandidate.Settings(base, ServeCommand.VLLM, RunTasks.NONE, null)),
                GateRule.USUAL);
    }
}
