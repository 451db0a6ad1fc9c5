package treewarden.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;
import treewarden.domain.SampleReport;
import treewarden.store.Run;
import treewarden.store.Tables;
import treewarden.web.api.ContributionsForPrograms;
import treewarden.web.api.Shapes;

/** The queue for programs, with the filters of the page. */
final class ListAsJson implements ContributionsForPrograms {
    private final ReadContribution contribution;
    private final Addresses addresses;

    ListAsJson(ReadContribution contribution, Addresses addresses) {
        this.contribution = contribution;
        this.addresses = addresses;
    }

    @Override
    public Shapes.Contributions list(Tables tables, Function<String, @Nullable String> parameters) {
        var query = QueueQuery.of(parameters, "").in(tables);
        var list = ReadQueue.list(tables, query);
        return new Shapes.Contributions(
                list.rows().stream()
                        .map(listed -> summary(listed.contribution(), listed.score(), listed.duplicates()))
                        .toList(),
                query.complaints(),
                list.found(),
                Arrays.stream(ContributionState.values())
                        .map(state -> new Shapes.StateCount(
                                state.slug(), list.counts().getOrDefault(state, 0)))
                        .toList(),
                list.more()
                        ? "/api/contributions" + query.onPage(query.page() + 1).address()
                        : null);
    }

    @Override
    public List<Filter> filters() {
        return DescribeFilters.all();
    }

    @Override
    public Optional<Contribution> find(Tables tables, String owner, String name, int number) {
        return contribution.find(tables, owner, name, number);
    }

    @Override
    public String compare(Contribution it, CommitId before, CommitId after) {
        return addresses.compare(it.repository(), before, after);
    }

    @Override
    public Shapes.Contribution summary(Tables tables, Contribution it) {
        var run = tables.runs().find(it.id(), it.head());
        var sample = tables.samples().find(it.id(), it.head());
        return summary(
                it,
                sample.map(SampleReport::meanScore).orElse(null),
                run.map(Run::duplicates).orElse(0));
    }

    private static Shapes.Contribution summary(Contribution it, @Nullable Double score, int duplicates) {
        var assignee = it.assignee();
        return new Shapes.Contribution(
                DescribeRows.name(it),
                it.title(),
                it.author().login(),
                it.head().hex(),
                it.state().slug(),
                it.stateSince(),
                it.openedAt(),
                assignee == null ? null : assignee.login(),
                QueueQuery.slug(it.turn().whose()),
                it.turn().why(),
                it.kinds().stream().map(LeafKind::words).toList(),
                it.leaves(),
                it.leafCount(),
                it.errors(),
                it.warnings(),
                it.sampleMade(),
                it.sampleKept(),
                score,
                duplicates,
                Addresses.page(it));
    }
}
