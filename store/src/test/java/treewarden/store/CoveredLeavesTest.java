package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Digest;
import treewarden.domain.StoredLeaf;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.Withdrawal;

/** How many leaves something that is withdrawn covers, and which rows are made of them. */
class CoveredLeavesTest extends ReleaseContract {
    @Test
    void aPullRequestCoversWhatItTouchedByItsChecksAndByWhatWasPlanned() {
        merged(contribution(12), "knowledge/moon/qna.yaml", "knowledge/sun/qna.yaml");
        start(FIRST);
        finish(FIRST, ReleaseStage.PLAN, planned("knowledge/tides"), "1 new");

        assertThat(words("#12")).isEqualTo("It covers 3 leaves: knowledge/moon, knowledge/sun, knowledge/tides.");
        assertThat(words("#11"))
                .isEqualTo("It covers no leaf that is known here by now: see that it is written as it is meant.");
    }

    @Test
    void aFolderCoversTheLeavesBelowItAndNoNeighbour() {
        start(FIRST);
        finish(FIRST, ReleaseStage.PLAN, planned("knowledge/moon", "knowledge/moon/dark", "knowledge/moons"), "3 new");

        assertThat(words("knowledge/moon")).isEqualTo("It covers 2 leaves: knowledge/moon, knowledge/moon/dark.");
        assertThat(words("knowledge/moon/dark")).isEqualTo("It covers 1 leaf: knowledge/moon/dark.");
        assertThat(words("knowledge"))
                .isEqualTo("It covers 3 leaves: knowledge/moon, knowledge/moon/dark, knowledge/moons.");
    }

    @Test
    void rowsOfALeafThatAWithdrawnPullRequestTouchedAreKeptOutWhoeverTouchedItLast() {
        merged(contribution(12), "knowledge/moon/qna.yaml");
        exclude("#12");

        var keptOut = database.read(tables -> new CoveredLeaves(tables, TAXONOMY.id()).keptOut());

        assertThat(keptOut.covers("knowledge/moon", List.of("#40"))).isTrue();
        assertThat(keptOut.covers("knowledge/else", List.of("#11", "#12"))).isTrue();
        assertThat(keptOut.covers("knowledge/else", List.of("#40"))).isFalse();
        assertThat(keptOut.covers("", List.of()))
                .as("of which nothing is known")
                .isFalse();
    }

    private String words(String what) {
        var withdrawal = new Withdrawal(what, "poisoned", "mia", clock.instant());
        return database.read(tables -> new CoveredLeaves(tables, TAXONOMY.id()).words(withdrawal));
    }

    private void merged(Contribution contribution, String... paths) {
        apply(decide(contribution.inState(ContributionState.MERGED, clock.instant())));
        var leaves = List.of(paths).stream()
                .map(path -> new StoredLeaf(path, Digest.of(path)))
                .toList();
        database.run(transaction -> transaction
                .runs()
                .save(new Run(
                        contribution.id(),
                        contribution.head(),
                        RunOutcome.PASSED,
                        List.of(),
                        List.of(),
                        clock.instant(),
                        new Run.Content("t", "main", leaves))));
    }
}
