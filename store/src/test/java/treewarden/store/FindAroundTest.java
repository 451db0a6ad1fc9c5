package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Repository;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.SearchContributions.Listed;

/** Whoever is on the page of one contribution sees what stands above and below it in the list. */
class FindAroundTest extends Contract {
    private static final Set<ContributionState> OPEN =
            EnumSet.of(ContributionState.AWAITING_TRIAGE, ContributionState.UNCERTAIN);
    private static final Repository OTHER = new Repository(78, "community", "other", 5);

    /** In three groups of those that came at once, so that in every order some stand in the same place. */
    private void twelveOpenOnesAndOneThatIsDone() {
        for (int number = 1; number <= 6; number++) {
            for (var repository : List.of(TAXONOMY, OTHER)) {
                var state = number % 3 == 0 ? ContributionState.UNCERTAIN : ContributionState.AWAITING_TRIAGE;
                apply(decide(of(
                        repository,
                        about(number, "Haiku", "ada", "knowledge/x")
                                .withSample(4, number % 2)
                                .inState(state, clock.instant()))));
            }
            clock.advance(Duration.ofMinutes(number % 2));
        }
        apply(decide(about(7, "Haiku", "ada", "knowledge/x").inState(ContributionState.MERGED, clock.instant())));
    }

    private static Contribution of(Repository repository, Contribution it) {
        return new Contribution(
                new ContributionId(repository.id(), it.id().number()),
                repository,
                it.title(),
                it.author(),
                it.head(),
                it.state(),
                it.kinds(),
                it.leaves(),
                it.leafCount(),
                it.errors(),
                it.warnings(),
                it.sampleMade(),
                it.sampleKept(),
                true,
                null,
                null,
                it.openedAt(),
                it.stateSince(),
                it.updatedAt(),
                0);
    }

    @Test
    void aroundEachStandsWhatTheListHasThereInEveryOrderWithAndWithoutWords() {
        twelveOpenOnesAndOneThatIsDone();

        for (var order : Order.values()) {
            for (var text : List.of("", "haiku")) {
                List<Listed> all = database.read(
                        tables -> tables.search().find(search(text, order, 50)).page());
                assertThat(all).hasSize(12);
                for (int place = 0; place < all.size(); place++) {
                    var id = all.get(place).contribution().id();

                    assertThat(around(search(text, order, 5), id, 2))
                            .as("%s \"%s\" around %s", order, text, id)
                            .isEqualTo(all.subList(Math.max(0, place - 2), Math.min(12, Math.max(0, place - 2) + 5)));
                }
            }
        }
    }

    @Test
    void aroundWhatIsNotInTheListStandsNothing() {
        twelveOpenOnesAndOneThatIsDone();

        for (var text : List.of("", "haiku", "nowhere")) {
            for (int number : List.of(7, 99)) {
                assertThat(around(search(text, Order.WAIT, 5), new ContributionId(TAXONOMY.id(), number), 2))
                        .isEmpty();
            }
        }
        assertThat(around(search("nowhere", Order.WAIT, 5), new ContributionId(TAXONOMY.id(), 1), 2))
                .isEmpty();
    }

    @Test
    void itIsReadFromAnIndexAndOnlyAsFarAsItIsShown() {
        Assumptions.assumeTrue(backend == Backend.SQLITE, "SQLite says how it reads, whatever is in the tables");
        twelveOpenOnesAndOneThatIsDone();
        for (var order : Order.values()) {
            var steps = Plans.of(
                    database,
                    tables -> tables.search().around(search("", order, 20), new ContributionId(TAXONOMY.id(), 1), 4));

            assertThat(steps).noneMatch(step -> step.contains("TEMP B-TREE") || step.startsWith("SCAN c"));
            // Those in the same place, and those beyond it: above and below, in two states.
            assertThat(steps)
                    .as(order.name())
                    .filteredOn(step -> step.startsWith("SEARCH c USING COVERING INDEX contribution_"))
                    .hasSize(8)
                    .allMatch(step ->
                            step.matches("SEARCH c USING COVERING INDEX \\w+ \\(state=\\? AND (\\w+[<>]\\?|\\w+=\\?"
                                    + " AND [(),\\w]+[<>][(),?]+)\\) .*"));
        }
    }

    private List<Listed> around(ContributionSearch search, ContributionId id, int above) {
        return database.read(tables -> tables.search().around(search, id, above));
    }

    private static ContributionSearch search(String text, Order order, int limit) {
        return new ContributionSearch(OPEN, text, List.of(), order, limit, 0);
    }
}
