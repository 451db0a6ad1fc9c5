package treewarden.worker.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import treewarden.domain.Digest;
import treewarden.worker.train.TrainingPlan.Data;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Phase;
import treewarden.worker.train.TrainingPlan.Replay;

/** A plan in the trainer's words. */
final class WritePlan {
    private static final int SCHEMA = 1;
    static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private WritePlan() {}

    /** How a file of rows is written: where it lies for the trainer, what it is for the digest. */
    private interface Named {
        String name(Data data);
    }

    static String text(TrainingPlan plan) {
        var out = JSON.createObjectNode()
                .put("schema", SCHEMA)
                .put("run", plan.run())
                .put("model", plan.base().folder().toAbsolutePath().toString())
                .put("output", plan.output().toAbsolutePath().toString());
        phases(out, plan, data -> data.file().toAbsolutePath().toString());
        var machine = plan.machine();
        out.put("device", word(machine.device()))
                .put("dtype", word(machine.dtype()))
                .put("attention", word(machine.attention()))
                .put("packing", machine.rows() == TrainingPlan.Rows.PACKED)
                .put("sharding", word(machine.sharding()))
                .put("micro_batch_tokens", machine.microBatchTokens())
                .put("gradient_checkpointing", machine.memory() == TrainingPlan.Memory.SPARING);
        out.putObject("checkpoints")
                .put("every_steps", machine.checkpointSteps())
                .put("keep", machine.checkpointsKept());
        return written(out);
    }

    static Digest digest(TrainingPlan plan) {
        var out = JSON.createObjectNode()
                .put("schema", SCHEMA)
                .put("base", plan.base().revision())
                .put("dtype", word(plan.machine().dtype()));
        phases(out, plan, data -> data.digest().hex());
        return Digest.of(written(out));
    }

    private static void phases(ObjectNode out, TrainingPlan plan, Named named) {
        var phases = out.putArray("phases");
        plan.phases().forEach(phase -> phase(phases.addObject(), phase, named));
    }

    private static void phase(ObjectNode out, Phase phase, Named named) {
        out.put("name", phase.name());
        var data = out.putArray("data");
        phase.data().forEach(file -> data.add(named.name(file)));
        var replays = out.putArray("replay");
        for (var replay : phase.replay()) {
            var into = replays.addObject();
            if (replay instanceof Replay.OfPhase earlier) {
                into.put("phase", earlier.phase());
            } else if (replay instanceof Replay.OfFile file) {
                into.put("file", named.name(file.data()));
            }
            into.put("fraction", replay.fraction());
        }
        learning(out, phase.learning());
        phase.lora().ifPresent(lora -> lora(out.putObject("lora"), lora));
    }

    private static void learning(ObjectNode out, Learning learning) {
        out.put("learning_rate", learning.learningRate())
                .put("warmup_steps", learning.warmupSteps())
                .put("epochs", learning.epochs())
                .put("effective_batch", learning.effectiveBatch())
                .put("max_length", learning.maxLength())
                .put("seed", learning.seed())
                .put("scheduler", word(learning.scheduler()))
                .put("weight_decay", learning.weightDecay());
        out.putArray("betas").add(learning.beta1()).add(learning.beta2());
        out.put("epsilon", learning.epsilon()).put("clip", learning.clip());
    }

    private static void lora(ObjectNode out, Lora lora) {
        out.put("rank", lora.rank()).put("alpha", lora.alpha()).put("dropout", lora.dropout());
        if (lora.targets().isEmpty()) {
            out.put("targets", "all-linear");
        } else {
            var targets = out.putArray("targets");
            lora.targets().forEach(targets::add);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String written(ObjectNode out) {
        try {
            return JSON.writeValueAsString(out) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
