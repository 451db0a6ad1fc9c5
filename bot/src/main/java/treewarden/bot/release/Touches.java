package treewarden.bot.release;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import treewarden.domain.Digest;
import treewarden.domain.StoredLeaf;
import treewarden.domain.release.PlannedLeaf.Origin;

/**
 * Which pull requests touched which leaves. A leaf is touched by whoever brought its path in whatever bytes, since what came
 * later may have kept some of them, and by whoever brought its bytes under whatever path, since it may have been moved.
 */
final class Touches {
    private final Map<String, Map<Integer, Origin>> byPath = new HashMap<>();
    private final Map<Digest, Map<Integer, Origin>> byBytes = new HashMap<>();

    void add(Origin who, Collection<StoredLeaf> leaves) {
        for (var leaf : leaves) {
            addPath(who, leaf.path());
            byBytes.computeIfAbsent(leaf.digest(), any -> new HashMap<>()).put(who.pullRequest(), who);
        }
    }

    /** Where the bytes are not known. */
    void addPath(Origin who, String path) {
        byPath.computeIfAbsent(path, any -> new HashMap<>()).put(who.pullRequest(), who);
    }

    /** All that touched it, the earliest first. */
    List<Origin> of(String path, Digest digest) {
        return inOrder(Stream.concat(
                byPath.getOrDefault(path, Map.of()).values().stream(),
                byBytes.getOrDefault(digest, Map.of()).values().stream()));
    }

    boolean isOfBytes(Digest digest) {
        return byBytes.containsKey(digest);
    }

    /** Each once, the earliest first: numbers grow. */
    static List<Origin> inOrder(Stream<Origin> origins) {
        var byNumber = new TreeMap<Integer, Origin>();
        origins.forEach(origin -> byNumber.put(origin.pullRequest(), origin));
        return List.copyOf(byNumber.values());
    }
}
