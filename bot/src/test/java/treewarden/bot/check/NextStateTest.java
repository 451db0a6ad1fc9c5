package treewarden.bot.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import treewarden.bot.check.NextState.Outcome;
import treewarden.bot.check.NextState.Seen;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Person;
import treewarden.domain.Repository;
import treewarden.forge.AuthorAssociation;
import treewarden.forge.PullRequest;

class NextStateTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final CommitId HEAD = new CommitId("a".repeat(40));

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "CHANGES_REQUESTED", "UNCERTAIN", "REJECTED"})
    void aPersonsVerdictStandsWhileNothingChangesAndIsVoidOnceItDoes(ContributionState verdict) {
        assertThat(NextState.of(in(verdict), known(), Outcome.SAMPLED, Seen.AGAIN))
                .isEqualTo(verdict);
        assertThat(NextState.of(in(verdict), known(), Outcome.CAN_BE_SAMPLED, Seen.ANEW))
                .isEqualTo(ContributionState.SAMPLING);
        assertThat(NextState.of(in(verdict), known(), Outcome.ERRORS, Seen.ANEW))
                .isEqualTo(ContributionState.NEEDS_CHANGES);
    }

    @ParameterizedTest
    @EnumSource
    void aHoldOutlivesEverythingButTheEnd(Outcome outcome) {
        assertThat(NextState.of(in(ContributionState.ON_HOLD), known(), outcome, Seen.ANEW))
                .isEqualTo(ContributionState.ON_HOLD);
        assertThat(NextState.of(in(ContributionState.ON_HOLD), merged(), outcome, Seen.ANEW))
                .isEqualTo(ContributionState.MERGED);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "MANNEQUIN"})
    void whoIsNewWaitsForTheGo(AuthorAssociation association) {
        var pullRequest = pullRequest(association, true, false, false);

        assertThat(NextState.of(null, pullRequest, Outcome.CAN_BE_SAMPLED, Seen.ANEW))
                .isEqualTo(ContributionState.WAITING_FOR_GO);
        assertThat(NextState.of(
                        in(ContributionState.WAITING_FOR_GO).withGo(), pullRequest, Outcome.CAN_BE_SAMPLED, Seen.AGAIN))
                .isEqualTo(ContributionState.SAMPLING);
    }

    @Test
    void aSampleThatFailedLeavesTheDecisionToPeople() {
        assertThat(NextState.of(in(ContributionState.SAMPLING), known(), Outcome.SAMPLE_FAILED, Seen.AGAIN))
                .isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(NextState.of(in(ContributionState.SAMPLING), known(), Outcome.UNDER_WAY, Seen.AGAIN))
                .isEqualTo(ContributionState.SAMPLING);
    }

    @Test
    void whatIsOverStaysWhatItIs() {
        var closed = pullRequest(AuthorAssociation.MEMBER, false, false, false);

        assertThat(NextState.of(in(ContributionState.REJECTED), closed, Outcome.SAMPLED, Seen.AGAIN))
                .isEqualTo(ContributionState.REJECTED);
        assertThat(NextState.of(in(ContributionState.APPROVED), closed, Outcome.SAMPLED, Seen.AGAIN))
                .isEqualTo(ContributionState.CLOSED);
        assertThat(NextState.of(in(ContributionState.RELEASED), merged(), Outcome.SAMPLED, Seen.AGAIN))
                .isEqualTo(ContributionState.RELEASED);
    }

    @Test
    void aDraftIsNotSampled() {
        var draft = pullRequest(AuthorAssociation.MEMBER, true, true, false);

        assertThat(NextState.of(null, draft, Outcome.CAN_BE_SAMPLED, Seen.ANEW)).isEqualTo(ContributionState.CHECKING);
    }

    private static PullRequest known() {
        return pullRequest(AuthorAssociation.CONTRIBUTOR, true, false, false);
    }

    private static PullRequest merged() {
        return pullRequest(AuthorAssociation.CONTRIBUTOR, false, false, true);
    }

    private static PullRequest pullRequest(AuthorAssociation association, boolean open, boolean draft, boolean merged) {
        return new PullRequest(
                1,
                "Title",
                "",
                new Person(1, "ada"),
                association,
                HEAD,
                "ada:haiku",
                HEAD,
                "main",
                open,
                draft,
                merged,
                Set.of(),
                NOON,
                NOON,
                1);
    }

    private static Contribution in(ContributionState state) {
        return new Contribution(
                new ContributionId(1, 1),
                new Repository(1, "instructlab", "taxonomy", 1),
                "Title",
                new Person(1, "ada"),
                HEAD,
                state,
                List.of(),
                List.of(),
                1,
                0,
                0,
                null,
                null,
                false,
                null,
                null,
                NOON,
                NOON,
                NOON,
                1);
    }
}
