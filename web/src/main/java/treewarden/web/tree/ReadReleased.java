package treewarden.web.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport.Planned;
import treewarden.store.Tables;

/**
 * In which releases the leaves of a repository are. What a published release holds never changes, so its plan is read
 * once, and after that a page asks only which releases there are. Safe for many threads.
 */
final class ReadReleased {
    private final Map<Long, Released> known = new ConcurrentHashMap<>();

    /**
     * What the last published release holds.
     *
     * @param releases all that count, the earliest first; not empty
     * @param since by a leaf's folder, the release from which on each one held it
     */
    record Released(List<ReleaseId> releases, Map<String, ReleaseId> since) {
        ReleaseId last() {
            return releases.get(releases.size() - 1);
        }

        /** The release from which on each one held this leaf; null where the last one does not. */
        @Nullable
        ReleaseId since(String folder) {
            return since.get(folder);
        }

        private boolean isOf(List<ReleaseId> some) {
            return releases.equals(some);
        }

        /** Whether these are the same with others after them. */
        private boolean isBegunBy(List<ReleaseId> some) {
            return some.size() >= releases.size() && releases.equals(some.subList(0, releases.size()));
        }
    }

    /** Empty where nothing of this repository is released. */
    Optional<Released> of(Tables tables, long repository) {
        var releases = tables.releases().published(repository);
        if (releases.isEmpty()) {
            return Optional.empty();
        }
        var before = known.get(repository);
        if (before != null && before.isOf(releases)) {
            return Optional.of(before);
        }
        // One that was rolled back counts no more: then all are read anew.
        var from = before != null && before.isBegunBy(releases) ? before : new Released(List.of(), Map.of());
        var since = from.since();
        for (var release : releases.subList(from.releases().size(), releases.size())) {
            since = next(tables, release, since);
        }
        var now = new Released(releases, since);
        known.put(repository, now);
        return Optional.of(now);
    }

    private static Map<String, ReleaseId> next(Tables tables, ReleaseId release, Map<String, ReleaseId> before) {
        var since = new HashMap<String, ReleaseId>();
        for (var leaf : leaves(tables, release)) {
            since.put(leaf.folder(), before.getOrDefault(leaf.folder(), release));
        }
        return Map.copyOf(since);
    }

    private static List<PlannedLeaf> leaves(Tables tables, ReleaseId release) {
        return tables.releases()
                .output(release, ReleaseStage.PLAN)
                .map(StageOutput::report)
                .map(report -> report instanceof Planned it ? it.plan().leaves() : List.<PlannedLeaf>of())
                .orElse(List.of());
    }
}
