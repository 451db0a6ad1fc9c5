package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.JobPayload;
import treewarden.domain.Party;
import treewarden.domain.Repository;

class ContributionsTest extends Contract {
    @Test
    void aNewContributionIsFoundAsItWasStored() {
        var stored = apply(decide(contribution(3).withSample(40, 31)));

        assertThat(stored.version()).isEqualTo(1);
        assertThat(found(3)).isEqualTo(stored);
        assertThat(stored.sampleKept()).isEqualTo(31);
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("version")
                .isEqualTo(contribution(3).withSample(40, 31));
    }

    @Test
    void eachDecisionIsTheNextVersion() {
        var first = apply(decide(contribution(3)));
        clock.advance(Duration.ofMinutes(1));
        var second = apply(decide(first.inState(ContributionState.AWAITING_TRIAGE, clock.instant())));

        assertThat(second.version()).isEqualTo(2);
        assertThat(found(3)).isEqualTo(second);
    }

    @Test
    void ofTwoWhoDecideAtOnceTheSecondIsToldAndNothingOfItsDecisionStays() {
        var seen = apply(decide(contribution(3)));
        apply(decide(seen.inState(ContributionState.APPROVED, clock.instant())));

        assertThatThrownBy(() -> apply(new Decision(
                        seen.inState(ContributionState.REJECTED, clock.instant()),
                        List.of(comment(seen.id(), "rejected")),
                        List.of(reconcile(1)),
                        "grace",
                        "too late")))
                .isInstanceOf(StaleVersion.class)
                .hasMessageContaining("77#3")
                .hasMessageContaining("version 1");

        assertThat(found(3).state()).isEqualTo(ContributionState.APPROVED);
        assertThat(database.<Integer>read(tables -> tables.outbox().waiting())).isZero();
        assertThat(database.<Integer>read(tables -> tables.jobs().count(JobFilter.ALL)))
                .isZero();
        assertThat(timeline(3)).hasSize(2);
    }

    @Test
    void aContributionThatSomebodyElseStoredFirstIsNotStoredASecondTime() {
        apply(decide(contribution(3)));

        assertThatThrownBy(() -> apply(decide(contribution(3)))).isInstanceOf(StaleVersion.class);
    }

    @Test
    void aDecisionQueuesItsJobsAndTheOneThatDeliversItsEffects() {
        var contribution = contribution(3);
        apply(new Decision(
                contribution,
                List.of(comment(contribution.id(), "hello")),
                List.of(new JobPayload.Reconcile(1)),
                "treewarden",
                "3 errors found"));

        List<Job> jobs = database.read(tables -> tables.jobs().list(JobFilter.ALL));
        assertThat(jobs.stream().map(Job::payload))
                .containsExactlyInAnyOrder(new JobPayload.DeliverEffects(5), reconcile(1));
    }

    @Test
    void aContributionIsListedByStateRepositoryAndTurn() {
        for (var state : ContributionState.values()) {
            apply(decide(contribution(state.ordinal() + 1).inState(state, clock.instant())));
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(states(ContributionFilter.ALL)).containsExactly(ContributionState.values());
        assertThat(states(ContributionFilter.ALL.by(ContributionFilter.Order.LATEST_CHANGE)))
                .startsWith(ContributionState.CLOSED, ContributionState.RELEASED);
        assertThat(states(ContributionFilter.ALL.turnOf(Party.CONTRIBUTOR)))
                .containsExactly(ContributionState.NEEDS_CHANGES, ContributionState.CHANGES_REQUESTED);
        assertThat(states(ContributionFilter.ALL.by(ContributionFilter.Order.TURN)))
                .isSortedAccordingTo(
                        (a, b) -> a.turn().whose().compareTo(b.turn().whose()))
                .startsWith(
                        ContributionState.NEEDS_CHANGES,
                        ContributionState.CHANGES_REQUESTED,
                        ContributionState.AWAITING_TRIAGE);
        assertThat(states(ContributionFilter.ALL.in(Set.of(ContributionState.MERGED))))
                .hasSize(1);
        assertThat(states(ContributionFilter.ALL.of(12345))).isEmpty();
        assertThat(states(ContributionFilter.ALL.page(2, 1)))
                .containsExactly(ContributionState.NEEDS_CHANGES, ContributionState.WAITING_FOR_GO);
        assertThat(database.<Integer>read(tables -> tables.contributions().count(ContributionFilter.ALL.page(2, 1))))
                .isEqualTo(ContributionState.values().length);
        Map<ContributionState, Integer> counts =
                database.read(tables -> tables.contributions().countsByState());
        assertThat(counts).containsOnlyKeys(ContributionState.values()).containsValue(1);
    }

    @Test
    void aRepositoryThatWasRenamedIsRenamedForAllItsContributions() {
        apply(decide(contribution(1)));
        var renamed = new Repository(TAXONOMY.id(), "community", "knowledge", 6);

        database.run(transaction -> transaction.repositories().remember(renamed));

        assertThat(found(1).repository()).isEqualTo(renamed);
        assertThat(database.<Optional<KnownRepository>>read(
                        tables -> tables.repositories().find(TAXONOMY.id())))
                .contains(new KnownRepository(renamed, RepositoryState.ACTIVE));
    }

    @Test
    void anInstallationThatIsSuspendedTakesItsRepositoriesWithIt() {
        database.run(transaction -> {
            transaction.repositories().remember(TAXONOMY);
            transaction.repositories().remember(new Repository(78, "community", "other", 5));
            transaction.repositories().remember(new Repository(79, "elsewhere", "third", 6));
            transaction.repositories().setAll(5, RepositoryState.SUSPENDED);
            transaction.repositories().set(78, RepositoryState.REMOVED);
        });

        List<KnownRepository> known =
                database.read(tables -> tables.repositories().list());
        assertThat(known.stream().map(KnownRepository::state))
                .containsExactly(RepositoryState.REMOVED, RepositoryState.SUSPENDED, RepositoryState.ACTIVE);
    }

    @Test
    void hostileTextIsKeptHarmless() {
        var nasty = "'; drop table contribution; -- \u0000 \uD83C\uDF33 \u202E";
        var contribution = contribution(1);
        apply(new Decision(titled(contribution, nasty), List.of(), List.of(), nasty, nasty));

        assertThat(found(1).title()).isEqualTo(nasty.replace('\u0000', '\uFFFD'));
        assertThat(timeline(1).get(0).event().why()).isEqualTo(nasty.replace('\u0000', '\uFFFD'));
        assertThat(database.<AuditVerdict>read(tables -> tables.audit().verify()))
                .isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void changesAreToldAfterTheCommitAndOnlyThen() {
        var heard = new ArrayList<Change>();
        try (var listening = database.changes().subscribe(change -> {
            heard.add(change);
            assertThat(found(change.contribution().number()).version()).isEqualTo(change.version());
        })) {
            apply(decide(contribution(1)));
            assertThatThrownBy(() -> database.run(transaction -> {
                        transaction.apply(decide(contribution(2)));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(listening).isNotNull();
        }
        apply(decide(contribution(3)));

        assertThat(heard).containsExactly(new Change(new ContributionId(77, 1), 1, ContributionState.CHECKING));
    }

    private Contribution found(int number) {
        return database.read(tables -> tables.contributions().find(new ContributionId(TAXONOMY.id(), number)))
                .orElseThrow();
    }

    private List<AuditEntry> timeline(int number) {
        return database.read(tables -> tables.audit().timeline(new ContributionId(TAXONOMY.id(), number)));
    }

    private List<ContributionState> states(ContributionFilter filter) {
        List<Contribution> found =
                database.read(tables -> tables.contributions().list(filter));
        return found.stream().map(Contribution::state).toList();
    }

    private static Contribution titled(Contribution it, String title) {
        return new Contribution(
                it.id(),
                it.repository(),
                title,
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
                it.goGiven(),
                it.reason(),
                it.assignee(),
                it.openedAt(),
                it.stateSince(),
                it.updatedAt(),
                it.version());
    }
}
