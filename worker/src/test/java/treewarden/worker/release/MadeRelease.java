package treewarden.worker.release;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.GeneratedWith;
import treewarden.domain.release.Preference;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Trained;
import treewarden.domain.release.TrainedWith;
import treewarden.templates.ModelCardModel;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;

/** A release that waits to be published, with all that its stages noted, and the configurations of publishers. */
final class MadeRelease {
    /** A safetensors file without a tensor: the length of its header, and the header. */
    private static final String WEIGHTS = "\u0002\0\0\0\0\0\0\0{}";

    private static final GeneratedWith MIXTRAL =
            new GeneratedWith("mixtral", "mixtral-8x7b", "full", Digest.of("pipelines"));

    private static final TrainedWith GRANITE = new TrainedWith(
            new TrainedWith.Base("ibm/granite-3b", "8f0b1c", Digest.of("granite")),
            List.of(
                    TellTraining.phase("knowledge", phase(Learning.KNOWLEDGE, Optional.of(Lora.USUAL))),
                    TellTraining.phase("skills", phase(Learning.SKILLS, Optional.of(Lora.USUAL)))),
            new TrainedWith.Machine("0.1.0", "cuda", "bfloat16", "flash_attention_2", 8));

    private MadeRelease() {}

    private static TrainingRecipe.Phase phase(Learning learning, Optional<Lora> lora) {
        return new TrainingRecipe.Phase(List.of(Datum.Mix.KNOWLEDGE), learning, List.of(), lora);
    }

    /** Whose stages noted what they worked with. */
    static Bench in(Path home) {
        return in(home, Optional.of(MIXTRAL), Optional.of(GRANITE));
    }

    /** Whose stages did not, as they ran before that was known. */
    static Bench old(Path home) {
        return in(home, Optional.empty(), Optional.empty());
    }

    private static Bench in(Path home, Optional<GeneratedWith> made, Optional<TrainedWith> trained) {
        var bench = new Bench(home)
                .leaf("knowledge/science/tides", LeafKind.KNOWLEDGE, "tides")
                .planned();
        var data = bench.files(ReleaseStage.GENERATE, "train.jsonl", "{}\n", "README.md", "# Data\n");
        var model = bench.files(ReleaseStage.TRAIN, "model.safetensors", WEIGHTS, "config.json", "{}");
        var verdict = GateVerdict.of(
                "1",
                List.of(new GateCriterion("held-out questions", GateCriterion.State.MET, 0.02, -0.05, "no worse")));
        return bench.left(
                        ReleaseStage.GENERATE,
                        new Generated(
                                data,
                                Map.of("knowledge/science/tides", 40),
                                1,
                                0,
                                Usage.NONE,
                                List.of(),
                                made.orElse(null)))
                .left(ReleaseStage.MIX, new Mixed(Map.of(), 30, 40, 0))
                .left(ReleaseStage.TRAIN, new Trained(model, List.of(), "recipe-1", 1, trained.orElse(null)))
                .left(
                        ReleaseStage.EVALUATE,
                        new Evaluated(new treewarden.worker.evaluate.Evaluated()
                                .leaf("knowledge/science/tides", 1, Preference.SAME, 4, 4)
                                .report()))
                .left(ReleaseStage.GATE, new Gated(verdict));
    }

    /** A publisher as it is configured in this release's days; it has no teacher of its own. */
    static WriteModelCard publisher() {
        return publisher("ibm/granite-3b", Learning.KNOWLEDGE, Optional.of(Lora.USUAL));
    }

    /** One whose operator has edited title, base model and recipe for the release after this one. */
    static WriteModelCard publisherOfTheNext() {
        var usual = Learning.KNOWLEDGE;
        var other = new Learning(
                9e-4,
                usual.warmupSteps(),
                3,
                64,
                usual.maxLength(),
                usual.seed(),
                usual.scheduler(),
                usual.weightDecay(),
                usual.beta1(),
                usual.beta2(),
                usual.epsilon(),
                usual.clip());
        return publisher("ibm/granite-9b", other, Optional.empty());
    }

    private static WriteModelCard publisher(String base, Learning learning, Optional<Lora> lora) {
        var phases = new LinkedHashMap<String, TrainingRecipe.Phase>();
        phases.put("knowledge", phase(learning, lora));
        phases.put("skills", phase(learning, lora));
        var recipe = new TrainingRecipe(
                new Base(Path.of("/nowhere"), "of " + base),
                phases,
                TrainingRecipe.usual(new Base(Path.of("/nowhere"), "")).machine());
        return new WriteModelCard(
                new ModelCardModel.About(
                        "The model after " + base,
                        "apache-2.0",
                        List.of("en"),
                        base,
                        List.of("a teacher model"),
                        "community/data"),
                "community/taxonomy",
                recipe);
    }
}
