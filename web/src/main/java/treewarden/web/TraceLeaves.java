package treewarden.web;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Digest;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.domain.StoredLeaf;
import treewarden.store.Run;

/** Brings together what the checks and the sample know of where each leaf of a contribution comes from. */
public final class TraceLeaves {
    private static final String FILE = "/qna.yaml";

    private TraceLeaves() {}

    /**
     * What is known of one leaf.
     *
     * @param checked null where its file was not checked
     * @param sampled null where nothing was made of it
     * @param digest of the bytes that were checked; null where that is not known
     */
    public record Traced(
            String folder,
            @Nullable CheckedLeaf checked,
            @Nullable LeafSample sampled,
            @Nullable Digest digest) {}

    /** The leaves that were checked, in their order, and then those that were only sampled. */
    public static List<Traced> of(Optional<Run> run, Optional<SampleReport> sample) {
        var checked = run.map(Run::leaves).orElse(List.of()).stream()
                .filter(leaf -> leaf.path().endsWith(FILE))
                .collect(Collectors.toMap(
                        leaf -> folder(leaf.path()), Function.identity(), (one, other) -> one, LinkedHashMap::new));
        var sampled = sample.map(SampleReport::leaves).orElse(List.of()).stream()
                .collect(Collectors.toMap(
                        LeafSample::leaf, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        var digests = run.map(Run::content).map(TraceLeaves::digests).orElse(Map.of());
        var folders = new LinkedHashSet<>(checked.keySet());
        folders.addAll(sampled.keySet());
        return folders.stream()
                .map(folder -> new Traced(folder, checked.get(folder), sampled.get(folder), digests.get(folder + FILE)))
                .toList();
    }

    private static Map<String, Digest> digests(Run.Content content) {
        return content.leaves().stream()
                .collect(Collectors.toMap(StoredLeaf::path, StoredLeaf::digest, (one, other) -> other));
    }

    private static String folder(String path) {
        return path.substring(0, path.length() - FILE.length());
    }
}
