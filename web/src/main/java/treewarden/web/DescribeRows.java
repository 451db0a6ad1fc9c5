package treewarden.web;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.LeafKind;
import treewarden.store.SearchContributions.Listed;
import treewarden.web.view.Pill;
import treewarden.web.view.Row;
import treewarden.web.view.Yield;

/** Contributions as rows of the queue. */
final class DescribeRows {
    private final Around around;

    /**
     * What a row depends on beside its contribution.
     *
     * @param query the queue's filter, which is kept when a contribution is opened
     * @param repositories how many there are: with one only, its name says nothing
     * @param current the contribution that stands beside the queue; null where the queue stands alone
     */
    record Around(
            Addresses addresses,
            Moments moments,
            QueueQuery query,
            int repositories,
            @Nullable ContributionId current) {}

    DescribeRows(Around around) {
        this.around = around;
    }

    /** Without a score, where the sample itself is shown. */
    Row row(Contribution it) {
        return row(new Listed(it, null, 0));
    }

    Row row(Listed listed) {
        var it = listed.contribution();
        var score = listed.score();
        var leaves = it.leaves();
        var assignee = it.assignee();
        return new Row(
                name(it),
                around.repositories() == 1 ? "#" + it.id().number() : name(it),
                Addresses.page(it) + around.query().address(),
                around.addresses().pullRequest(it),
                around.moments().of(it.openedAt()),
                it.title().isBlank() ? "(no title)" : it.title(),
                it.author().login(),
                new Pill(
                        it.state().slug(),
                        it.state().words(),
                        QueueQuery.slug(it.turn().whose()),
                        around.moments().of(it.stateSince())),
                assignee == null ? "" : assignee.login(),
                leaves.isEmpty() ? "" : leaves.get(0),
                Math.max(0, it.leafCount() - 1),
                it.kinds().stream().map(LeafKind::words).collect(Collectors.joining(", ")),
                it.errors(),
                it.warnings(),
                sampleOf(it),
                it.id().repository() + "." + it.id().number() + "@" + it.head().hex(),
                score == null ? "" : Math.round(100 * score) + " of 100",
                listed.duplicates(),
                it.id().equals(around.current()));
    }

    static String name(Contribution it) {
        return it.repository().owner() + "/" + it.repository().name() + "#"
                + it.id().number();
    }

    private static @Nullable Yield sampleOf(Contribution it) {
        var made = it.sampleMade();
        var kept = it.sampleKept();
        return made == null || kept == null ? null : new Yield(made, kept);
    }
}
