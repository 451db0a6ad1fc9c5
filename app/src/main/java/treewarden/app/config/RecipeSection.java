package treewarden.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.release.TrainingRecipe.Phase;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Machine;
import treewarden.worker.train.TrainingPlan.Memory;
import treewarden.worker.train.TrainingPlan.Replay;
import treewarden.worker.train.TrainingPlan.Rows;

/** The section about how the model is trained: what holds for all phases, and a section for each of them. */
record RecipeSection(Section section) {
    private static final int MOST = 1_000_000;
    private static final String NOT_NEGATIVE = "a number that is not negative";

    TrainingRecipe read(Base base) {
        int length = section.number("longest-row", Learning.KNOWLEDGE.maxLength(), 16, MOST);
        var phases = new LinkedHashMap<String, Phase>();
        TrainingRecipe.usual(base).phases().forEach((name, usual) -> {
            var phase = section.section(name);
            var earlier = Set.copyOf(phases.keySet());
            phases.put(
                    name,
                    new Phase(
                            learning(phase, usual.learning(), length),
                            replay(phase.section("replay"), earlier),
                            lora(phase)));
        });
        return new TrainingRecipe(base, phases, machine());
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

    private static Learning learning(Section phase, Learning usual, int length) {
        return new Learning(
                phase.parsed("learning-rate", usual.learningRate(), "a number such as 2e-5", RecipeSection::share),
                phase.number("warmup-steps", usual.warmupSteps(), 0, MOST),
                phase.number("epochs", usual.epochs(), 1, 1_000),
                phase.number("effective-batch", usual.effectiveBatch(), 1, MOST),
                length,
                phase.number("seed", (int) usual.seed(), 0, Integer.MAX_VALUE),
                phase.oneOf("scheduler", usual.scheduler(), "cosine, linear or constant-with-warmup"),
                phase.parsed("weight-decay", usual.weightDecay(), NOT_NEGATIVE, RecipeSection::notNegative),
                phase.parsed("beta1", usual.beta1(), "a number above 0 and below 1", RecipeSection::share),
                phase.parsed("beta2", usual.beta2(), "a number above 0 and below 1", RecipeSection::share),
                phase.parsed("epsilon", usual.epsilon(), "a number such as 1e-8", RecipeSection::share),
                phase.parsed("clip", usual.clip(), NOT_NEGATIVE + ", 0 for none", RecipeSection::notNegative));
    }

    /** Which shares of earlier phases' rows come again, by their names. */
    private static List<Replay> replay(Section replay, Set<String> earlier) {
        var read = new ArrayList<Replay>();
        Map<String, String> entries = replay.entries();
        for (var name : entries.keySet()) {
            if (earlier.contains(name)) {
                read.add(new Replay.OfPhase(
                        name, replay.parsed(name, 1.0, "a share above 0 and at most 1", RecipeSection::part)));
            } else {
                replay.problem(
                        name,
                        earlier.isEmpty()
                                ? "`replay` of the first phase has nothing to repeat; take it out"
                                : "`replay` names the phases before this one: "
                                        + String.join(
                                                ", ", earlier.stream().sorted().toList()));
            }
        }
        return read;
    }

    private static Optional<Lora> lora(Section phase) {
        int rank = phase.number("lora-rank", 0, 0, 4_096);
        boolean isShaped =
                Stream.of("lora-alpha", "lora-dropout", "lora-targets").anyMatch(phase::isThere);
        int alpha = phase.number("lora-alpha", Math.max(1, 2 * rank), 1, MOST);
        double dropout = phase.parsed(
                "lora-dropout", Lora.USUAL.dropout(), "a number from 0 and below 1", RecipeSection::belowOne);
        var targets = phase.texts("lora-targets");
        if (rank == 0 && isShaped) {
            phase.problem(
                    "lora-rank", "`lora-rank` decides whether LoRA is used, and is missing beside other keys of it");
        }
        return rank == 0 ? Optional.empty() : Optional.of(new Lora(rank, alpha, dropout, targets));
    }

    private static Double share(String text) {
        double share = part(text);
        if (share == 1) {
            throw new IllegalArgumentException();
        }
        return share;
    }

    private static Double part(String text) {
        double part = Double.parseDouble(text);
        if (!(part > 0 && part <= 1)) {
            throw new IllegalArgumentException();
        }
        return part;
    }

    private static Double belowOne(String text) {
        double number = notNegative(text);
        if (number >= 1) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    private static Double notNegative(String text) {
        double number = Double.parseDouble(text);
        if (!(number >= 0 && Double.isFinite(number))) {
            throw new IllegalArgumentException();
        }
        return number;
    }
}
