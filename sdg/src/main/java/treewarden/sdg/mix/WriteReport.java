package treewarden.sdg.mix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.DocumentNote;
import treewarden.domain.Leaf;

/** The report of a run as {@code report.json}: the full numbers, of which the data card shows the most important. */
final class WriteReport {
    private WriteReport() {}

    /** @param leaves in the order of the report's */
    static String of(MixSettings settings, List<MixLeaf> leaves, MixReport report) {
        var root = new LinkedHashMap<String, Object>();
        root.put("name", settings.name());
        root.put("seed", settings.seed());
        root.put("system_prompt", settings.systemPrompt());
        root.put("rows", report.rows());
        root.put("files", report.files().stream().map(WriteReport::file).toList());
        var mixes = new LinkedHashMap<String, Object>();
        report.skills().ifPresent(mix -> mixes.put("skills", mix(mix)));
        report.knowledge().ifPresent(mix -> mixes.put("knowledge", mix(mix)));
        root.put("mixes", mixes);
        var lines = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < leaves.size(); i++) {
            lines.add(leaf(leaves.get(i), report.leaves().get(i)));
        }
        root.put("leaves", lines);
        try {
            var indent = new DefaultIndenter("  ", "\n");
            return Json.MAPPER
                            .writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(indent)
                                    .withArrayIndenter(indent))
                            .writeValueAsString(root)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that we made cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> file(MixedFile file) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", file.name());
        out.put("rows", file.rows());
        out.put("bytes", file.bytes());
        out.put("sha256", file.digest().hex());
        return out;
    }

    private static Map<String, Object> mix(Mix mix) {
        var out = new LinkedHashMap<String, Object>();
        out.put("file", mix.file().name());
        out.put("rows", mix.file().rows());
        out.put(
                "datasets",
                mix.taken().stream()
                        .map(taken -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("path", taken.path());
                            one.put("sampling_size", taken.samplingSize());
                            one.put("rows", taken.rows());
                            one.put("taken", taken.taken());
                            one.put("dropped", taken.dropped());
                            return one;
                        })
                        .toList());
        return out;
    }

    private static Map<String, Object> leaf(MixLeaf leaf, LeafMix mix) {
        var outcome = leaf.outcome();
        var out = new LinkedHashMap<String, Object>();
        out.put("leaf", mix.leaf());
        out.put("kind", leaf.leaf().kind().words());
        out.put("leaf_digest", leaf.source().content().hex());
        put(out, "commit", leaf.source().commit());
        put(out, "pull_request", leaf.source().pullRequest());
        out.put("seed_examples", leaf.leaf().seedCount());
        out.put("teacher", outcome.teacher());
        out.put("pipeline", outcome.pipeline());
        out.put("pipeline_digest", outcome.pipelineDigest().hex());
        out.put("rows", mix.rows());
        out.put(
                "funnel",
                outcome.funnel().steps().stream()
                        .map(step -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("block", step.block());
                            if (!step.words().isEmpty()) {
                                one.put("words", step.words());
                            }
                            one.put("rows", step.rows());
                            return one;
                        })
                        .toList());
        out.put("rejected", mix.rejected());
        out.put("dropped", mix.dropped());
        put(out, "problem", outcome.problem());
        out.put("notes", outcome.notes());
        if (leaf.leaf() instanceof Leaf.Knowledge knowledge) {
            out.put("repository", knowledge.document().repo());
            out.put("repository_commit", knowledge.document().commit());
            out.put(
                    "documents",
                    outcome.documents().stream().map(WriteReport::document).toList());
        }
        var usage = outcome.usage();
        out.put("requests", usage.requests());
        out.put("prompt_tokens", usage.promptTokens());
        out.put("completion_tokens", usage.completionTokens());
        out.put("files", mix.files().stream().map(MixedFile::name).toList());
        return out;
    }

    private static Map<String, Object> document(DocumentNote note) {
        var out = new LinkedHashMap<String, Object>();
        out.put("path", note.path());
        put(out, "sha256", note.digest());
        out.put("pieces", note.pieces());
        put(out, "trouble", note.trouble());
        return out;
    }

    /** What is not known is left out. */
    private static void put(Map<String, Object> out, String name, @Nullable Object value) {
        if (value != null) {
            out.put(name, value.toString());
        }
    }
}
