package treewarden.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.JobPayload.TellOfRollBack;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseState;

/**
 * Has contributions follow a roll back, in its transaction. What no published release holds any more waits for the next one
 * as it did before: it is merged. What a release holds that is brought forward is released again. Their contributors are
 * told by a job of the process that speaks to the code host, which whoever rolls back need not be.
 */
final class FollowRollBack {
    private final Transaction transaction;
    private final WithdrawnLeaves plans;
    private final String by;

    FollowRollBack(Transaction transaction, String by) {
        this.transaction = transaction;
        this.plans = new WithdrawnLeaves(transaction);
        this.by = by;
    }

    /**
     * The releases themselves are written already.
     *
     * @param target as it was before: rolled back where it is brought forward
     */
    void after(Release target, List<Release> undone) {
        if (target.state() == ReleaseState.ROLLED_BACK) {
            bringForward(target, undone);
        }
        takeBack(target.model());
    }

    /** Also those are told that only heard of one that is undone now, and whose state stays as it is. */
    private void bringForward(Release target, List<Release> undone) {
        var heardOfAnother = undone.stream()
                .flatMap(release -> plans.plan(release.id()).stream())
                .flatMap(plan -> plan.contributions().stream())
                .collect(Collectors.toSet());
        var told = new ArrayList<ContributionId>();
        for (var id : plans.plan(target.id()).map(plan -> held(plan, target)).orElse(Set.of())) {
            var contribution = transaction.contributions().find(id);
            contribution
                    .filter(it -> it.state() == ContributionState.MERGED)
                    .ifPresent(it -> move(
                            it, ContributionState.RELEASED, target.id() + ", which holds it, was brought forward"));
            contribution
                    .filter(it -> it.state() == ContributionState.MERGED
                            || it.state() == ContributionState.RELEASED && heardOfAnother.contains(id))
                    .ifPresent(it -> told.add(id));
        }
        tell(target.id(), ContributionState.RELEASED, told);
    }

    /** Of all that were ever rolled back: what an earlier roll back left behind is found as well. */
    private void takeBack(String model) {
        List<Release> releases = transaction.releases().list(model, Integer.MAX_VALUE);
        var stranded = announcedBy(releases);
        for (var release : releases) {
            if (stranded.isEmpty()) {
                return;
            }
            if (release.state() == ReleaseState.PUBLISHED && isLaterThanAny(release, stranded)) {
                plans.plan(release.id()).map(plan -> held(plan, release)).ifPresent(stranded.keySet()::removeAll);
            }
        }
        var told = new LinkedHashMap<ReleaseId, List<ContributionId>>();
        stranded.forEach((id, announced) -> {
            move(
                    announced.contribution(),
                    ContributionState.MERGED,
                    announced.by() + ", which held it, was rolled back");
            told.computeIfAbsent(announced.by(), any -> new ArrayList<>()).add(id);
        });
        told.forEach((release, contributions) -> tell(release, ContributionState.MERGED, contributions));
    }

    private record Announced(Contribution contribution, ReleaseId by) {}

    /** Contributions that are released, each with the last one that was rolled back and of which its contributor was told. */
    private Map<ContributionId, Announced> announcedBy(List<Release> newestFirst) {
        var announced = new LinkedHashMap<ContributionId, Announced>();
        for (var release : newestFirst) {
            if (release.state() == ReleaseState.ROLLED_BACK) {
                plans.plan(release.id()).map(ReleasePlan::contributions).orElse(List.of()).stream()
                        .filter(id -> !announced.containsKey(id))
                        .flatMap(id -> transaction.contributions().find(id).stream())
                        .filter(it -> it.state() == ContributionState.RELEASED)
                        .forEach(it -> announced.put(it.id(), new Announced(it, release.id())));
            }
        }
        return announced;
    }

    /** A release that began before a contribution was opened holds nothing of it, and plans are large to read. */
    private static boolean isLaterThanAny(Release release, Map<ContributionId, Announced> stranded) {
        return stranded.values().stream()
                .anyMatch(it -> !it.contribution().openedAt().isAfter(release.startedAt()));
    }

    /** What is in a release: those that were new in it, and those from releases before whose leaves it has. */
    private static Set<ContributionId> held(ReleasePlan plan, Release release) {
        var held = new LinkedHashSet<ContributionId>(plan.contributions());
        plan.leaves().stream()
                .flatMap(leaf -> leaf.origins().stream())
                .forEach(origin -> held.add(new ContributionId(release.repository(), origin.pullRequest())));
        return held;
    }

    private void move(Contribution contribution, ContributionState next, String why) {
        var moved = contribution.inState(next, transaction.now());
        transaction.apply(new Decision(moved, List.of(), List.of(), "treewarden", why + " by " + by));
    }

    private void tell(ReleaseId release, ContributionState now, List<ContributionId> contributions) {
        if (!contributions.isEmpty()) {
            transaction.enqueue(new TellOfRollBack(release, now, contributions, transaction.now()));
        }
    }
}
