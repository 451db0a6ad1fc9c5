package treewarden.web;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.LeafKind;
import treewarden.store.Tables;
import treewarden.web.api.ContributionsForPrograms;
import treewarden.web.api.Shapes;

/** The queue for programs, with the filters of the page. */
final class ListAsJson implements ContributionsForPrograms {
    private final ReadContribution contribution;

    ListAsJson(ReadContribution contribution) {
        this.contribution = contribution;
    }

    @Override
    public Shapes.Contributions list(Tables tables, Function<String, @Nullable String> parameters) {
        var query = QueueQuery.of(parameters, "");
        return new Shapes.Contributions(
                ReadQueue.list(tables, query).stream().map(this::summary).toList(), query.complaints());
    }

    @Override
    public Optional<Contribution> find(Tables tables, String owner, String name, int number) {
        return contribution.find(tables, owner, name, number);
    }

    @Override
    public Shapes.Contribution summary(Contribution it) {
        return new Shapes.Contribution(
                DescribeRows.name(it),
                it.title(),
                it.author().login(),
                it.head().hex(),
                it.state().slug(),
                it.stateSince(),
                QueueQuery.slug(it.turn().whose()),
                it.turn().why(),
                it.kinds().stream().map(LeafKind::words).toList(),
                it.leaves(),
                it.leafCount(),
                it.errors(),
                it.warnings(),
                it.sampleMade(),
                it.sampleKept(),
                Addresses.page(it));
    }
}
