package treewarden.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Leaf;
import treewarden.store.AuditEntry;
import treewarden.store.KnownRepository;
import treewarden.store.Run;
import treewarden.store.Tables;
import treewarden.web.tree.ReadTree;
import treewarden.web.view.Page;

/** A contribution's page: everything about its head. */
final class ReadContribution {
    /** Leaves on one page; some contributions bring more than a hundred. */
    private static final int LEAVES = 10;

    private final Addresses addresses;
    private final DescribeLeaf describe;
    private final DescribeFindings findings;
    private final DescribeProvenance provenance;

    ReadContribution(Addresses addresses, LinkDocuments link) {
        this.addresses = addresses;
        this.describe = new DescribeLeaf(link);
        this.findings = new DescribeFindings(addresses);
        this.provenance = new DescribeProvenance(link);
    }

    /** The contribution with this name; a repository that was renamed away and made anew is found as well. */
    Optional<Contribution> find(Tables tables, String owner, String name, int number) {
        return tables.repositories().list().stream()
                .map(KnownRepository::repository)
                .filter(repository -> repository.owner().equalsIgnoreCase(owner)
                        && repository.name().equalsIgnoreCase(name))
                .map(repository -> tables.contributions().find(new ContributionId(repository.id(), number)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Reads its page. */
    Page read(Tables tables, Contribution it, PageView view, Instant now) {
        var moments = new Moments(now);
        var run = tables.runs().find(it.id(), it.head());
        var sample = tables.samples().find(it.id(), it.head());
        var checked = run.map(Run::leaves).orElse(List.of());
        var readable =
                checked.stream().map(CheckedLeaf::leaf).filter(Objects::nonNull).toList();
        int leafPage = Math.min(view.leaves(), 1 + Math.max(0, readable.size() - 1) / LEAVES);
        int from = (leafPage - 1) * LEAVES;
        var found = findings.of(it, checked, view.room());
        return new Page(
                new DescribeRows(new DescribeRows.Around(
                                addresses,
                                moments,
                                view.query(),
                                tables.repositories().list().size(),
                                it.id()))
                        .row(it),
                it.turn().whose().words(),
                it.turn().why(),
                moments.of(it.openedAt()),
                it.head().brief(),
                addresses.commit(it.repository(), it.head()),
                it.leaves().stream()
                        .findFirst()
                        .flatMap(leaf -> ReadTree.around(tables, it.repository(), leaf))
                        .orElse(null),
                run.map(each -> moments.of(each.checkedAt())).orElse(null),
                run.map(Run::notes).orElse(List.of()),
                found.files(),
                found.more(),
                (int) checked.stream().filter(leaf -> leaf.findings().isEmpty()).count(),
                readable.stream()
                        .skip(from)
                        .limit(LEAVES)
                        .map(leaf -> describe.of(leaf, address(it, checked, leaf)))
                        .toList(),
                readable.size(),
                leafPage > 1 ? leaves(it, view.onLeaves(leafPage - 1)) : null,
                readable.size() > from + LEAVES ? leaves(it, view.onLeaves(leafPage + 1)) : null,
                sample.map(report -> DescribeSample.of(report, view.room().rows()))
                        .orElse(null),
                new DescribePrecheck(moments, view.room().answers())
                        .all(tables.prechecks().list(it.id(), it.head())),
                provenance.of(run, sample, from, LEAVES),
                tables.audit().timeline(it.id()).stream()
                        .sorted(Comparator.comparingLong(AuditEntry::number).reversed())
                        .map(entry -> event(entry, moments))
                        .toList(),
                view.rest(it));
    }

    private static String leaves(Contribution it, PageView view) {
        return view.address(it) + "#leaves";
    }

    private String address(Contribution it, List<CheckedLeaf> checked, Leaf leaf) {
        var path = checked.stream()
                .filter(each -> leaf.equals(each.leaf()))
                .findFirst()
                .map(CheckedLeaf::path)
                .orElse(leaf.path() + "/qna.yaml");
        return addresses.file(it.repository(), it.head(), path);
    }

    private static Page.Event event(AuditEntry entry, Moments moments) {
        var event = entry.event();
        var head = event.head();
        return new Page.Event(
                moments.of(entry.at()),
                event.by(),
                event.why(),
                words(event.before()),
                words(event.after()),
                head == null ? "" : head.substring(0, Math.min(7, head.length())));
    }

    private static String words(@Nullable String slug) {
        return slug == null ? "" : slug.replace('-', ' ');
    }
}
