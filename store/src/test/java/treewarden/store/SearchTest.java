package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;
import treewarden.domain.Person;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.SearchContributions.Listed;

class SearchTest extends Contract {
    private static final Set<ContributionState> ALL = EnumSet.allOf(ContributionState.class);

    @Test
    void wordsAreFoundInTitleContributorLeavesRepositoryAndNumber() {
        apply(decide(about(1, "Haiku über die Jahreszeiten", "ada", "compositional_skills/writing/haiku")));
        apply(decide(about(2, "Tides and 1 moon", "grace-h", "knowledge/science/tides")));

        assertThat(found("HAIKU")).containsExactly(1);
        assertThat(found("uber jahres")).containsExactly(1);
        assertThat(found("grace-h")).containsExactly(2);
        assertThat(found("science/tides")).containsExactly(2);
        assertThat(found("compositional_skills")).containsExactly(1);
        assertThat(found("#2")).containsExactly(2);
        assertThat(found("taxonomy#1 haiku")).containsExactly(1);
        assertThat(found("haiku tides")).isEmpty();
        assertThat(found("community")).containsExactly(1, 2);
    }

    @Test
    void whatLooksLikeAQueryIsWordsToo() {
        apply(decide(about(1, "日本語の俳句 OR nothing", "ada", "knowledge/x")));

        assertThat(found("俳")).containsExactly(1);
        assertThat(found("\"俳\" OR NOT missing*")).isEmpty();
        assertThat(found("or noth")).containsExactly(1);
        for (var nonsense :
                List.of("'", "\"", "& | !", "words:", "-", "(((", "\u0000", "\u00b7state", "%_", "\ud800")) {
            assertThat(found(nonsense + " or"))
                    .containsExactly(
                            nonsense.contains("state") || nonsense.contains("words")
                                    ? new Integer[0]
                                    : new Integer[] {1});
        }
        assertThat(found("x".repeat(5_000))).isEmpty();
    }

    @Test
    void aDecisionChangesWhatIsFound() {
        var first = apply(decide(about(1, "Haiku", "ada", "compositional_skills/haiku")));

        assertThat(found(EnumSet.of(ContributionState.CHECKING), "haiku")).containsExactly(1);
        apply(decide(first.inState(ContributionState.MERGED, clock.instant()).assignedTo(new Person(4, "Grace"))));

        assertThat(found(EnumSet.of(ContributionState.CHECKING), "haiku")).isEmpty();
        assertThat(found(EnumSet.of(ContributionState.MERGED), "haiku")).containsExactly(1);
        assertThat(with(Trait.assignee("grace"))).containsExactly(1);
        assertThat(with(Trait.UNASSIGNED)).isEmpty();
    }

    @Test
    void traitsNarrowTheListAndAllOfThemMustHold() {
        apply(decide(about(1, "a", "ada", "compositional_skills/writing/haiku").withSample(10, 2)));
        apply(decide(about(2, "b", "Grace", "compositional_skills/writing/prose", "knowledge/x")
                .withSample(10, 9)));

        assertThat(with(Trait.place("compositional_skills"))).containsExactly(1, 2);
        assertThat(with(Trait.place("compositional_skills/writing/prose"))).containsExactly(2);
        assertThat(with(Trait.place("compositional_skills/writ"))).isEmpty();
        assertThat(with(Trait.contributor("grace"))).containsExactly(2);
        assertThat(with(Trait.repository(about(1, "a", "ada").id().repository()), Trait.LOW_YIELD))
                .containsExactly(1);
        assertThat(with(Trait.repository(4_711))).isEmpty();
        assertThat(with(Trait.SAMPLED)).containsExactly(1, 2);
        assertThat(with(Trait.LOW_YIELD)).containsExactly(1);
        assertThat(with(Trait.WITH_WARNINGS)).containsExactly(1, 2);
        assertThat(with(Trait.WITH_ERRORS)).isEmpty();
        assertThat(with(Trait.kind(LeafKind.FREEFORM_SKILL), Trait.LOW_YIELD)).containsExactly(1);
        assertThat(with(Trait.kind(LeafKind.KNOWLEDGE))).isEmpty();
        assertThat(with(Trait.NOT_SAMPLED)).isEmpty();
    }

    @Test
    void whatIsOldIsFoundByTheDayOfItsOpeningTogetherWithWordsAndTraits() {
        for (int number = 1; number <= 5; number++) {
            apply(decide(about(number, number % 2 == 0 ? "Haiku" : "Tides", "ada", "knowledge/x")));
            clock.advance(Duration.ofDays(1));
        }

        // Today is the sixth day: the fifth was opened yesterday.
        assertThat(opened("", within(0))).isEmpty();
        assertThat(opened("", within(1))).containsExactly(5);
        assertThat(opened("", within(4))).containsExactly(2, 3, 4, 5);
        assertThat(opened("", before(4))).containsExactly(1);
        assertThat(opened("", before(2))).containsExactly(1, 2, 3);
        assertThat(opened("haiku", before(2))).containsExactly(2);
        assertThat(opened("haiku", within(4), Trait.place("knowledge"))).containsExactly(2, 4);
        assertThat(opened("", before(0), Trait.WITH_ERRORS)).isEmpty();
        assertThat(opened("", within(90))).hasSize(5);
        assertThat(opened("", before(90))).isEmpty();

        clock.advance(Duration.ofDays(3_000));
        assertThat(opened("tides", before(90))).containsExactly(1, 3, 5);
        assertThat(opened("", within(90))).isEmpty();
    }

    @Test
    void everyNumberOfDaysIsExactWhereverTodayIs() {
        for (int number = 1; number <= 100; number++) {
            apply(decide(about(number, "Tides", "ada", "knowledge/x")));
            clock.advance(Duration.ofDays(1));
        }
        for (int later = 0; later < 3; later++) {
            for (int days = 0; days <= 102; days++) {
                int within = Math.max(0, Math.min(100, days - later));
                assertThat(count(within(days)))
                        .as("%d days, %d later", days, later)
                        .isEqualTo(within);
                assertThat(count(before(days)))
                        .as("before %d days, %d later", days, later)
                        .isEqualTo(100 - within);
            }
            clock.advance(Duration.ofDays(1));
        }
    }

    private int count(Opened opened) {
        var search = new ContributionSearch(ALL, "", List.of(), opened, Order.WAIT, 1, 0);
        return database.<Integer>read(tables -> tables.search().find(search).count());
    }

    @Test
    void aDayIsOneOfUtcAndOneThatIsStillToComeIsOfToday() {
        clock.advance(untilMidnight().minusMillis(1));
        apply(decide(about(1, "late", "ada", "knowledge/x")));
        clock.advance(Duration.ofMillis(1));
        apply(decide(about(2, "early", "ada", "knowledge/x")));
        assertThat(opened("", within(0))).containsExactly(2);
        assertThat(opened("", before(0))).containsExactly(1);

        clock.advance(Duration.ofHours(-1));
        assertThat(opened("", within(0)))
                .as("by the clock of the code host, which is ahead of ours")
                .containsExactly(1, 2);
    }

    @Test
    void eachOrderIsKeptWithAndWithoutWordsOnEveryPage() {
        for (int number : List.of(3, 1, 2)) {
            apply(decide(
                    about(number, "Haiku", "ada", "knowledge/x").inState(ContributionState.ON_HOLD, clock.instant())));
            clock.advance(Duration.ofMinutes(1));
        }
        for (var text : List.of("", "haiku")) {
            assertThat(page(text, Order.WAIT, 2, 0)).containsExactly(3, 1);
            assertThat(page(text, Order.WAIT, 2, 2)).containsExactly(2);
            assertThat(page(text, Order.LATEST, 9, 0)).containsExactly(2, 1, 3);
            assertThat(page(text, Order.NUMBER, 9, 0)).containsExactly(3, 2, 1);
            assertThat(page(text, Order.AGE, 1, 1)).containsExactly(1);
            for (int offset : List.of(0, 2, 4)) {
                var search = new ContributionSearch(ALL, text, List.of(), Order.AGE, 2, offset);
                assertThat(database.<Integer>read(
                                tables -> tables.search().find(search).count()))
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void aPersonSeesWhatWaitsForTheirRoleAndWhatIsTheirsButNotWhatSomebodyElseHas() {
        var me = new Person(7, "me");
        var other = new Person(8, "other");
        put(1, ContributionState.AWAITING_TRIAGE, null, 9);
        put(2, ContributionState.AWAITING_TRIAGE, other, 9);
        put(3, ContributionState.ON_HOLD, me, 9);
        put(4, ContributionState.ON_HOLD, null, 9);
        put(5, ContributionState.NEEDS_CHANGES, null, 7);
        put(6, ContributionState.NEEDS_CHANGES, null, 9);
        put(7, ContributionState.MERGED, me, 7);
        put(8, ContributionState.AWAITING_TRIAGE, null, 7);
        put(9, ContributionState.WAITING_FOR_GO, null, 7);
        put(10, ContributionState.UNCERTAIN, me, 7);

        List<Listed> waiting = database.read(tables -> tables.search()
                .waitingFor(
                        7,
                        Set.of(ContributionState.AWAITING_TRIAGE, ContributionState.WAITING_FOR_GO),
                        Set.of(
                                ContributionState.ON_HOLD,
                                ContributionState.AWAITING_TRIAGE,
                                ContributionState.UNCERTAIN),
                        Set.of(ContributionState.NEEDS_CHANGES),
                        10));

        assertThat(waiting)
                .extracting(it -> it.contribution().id().number())
                .as("not 8: nobody judges their own, if they do not look after it; but they give it the go")
                .containsExactly(1, 3, 5, 9, 10);
    }

    @Test
    void anUpgradeFillsTheIndex() {
        apply(decide(about(1, "Haiku", "ada", "knowledge/x")));
        database.run(transaction -> transaction.session().handle().execute("delete from contribution_text"));
        assertThat(found("haiku")).isEmpty();

        database.migrate();

        assertThat(found("haiku")).containsExactly(1);
    }

    @Test
    void aPageOfAStateIsReadInItsOrderFromAnIndexAlone() {
        Assumptions.assumeTrue(backend == Backend.SQLITE, "SQLite says how it reads, whatever is in the tables");
        for (var order : Order.values()) {
            for (var states : List.of(ALL, Set.of(ContributionState.RELEASED))) {
                var steps = Plans.of(
                        database,
                        tables -> tables.search().find(new ContributionSearch(states, "", List.of(), order, 50, 50)));

                assertThat(steps).anyMatch(step -> step.startsWith("SEARCH c USING COVERING INDEX"));
                assertThat(steps).noneMatch(step -> step.contains("TEMP B-TREE"));
            }
        }
    }

    @Test
    void whatWaitsForAPersonIsReadFromIndexesAlone() {
        Assumptions.assumeTrue(backend == Backend.SQLITE, "SQLite says how it reads, whatever is in the tables");

        var steps = Plans.of(database, tables -> tables.search().waitingFor(1, ALL, ALL, ALL, 20));

        assertThat(steps)
                .anyMatch(step -> step.startsWith("SEARCH c USING COVERING INDEX contribution_waiting"))
                .anyMatch(step -> step.startsWith("SEARCH c USING COVERING INDEX contribution_assignee"))
                .anyMatch(step -> step.startsWith("SEARCH c USING COVERING INDEX contribution_author"))
                .noneMatch(step -> step.startsWith("SEARCH c USING INDEX") && !step.contains("autoindex"));
    }

    private void put(int number, ContributionState state, @Nullable Person assignee, long author) {
        var it = about(number, "x", "p" + author, "knowledge/x");
        apply(decide(new Contribution(
                it.id(),
                it.repository(),
                it.title(),
                new Person(author, "p" + author),
                it.head(),
                state,
                it.kinds(),
                it.leaves(),
                it.leafCount(),
                it.errors(),
                it.warnings(),
                null,
                null,
                true,
                null,
                assignee,
                clock.instant(),
                clock.instant(),
                clock.instant(),
                0)));
        clock.advance(Duration.ofMinutes(1));
    }

    private List<Integer> found(String text) {
        return found(ALL, text);
    }

    private List<Integer> found(Set<ContributionState> states, String text) {
        return numbers(search(states, text, List.of()));
    }

    private List<Integer> with(Trait... traits) {
        return numbers(search(ALL, "", List.of(traits)));
    }

    private List<Integer> opened(String text, Opened opened, Trait... traits) {
        return numbers(new ContributionSearch(ALL, text, List.of(traits), opened, Order.WAIT, 50, 0));
    }

    private static Opened within(int days) {
        return new Opened(Opened.Side.WITHIN, days);
    }

    private static Opened before(int days) {
        return new Opened(Opened.Side.BEFORE, days);
    }

    private Duration untilMidnight() {
        var day = Duration.ofDays(1).toMillis();
        return Duration.ofMillis(day - clock.millis() % day);
    }

    private List<Integer> page(String text, Order order, int limit, int offset) {
        return numbers(new ContributionSearch(ALL, text, List.of(), order, limit, offset));
    }

    private List<Integer> numbers(ContributionSearch search) {
        List<Listed> found =
                database.read(tables -> tables.search().find(search).page());
        return found.stream().map(it -> it.contribution().id().number()).toList();
    }

    private static ContributionSearch search(Set<ContributionState> states, String text, List<Trait> traits) {
        return new ContributionSearch(states, text, traits, Order.WAIT, 50, 0);
    }
}
