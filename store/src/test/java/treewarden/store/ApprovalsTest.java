package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import treewarden.domain.Approval;
import treewarden.domain.ApprovedContent;
import treewarden.domain.ApprovedContent.ApprovedDocument;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Digest;
import treewarden.domain.Effect;
import treewarden.domain.Person;
import treewarden.domain.StoredLeaf;

/** Approvals stand as long as the contribution is what was approved, whoever changes it. */
class ApprovalsTest extends Contract {
    private static final Person GRACE = new Person(11, "grace");
    private static final Person ALAN = new Person(12, "alan");
    private static final CommitId OTHER = new CommitId("b".repeat(40));

    private Contribution known;

    @BeforeEach
    void aContributionAwaitsTriage() {
        known = apply(decide(contribution(1).inState(ContributionState.AWAITING_TRIAGE, clock.instant())));
    }

    @Test
    void anApprovalIsKeptWithAllThatItNames() {
        var approval = approval(GRACE);

        approved(approval);

        assertThat(standing()).containsExactly(approval);
        assertThat(audited()).contains("approve");
        assertThat(effects()).isEmpty();
    }

    @Test
    void theSamePersonCountsOnceAndEachOtherPersonOnceMore() {
        approved(approval(GRACE));
        clock.advance(Duration.ofMinutes(1));
        approved(approval(new Person(GRACE.id(), "grace-renamed")));
        approved(approval(ALAN));

        assertThat(standing()).extracting(it -> it.approver().login()).containsExactly("grace", "alan");
    }

    @Test
    void anotherHeadVoidsAllOfThemAndTakesOurReviewBack() {
        approved(approval(GRACE));
        approved(approval(ALAN));
        clock.advance(Duration.ofMinutes(1));

        apply(decide(pushed(known, OTHER)));

        assertThat(standing()).isEmpty();
        assertThat(all()).allSatisfy(it -> {
            assertThat(it.voided()).isEqualTo(new Approval.Voided(clock.instant(), "the head moved to bbbbbbb"));
        });
        assertThat(effects()).containsExactly(new Effect.DismissReview(known.id(), HEAD, "the head moved to bbbbbbb"));
        assertThat(audited()).contains("void-approval");
    }

    @Test
    void theHeadThatComesBackBringsNoApprovalBack() {
        approved(approval(GRACE));
        var moved = apply(decide(pushed(known, OTHER)));

        known = apply(decide(pushed(moved, HEAD)));

        assertThat(standing()).isEmpty();
        approved(approval(GRACE));
        assertThat(standing()).hasSize(1);
        assertThat(all()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void eachStateKeepsThemOrNot(ContributionState state) {
        approved(approval(GRACE));

        apply(decide(known.inState(state, clock.instant())));

        assertThat(standing()).hasSize(state.keepsApprovals() ? 1 : 0);
    }

    @Test
    void whatWasMergedAtAnotherHeadIsNotApprovedAndTheReviewOfItStays() {
        approved(approval(GRACE));

        apply(decide(pushed(known, OTHER).inState(ContributionState.MERGED, clock.instant())));

        assertThat(all())
                .singleElement()
                .satisfies(it -> assertThat(it.voidedBecause())
                        .isEqualTo("it was merged at commit bbbbbbb, which nobody approved"));
        assertThat(effects()).isEmpty();
    }

    @Test
    void anApprovalOfWhatTheContributionIsNotIsNeverGiven() {
        var approval = List.of(approval(GRACE));
        var moved = apply(new Decision(pushed(known, OTHER), List.of(), List.of(), approval, "grace (11)", ""));
        var held = pushed(moved, HEAD).inState(ContributionState.ON_HOLD, clock.instant());
        apply(new Decision(held, List.of(), List.of(), approval, "grace (11)", "/approve /hold"));

        assertThat(all()).isEmpty();
    }

    @Test
    void twoWhoApproveAtOnceAndSawTheSameVersionAreNotBothWritten() {
        approved(approval(GRACE));
        var stale = new Decision(
                contributionAt(known.version() - 1), List.of(), List.of(), List.of(approval(ALAN)), "alan (12)", "");

        assertThatThrownBy(() -> apply(stale)).isInstanceOf(StaleVersion.class);
        assertThat(standing()).extracting(Approval::approver).containsExactly(GRACE);
    }

    @Test
    void whyItCouldNotBeMergedIsNotedWithThoseThatStand() {
        approved(approval(GRACE));
        database.run(transaction -> transaction.approvals().trouble(known.id(), "Base branch was modified"));

        assertThat(standing()).extracting(Approval::trouble).containsExactly("Base branch was modified");
    }

    @Test
    void othersWithAReasonOfTheirOwnVoidThemToo() {
        approved(approval(GRACE));

        database.run(
                transaction -> transaction.voidApprovals(known, it -> Optional.of("the base moved"), "treewarden"));

        assertThat(all()).extracting(Approval::voidedBecause).containsExactly("the base moved");
    }

    @Test
    void aRunKeepsWhatItRead() {
        var content = new Run.Content("d".repeat(40), "main", List.of(new StoredLeaf("a/qna.yaml", Digest.of("a"))));
        var run = new Run(known.id(), HEAD, RunOutcome.PASSED, List.of(), List.of(), clock.instant(), content);
        database.run(transaction -> transaction.runs().save(run));

        Optional<Run> found = database.read(tables -> tables.runs().find(known.id(), HEAD));
        assertThat(found).contains(run);
    }

    private void approved(Approval approval) {
        known = apply(new Decision(known, List.of(), List.of(), List.of(approval), "grace (11)", "/approve"));
    }

    private Approval approval(Person by) {
        var content = new ApprovedContent(
                HEAD,
                "c".repeat(40),
                "main",
                List.of(new StoredLeaf("compositional_skills/haiku/qna.yaml", Digest.of("leaf"))),
                new ApprovedContent.Documents(List.of(
                        new ApprovedDocument("knowledge/trees", "trees.md", Digest.of("document")),
                        new ApprovedDocument("knowledge/trees", "missing.md", null))));
        return new Approval(known.id(), content, by, "maintain", 99L, clock.instant(), null, null);
    }

    private List<Approval> standing() {
        return database.read(tables -> tables.approvals().standing(known.id()));
    }

    private List<Approval> all() {
        return database.read(tables -> tables.approvals().all(known.id()));
    }

    private List<Effect> effects() {
        return database.read(tables -> tables.outbox().waiting(TAXONOMY.installation(), 9)).stream()
                .map(WaitingEffect::effect)
                .toList();
    }

    private List<String> audited() {
        return database.read(tables -> tables.audit().timeline(new ContributionId(TAXONOMY.id(), 1))).stream()
                .map(entry -> entry.event().action())
                .toList();
    }

    private Contribution contributionAt(long version) {
        return with(known, known.head(), version);
    }

    private static Contribution pushed(Contribution it, CommitId head) {
        return with(it, head, it.version());
    }

    private static Contribution with(Contribution it, CommitId head, long version) {
        return new Contribution(
                it.id(),
                it.repository(),
                it.title(),
                it.author(),
                head,
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
                version);
    }
}
