package treewarden.domain.release;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;

/**
 * What a release is made of. Everything later follows from it and from the settings, both named by digest.
 *
 * @param commit of the taxonomy's default branch
 * @param previous the release that it follows; null for the first one
 * @param leaves that go into it, in the order of their paths
 * @param removed paths of leaves that the last release had and this one has not
 * @param withdrawn leaves and pull requests that are kept out, each with its reason
 * @param left out for another reason: leaves that cannot be read, each with why
 * @param contributions merged ones that no release had, and that this one holds
 * @param settings it was planned under; null of one that was planned before they were noted
 * @param changedSettings those that are others than the last release's, by their names
 */
public record ReleasePlan(
        CommitId commit,
        @Nullable ReleaseId previous,
        List<PlannedLeaf> leaves,
        List<String> removed,
        List<Withdrawal> withdrawn,
        List<String> left,
        List<ContributionId> contributions,
        @Nullable PlanSettings settings,
        List<String> changedSettings) {
    public ReleasePlan {
        leaves = List.copyOf(leaves);
        removed = List.copyOf(removed);
        withdrawn = List.copyOf(withdrawn);
        left = List.copyOf(left);
        contributions = List.copyOf(contributions);
        changedSettings = List.copyOf(changedSettings);
    }

    /** Under settings of which nothing is noted. */
    public ReleasePlan(
            CommitId commit,
            @Nullable ReleaseId previous,
            List<PlannedLeaf> leaves,
            List<String> removed,
            List<Withdrawal> withdrawn,
            List<String> left,
            List<ContributionId> contributions) {
        this(commit, previous, leaves, removed, withdrawn, left, contributions, null, List.of());
    }

    /** The same under these settings. */
    public ReleasePlan under(PlanSettings now, List<String> changed) {
        return new ReleasePlan(commit, previous, leaves, removed, withdrawn, left, contributions, now, changed);
    }

    /** The same with other leaves. */
    public ReleasePlan withLeaves(List<PlannedLeaf> others) {
        return new ReleasePlan(
                commit, previous, others, removed, withdrawn, left, contributions, settings, changedSettings);
    }

    /** Those of these that are to keep a leaf out which it holds. */
    public List<Withdrawal> holding(List<Withdrawal> withdrawals) {
        return withdrawals.stream()
                .filter(one -> leaves.stream().anyMatch(one::covers))
                .toList();
    }

    /** The same without the leaves that these keep out, which it names with their reasons. */
    public ReleasePlan without(List<Withdrawal> withdrawals) {
        var kept = leaves.stream()
                .filter(leaf -> withdrawals.stream().noneMatch(one -> one.covers(leaf)))
                .toList();
        var gone = leaves.stream()
                .filter(leaf -> !kept.contains(leaf) && leaf.change() != PlannedLeaf.Change.NEW)
                .map(PlannedLeaf::path);
        return new ReleasePlan(
                commit,
                previous,
                kept,
                Stream.concat(removed.stream(), gone).sorted().toList(),
                Stream.concat(withdrawn.stream(), holding(withdrawals).stream())
                        .distinct()
                        .sorted(Comparator.comparing(Withdrawal::what))
                        .toList(),
                left,
                broughtTo(kept, contributions),
                settings,
                changedSettings);
    }

    /** Those of these contributions that touched one of these leaves that is new or changed. */
    public static List<ContributionId> broughtTo(List<PlannedLeaf> leaves, List<ContributionId> contributions) {
        var numbers = leaves.stream()
                .filter(leaf -> leaf.change() != PlannedLeaf.Change.UNCHANGED)
                .flatMap(leaf -> leaf.origins().stream())
                .map(PlannedLeaf.Origin::pullRequest)
                .collect(Collectors.toSet());
        return contributions.stream()
                .filter(id -> numbers.contains(id.number()))
                .toList();
    }

    /**
     * Says of each of its leaves whose work is new in it: those who touched it and whom no release held before; where that
     * is nobody, who touched it last.
     */
    public Function<PlannedLeaf, List<PlannedLeaf.Origin>> newIn() {
        var numbers = contributions.stream().map(ContributionId::number).collect(Collectors.toSet());
        return leaf -> {
            var those = leaf.origins().stream()
                    .filter(origin -> numbers.contains(origin.pullRequest()))
                    .toList();
            return those.isEmpty() ? leaf.last().stream().toList() : those;
        };
    }

    /** How many leaves differ from the last release in this way. */
    public long count(PlannedLeaf.Change change) {
        return leaves.stream().filter(leaf -> leaf.change() == change).count();
    }

    /** How many leaves came, went or differ. */
    public long changes() {
        return leaves.size() - count(PlannedLeaf.Change.UNCHANGED) + removed.size();
    }

    /**
     * Whether a release by it would be the other one over again: of the same leaves without the same ones, after the same
     * release, under the same settings. Where the settings of one of them are not known, nobody can say so.
     */
    public boolean isTheSameAs(ReleasePlan other) {
        return Objects.equals(previous, other.previous)
                && bytes(leaves).equals(bytes(other.leaves))
                && names(withdrawn).equals(names(other.withdrawn))
                && settings != null
                && other.settings != null
                && settings.changedSince(other.settings).isEmpty();
    }

    private static Map<String, Digest> bytes(List<PlannedLeaf> leaves) {
        return leaves.stream().collect(Collectors.toMap(PlannedLeaf::path, PlannedLeaf::digest));
    }

    private static Set<String> names(List<Withdrawal> withdrawn) {
        return withdrawn.stream().map(Withdrawal::what).collect(Collectors.toSet());
    }

    /** {@code 3 new, 1 changed, 120 unchanged, 2 removed; the settings changed: base model}. */
    public String words() {
        return count(PlannedLeaf.Change.NEW) + " new, " + count(PlannedLeaf.Change.CHANGED) + " changed, "
                + count(PlannedLeaf.Change.UNCHANGED) + " unchanged"
                + (removed.isEmpty() ? "" : ", " + removed.size() + " removed")
                + (changedSettings.isEmpty() ? "" : "; the settings changed: " + String.join(", ", changedSettings));
    }
}
