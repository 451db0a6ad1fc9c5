package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Effect;
import treewarden.domain.Person;
import treewarden.domain.Reason;

/** A decision that can be taken back is told to nobody until it cannot. */
class UndoOffersTest extends Contract {
    private static final Person TESS = new Person(11, "tess");
    private static final Duration UNDO = Duration.ofSeconds(10);

    private Contribution before;

    @BeforeEach
    void aContributionIsOnHold() {
        var held = contribution(1)
                .inState(ContributionState.ON_HOLD, new Reason("Until the license is clear", TESS), clock.instant());
        before = database.write(transaction -> transaction.apply(decision(held)));
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void remembersHowItWas() {
        var decided = decide();

        var offer = offer();

        assertThat(offer.state()).isEqualTo(ContributionState.ON_HOLD);
        assertThat(offer.stateSince()).isEqualTo(before.stateSince());
        assertThat(offer.reason()).isEqualTo(new Reason("Until the license is clear", TESS));
        assertThat(offer.isOpenFor(TESS.id(), decided, clock.instant())).isTrue();
        assertThat(offer.isOpenFor(12, decided, clock.instant())).isFalse();
        assertThat(offer.isOpenFor(TESS.id(), decided, clock.instant().plus(UNDO)))
                .isFalse();
        assertThat(offer.isOpenFor(TESS.id(), before, clock.instant())).isFalse();
    }

    @Test
    void whatItWantsToldWaitsUntilItCannotBeTakenBack() {
        decide();

        assertThat(waiting()).isEmpty();
        clock.advance(UNDO.plus(UndoOffers.GRACE));
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void whatIsDroppedIsNeverTold() {
        decide();

        database.run(transaction -> transaction.undoOffers().dropEffects(offer(transaction)));

        clock.advance(Duration.ofHours(1));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void knowsWhetherAnythingWasToldSince() {
        decide();
        assertThat(isAnythingTold()).isFalse();
        clock.advance(UNDO.plus(UndoOffers.GRACE));
        var effect = waiting().get(0);

        database.run(transaction -> transaction.outbox().tried(effect.id()));

        assertThat(isAnythingTold()).isTrue();
    }

    private Contribution decide() {
        Instant now = clock.instant();
        return database.write(transaction -> {
            transaction.tellFrom(now.plus(UNDO).plus(UndoOffers.GRACE));
            var saved = transaction.apply(decision(before.inState(ContributionState.REJECTED, now)));
            transaction.undoOffers().offer(UndoOffer.of(before, saved, TESS.id(), now, now.plus(UNDO)));
            return saved;
        });
    }

    private static Decision decision(Contribution contribution) {
        List<Effect> effects = contribution.state() == ContributionState.REJECTED
                ? List.of(new Effect.ShowLabels(contribution.id(), Set.of("triage-rejected")))
                : List.of();
        return new Decision(contribution, effects, List.of(), "tess (11)", "said so");
    }

    private UndoOffer offer() {
        return database.read(this::offer);
    }

    private UndoOffer offer(Tables tables) {
        return tables.undoOffers().find(before.id()).orElseThrow();
    }

    private boolean isAnythingTold() {
        return database.read(tables -> tables.undoOffers().isAnythingTold(offer(tables)));
    }

    private List<WaitingEffect> waiting() {
        return database.read(tables -> tables.outbox().waiting(TAXONOMY.installation(), 10));
    }
}
