package treewarden.worker.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GeneratedWith;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.TrainedWith;

/**
 * {@code release.json}, which is published beside the model: from which commit and leaves, by which stages, each with the
 * digest of what it read and of what it left. The same release gives the same bytes.
 */
final class ReleaseManifest {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReleaseManifest() {}

    static String of(StageContext context) {
        var plan = context.plan();
        // Of a release that was trained before this was noted the manifest stays as it was published.
        boolean isNoted = context.outputs().stream()
                .anyMatch(output -> output.report() instanceof StageReport.Trained trained && trained.with() != null);
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", 1);
        root.put("release", context.id().name());
        root.put("model", context.release().model());
        root.put("commit", plan.commit().hex());
        root.put("previous", plan.previous() == null ? null : plan.previous().name());
        root.put(
                "stages",
                context.outputs().stream()
                        .map(output -> isNoted ? notedStage(output) : stage(output))
                        .toList());
        root.put("leaves", plan.leaves().stream().map(ReleaseManifest::leaf).toList());
        root.put(
                "withdrawn",
                plan.withdrawn().stream()
                        // In one order: another process that publishes it again must come to the same bytes.
                        .map(one -> new TreeMap<>(Map.of("what", one.what(), "why", one.why())))
                        .toList());
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is always JSON", e);
        }
    }

    private static Map<String, Object> stage(StageOutput output) {
        var stage = new LinkedHashMap<String, Object>();
        stage.put("stage", output.stage().slug());
        stage.put("input", output.input() == null ? null : output.input().hex());
        stage.put("output", output.digest().hex());
        stage.put("words", output.words());
        if (output.report() instanceof StageReport.Generated generated) {
            stage.put("files", files(generated.files()));
            Optional.ofNullable(generated.with()).map(ReleaseManifest::made).ifPresent(stage::putAll);
        } else if (output.report() instanceof StageReport.Mixed mixed) {
            stage.put("files", files(mixed.files()));
            phases(mixed).ifPresent(phases -> stage.put("phases", phases));
        } else if (output.report() instanceof StageReport.Trained trained) {
            stage.put("files", files(trained.files()));
            stage.put("recipe", trained.recipe());
            Optional.ofNullable(trained.with()).map(ReleaseManifest::trained).ifPresent(stage::putAll);
        }
        return stage;
    }

    /** The same, with what the gate decided by. */
    private static Map<String, Object> notedStage(StageOutput output) {
        var stage = stage(output);
        if (output.report() instanceof StageReport.Gated gated) {
            stage.put("rule", gated.verdict().rule());
            stage.put("outcome", gated.verdict().outcome().words());
            stage.put(
                    "criteria",
                    gated.verdict().criteria().stream()
                            .map(ReleaseManifest::criterion)
                            .toList());
        }
        return stage;
    }

    private static Map<String, Object> made(GeneratedWith with) {
        var made = new LinkedHashMap<String, Object>();
        made.put("teacher", with.teacher());
        made.put("served", with.served());
        made.put("pipeline", with.pipeline());
        made.put(
                "pipeline_digest",
                with.pipelineDigest() == null ? null : with.pipelineDigest().hex());
        return made;
    }

    private static Map<String, Object> trained(TrainedWith with) {
        var base = new LinkedHashMap<String, Object>();
        base.put("name", with.base().name());
        base.put("revision", with.base().revision());
        base.put(
                "digest",
                with.base().digest() == null ? null : with.base().digest().hex());
        var trained = new LinkedHashMap<String, Object>();
        trained.put("base_model", base);
        trained.put("phases", with.phases().stream().map(ReleaseManifest::phase).toList());
        var machine = with.machine();
        if (machine != null) {
            var on = new LinkedHashMap<String, Object>();
            on.put("trainer", machine.trainer());
            on.put("device", machine.device());
            on.put("dtype", machine.dtype());
            on.put("attention", machine.attention());
            on.put("processes", machine.processes());
            trained.put("machine", on);
        }
        return trained;
    }

    /** In the names of the trainer's plan. */
    private static Map<String, Object> phase(TrainedWith.Phase phase) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("phase", phase.name());
        entry.put("learning_rate", phase.learningRate());
        entry.put("warmup_steps", phase.warmupSteps());
        entry.put("epochs", phase.epochs());
        entry.put("effective_batch", phase.effectiveBatch());
        entry.put("max_length", phase.maxLength());
        entry.put("seed", phase.seed());
        entry.put("scheduler", phase.scheduler());
        entry.put("weight_decay", phase.weightDecay());
        entry.put("betas", phase.betas());
        entry.put("epsilon", phase.epsilon());
        entry.put("clip", phase.clip());
        entry.put("replay", phase.replay().stream().map(ReleaseManifest::replay).toList());
        var lora = phase.lora();
        if (lora != null) {
            var matrices = new LinkedHashMap<String, Object>();
            matrices.put("rank", lora.rank());
            matrices.put("alpha", lora.alpha());
            matrices.put("dropout", lora.dropout());
            matrices.put("targets", lora.targets().isEmpty() ? "all-linear" : lora.targets());
            entry.put("lora", matrices);
        }
        return entry;
    }

    private static Map<String, Object> replay(TrainedWith.Replayed replayed) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("of", replayed.what());
        entry.put("fraction", replayed.fraction());
        return entry;
    }

    private static Map<String, Object> criterion(GateCriterion criterion) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", criterion.name());
        entry.put("state", criterion.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        entry.put("number", number(criterion.number()));
        entry.put("limit", number(criterion.limit()));
        return entry;
    }

    /** JSON has no number for what could not be measured. */
    private static @Nullable Double number(double number) {
        return Double.isFinite(number) ? (Double) number : null;
    }

    /** Not of a release that was mixed before what they are from was noted: its manifest stays as it was published. */
    private static Optional<List<Map<String, Object>>> phases(StageReport.Mixed mixed) {
        boolean isNoted = mixed.phases().stream()
                .flatMap(phase -> phase.data().stream())
                .anyMatch(source -> source.digest() != null);
        return isNoted
                ? Optional.of(
                        mixed.phases().stream().map(ReleaseManifest::phase).toList())
                : Optional.empty();
    }

    private static Map<String, Object> phase(StageReport.Phase phase) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("phase", phase.name());
        entry.put("rows", phase.rows());
        entry.put(
                "data",
                phase.data().stream()
                        .map(source -> {
                            var from = new LinkedHashMap<String, Object>();
                            from.put("name", source.name());
                            if (source.digest() != null) {
                                from.put("sha256", source.digest().hex());
                            }
                            return from;
                        })
                        .toList());
        return entry;
    }

    private static Map<String, String> files(Map<String, Digest> files) {
        var sorted = new TreeMap<String, String>();
        files.forEach((path, digest) -> sorted.put(path, digest.hex()));
        return sorted;
    }

    private static Map<String, Object> leaf(PlannedLeaf leaf) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("path", leaf.path());
        entry.put("sha256", leaf.digest().hex());
        leaf.last().ifPresent(last -> {
            entry.put("pull_request", last.pullRequest());
            entry.put(
                    "pull_requests",
                    leaf.origins().stream().map(PlannedLeaf.Origin::pullRequest).toList());
        });
        return entry;
    }
}
