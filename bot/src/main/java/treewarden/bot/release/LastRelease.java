package treewarden.bot.release;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.release.PlanSettings;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;

/** What the last published release held, to be compared with. */
final class LastRelease {
    static final LastRelease NONE = new LastRelease(null, Map.of(), null);

    private final @Nullable ReleaseId id;
    private final Map<String, PlannedLeaf> leaves;
    private final @Nullable PlanSettings settings;

    LastRelease(ReleaseId id, ReleasePlan plan) {
        this(
                id,
                plan.leaves().stream().collect(Collectors.toMap(PlannedLeaf::path, Function.identity())),
                plan.settings());
    }

    private LastRelease(@Nullable ReleaseId id, Map<String, PlannedLeaf> leaves, @Nullable PlanSettings settings) {
        this.id = id;
        this.leaves = leaves;
        this.settings = settings;
    }

    @Nullable
    ReleaseId id() {
        return id;
    }

    /** A leaf as it is now, with what is known of where it comes from. */
    PlannedLeaf compare(String path, LeafKind kind, Digest digest, FindMerged.Merged brought) {
        var before = leaves.get(path);
        var change = before == null ? Change.NEW : isAsItWas(path, digest) ? Change.UNCHANGED : Change.CHANGED;
        // What is known of the contributions goes back further than the last release, which may have lacked the leaf;
        // what
        // that one knew goes back further than what is known of them.
        var origins = Touches.inOrder(Stream.concat(
                before == null ? Stream.empty() : before.origins().stream(), brought.origins(path, digest).stream()));
        return new PlannedLeaf(path, kind, digest, change, origins);
    }

    /** Whether it held this leaf with these bytes. */
    boolean isAsItWas(String path, Digest digest) {
        var before = leaves.get(path);
        return before != null && before.digest().equals(digest);
    }

    /** Which of these settings are others than it was made with, by their names; none where it noted nothing. */
    List<String> changed(PlanSettings now) {
        return settings == null ? List.of() : now.changedSince(settings);
    }

    /** Paths of leaves that it held and that are not among these. */
    List<String> missingIn(List<PlannedLeaf> now) {
        var paths = now.stream().map(PlannedLeaf::path).collect(Collectors.toSet());
        return leaves.keySet().stream()
                .filter(path -> !paths.contains(path))
                .sorted()
                .toList();
    }
}
