package treewarden.app.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.release.TrainingRecipe.Phase;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Machine;
import treewarden.worker.train.TrainingPlan.Memory;
import treewarden.worker.train.TrainingPlan.Rows;

/**
 * The section about how the model is trained: what holds for all phases, and either a section for each of LAB's two or a
 * list of phases of the operator's own.
 *
 * @param path makes a path of what the file says
 */
record RecipeSection(Section section, Function<String, Path> path) {
    private static final int MOST = 1_000_000;
    private static final String PHASES = "phases";

    TrainingRecipe read(Base base) {
        int length = section.number("longest-row", Learning.KNOWLEDGE.maxLength(), 16, MOST);
        var usual = TrainingRecipe.usual(base).phases();
        var phases = section.isThere(PHASES) ? own(usual.keySet(), length) : labs(usual, length);
        return new TrainingRecipe(base, phases, machine());
    }

    private Map<String, Phase> labs(Map<String, Phase> usual, int length) {
        var phases = new LinkedHashMap<String, Phase>();
        usual.forEach((name, phase) -> {
            var read = new PhaseSection(section.section(name), length);
            phases.put(name, read.phase(phase.data(), phase.learning(), Set.copyOf(phases.keySet())));
        });
        return phases;
    }

    private Map<String, Phase> own(Set<String> usual, int length) {
        for (var name : usual) {
            section.leave(name);
            if (section.isThere(name)) {
                section.problem(
                        name,
                        "`releases.recipe." + name
                                + "` is of the phases that are there without `releases.recipe.phases`;"
                                + " move its keys into an entry of that list, or take the list out");
            }
        }
        var entries = section.sections(
                PHASES, "list phases, each with a `name` and its `data`, or take the key out for LAB's two");
        return new PhaseList(section, path, length).read(entries);
    }

    private Machine machine() {
        var usual = Machine.USUAL;
        return new Machine(
                section.oneOf("device", usual.device(), "auto, cpu or cuda"),
                section.oneOf("dtype", usual.dtype(), "auto, float32 or bfloat16"),
                section.oneOf(
                        "attention",
                        usual.attention(),
                        "auto, eager, sdpa, flash-attention-2, flash-attention-3 or flex-attention"),
                section.parsed(
                        "packing",
                        usual.rows(),
                        "true or false",
                        text -> ConfigFile.flag(text) ? Rows.PACKED : Rows.PADDED),
                section.parsed(
                        "gradient-checkpointing",
                        usual.memory(),
                        "true or false",
                        text -> ConfigFile.flag(text) ? Memory.SPARING : Memory.FAST),
                section.oneOf("sharding", usual.sharding(), "none or fsdp"),
                section.number("micro-batch-tokens", usual.microBatchTokens(), 16, 100_000_000),
                section.number("checkpoint-steps", usual.checkpointSteps(), 1, MOST),
                section.number("checkpoints-kept", usual.checkpointsKept(), 1, 1_000));
    }
}
