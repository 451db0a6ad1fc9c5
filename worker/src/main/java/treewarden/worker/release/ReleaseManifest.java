package treewarden.worker.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import treewarden.domain.Digest;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;

/**
 * {@code release.json}, which is published beside the model: from which commit and leaves, by which stages, each with the
 * digest of what it read and of what it left. The same release gives the same bytes.
 */
final class ReleaseManifest {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReleaseManifest() {}

    static String of(StageContext context) {
        var plan = context.plan();
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", 1);
        root.put("release", context.id().name());
        root.put("model", context.release().model());
        root.put("commit", plan.commit().hex());
        root.put("previous", plan.previous() == null ? null : plan.previous().name());
        root.put(
                "stages", context.outputs().stream().map(ReleaseManifest::stage).toList());
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
        } else if (output.report() instanceof StageReport.Mixed mixed) {
            stage.put("files", files(mixed.files()));
            phases(mixed).ifPresent(phases -> stage.put("phases", phases));
        } else if (output.report() instanceof StageReport.Trained trained) {
            stage.put("files", files(trained.files()));
            stage.put("recipe", trained.recipe());
        }
        return stage;
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
