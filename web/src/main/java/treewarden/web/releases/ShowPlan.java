package treewarden.web.releases;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import treewarden.domain.ContributionId;
import treewarden.domain.release.PlanNote;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.PlannedLeaf.Origin;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleasePlan;
import treewarden.store.Tables;
import treewarden.web.Moments;
import treewarden.web.view.ReleasePage.Holds;
import treewarden.web.view.ReleasePage.Leaf;
import treewarden.web.view.Releases.Link;

/** What a release holds, as its page shows it. */
final class ShowPlan {
    private static final int ROWS = 30;

    /** Contributions that are named of one leaf. */
    private static final int BROUGHT = 10;

    private final Release release;
    private final Asked asked;
    private final Moments moments;
    private final Map<Long, String> repositories = new HashMap<>();

    ShowPlan(Release release, Asked asked, Tables tables, Moments moments) {
        this.release = release;
        this.asked = asked;
        this.moments = moments;
        tables.repositories()
                .list()
                .forEach(known -> repositories.put(
                        known.repository().id(),
                        known.repository().owner() + "/" + known.repository().name()));
    }

    Holds of(ReleasePlan plan, List<PlanNote> notes) {
        var changes = plan.leaves().stream()
                .filter(leaf -> leaf.change() != Change.UNCHANGED)
                .toList();
        var newIn = plan.newIn();
        int most = asked.isWhole() ? Asked.MOST : ROWS;
        var previous = plan.previous();
        boolean isCut = changes.size() > most
                || plan.contributions().size() > most
                || plan.removed().size() > most
                || plan.left().size() > most
                || plan.withdrawn().size() > most;
        return new Holds(
                plan.leaves().size() + (plan.leaves().size() == 1 ? " leaf: " : " leaves: ") + plan.words(),
                plan.commit().hex(),
                previous == null ? null : new Link(previous.name(), "/releases/" + previous),
                notes.stream().map(PlanNote::words).toList(),
                changes.stream()
                        .limit(most)
                        .map(leaf -> leaf(leaf, newIn.apply(leaf)))
                        .toList(),
                changes.size(),
                plan.contributions().stream()
                        .limit(most)
                        .map(this::contribution)
                        .toList(),
                plan.contributions().size(),
                plan.removed().stream().limit(most).toList(),
                plan.withdrawn().stream()
                        .limit(most)
                        .map(each -> ListReleases.withdrawn(each, moments, List.of()))
                        .toList(),
                plan.left().stream().limit(most).toList(),
                isCut && !asked.isWhole() ? asked.page() + "?all=yes" : null);
    }

    private Leaf leaf(PlannedLeaf leaf, List<Origin> brought) {
        return new Leaf(
                leaf.folder(),
                leaf.change().words(),
                brought.stream()
                        .limit(BROUGHT)
                        .map(origin -> contribution(new ContributionId(release.repository(), origin.pullRequest())))
                        .toList(),
                brought.stream()
                        .map(Origin::contributor)
                        .distinct()
                        .limit(BROUGHT)
                        .collect(Collectors.joining(", ")));
    }

    /** A repository that was forgotten has no pages; the link then leads to the queue. */
    private Link contribution(ContributionId id) {
        var repository = repositories.get(id.repository());
        return new Link(
                "#" + id.number(), repository == null ? "/" : "/contributions/" + repository + "/" + id.number());
    }
}
