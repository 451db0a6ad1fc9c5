package treewarden.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import treewarden.domain.ContributionId;
import treewarden.domain.release.KeptOut;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.Release;
import treewarden.domain.release.Withdrawal;

/**
 * Which leaves of a taxonomy are kept out by what is withdrawn: those that a pull request touched, by what was checked of it
 * and by what was planned since, or those in a folder.
 */
public final class CoveredLeaves {
    /** Leaves of a folder that are counted. */
    private static final int MOST = 100_000;

    /** Leaves that are named. */
    private static final int NAMED = 5;

    private final Tables tables;
    private final long repository;

    /** @param repository that is released: pull requests have their numbers there */
    public CoveredLeaves(Tables tables, long repository) {
        this.tables = tables;
        this.repository = repository;
    }

    /** All that no release of this taxonomy may hold. */
    public KeptOut keptOut() {
        var withdrawals = tables.releases().withdrawals();
        var ofPullRequests =
                withdrawals.stream().filter(Withdrawal::isOfPullRequest).toList();
        var touched = new TreeSet<String>();
        ofPullRequests.forEach(one -> checked(one).forEach(touched::add));
        if (!ofPullRequests.isEmpty()) {
            // Data that was given may be that of any release.
            planned(releases())
                    .filter(leaf -> ofPullRequests.stream().anyMatch(one -> one.covers(leaf)))
                    .forEach(leaf -> touched.add(leaf.folder()));
        }
        return new KeptOut(withdrawals, touched);
    }

    /** The folders of the leaves that one of them keeps out. */
    public Set<String> of(Withdrawal withdrawal) {
        var covered = new TreeSet<String>();
        checked(withdrawal).forEach(covered::add);
        if (!withdrawal.isOfPullRequest()) {
            covered.addAll(tables.leafExamples().below(repository, withdrawal.what(), MOST));
        }
        // What people get, and what is under way: earlier ones hold nothing that these do not.
        planned(releases()
                        .filter(release -> release.isOut() || !release.state().isOver())
                        .limit(2))
                .filter(withdrawal::covers)
                .forEach(leaf -> covered.add(leaf.folder()));
        return covered;
    }

    /** How many they are, in a sentence. */
    public String words(Withdrawal withdrawal) {
        var covered = of(withdrawal);
        if (covered.isEmpty()) {
            return "It covers no leaf that is known here by now: see that it is written as it is meant.";
        }
        var names = String.join(", ", covered.stream().limit(NAMED).toList());
        return "It covers " + (covered.size() == 1 ? "1 leaf: " : covered.size() + " leaves: ") + names
                + (covered.size() > NAMED ? " and " + (covered.size() - NAMED) + " more." : ".");
    }

    /** Those of a pull request as they were checked at its head. */
    private Stream<String> checked(Withdrawal withdrawal) {
        if (!withdrawal.isOfPullRequest()) {
            return Stream.empty();
        }
        var id = new ContributionId(
                repository, Integer.parseInt(withdrawal.what().substring(1)));
        return tables
                .contributions()
                .find(id)
                .flatMap(contribution -> tables.runs().content(id, contribution.head()))
                .map(Run.Content::leaves)
                .orElse(List.of())
                .stream()
                .map(leaf -> PlannedLeaf.folder(leaf.path()));
    }

    private Stream<Release> releases() {
        return tables.releases().list(Integer.MAX_VALUE).stream().filter(release -> release.repository() == repository);
    }

    private Stream<PlannedLeaf> planned(Stream<Release> releases) {
        var plans = new WithdrawnLeaves(tables);
        return releases.flatMap(release -> plans.plan(release.id()).stream()).flatMap(plan -> plan.leaves().stream());
    }
}
