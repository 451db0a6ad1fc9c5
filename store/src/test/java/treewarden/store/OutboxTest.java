package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CheckResult;
import treewarden.domain.ContributionId;
import treewarden.domain.Edit;
import treewarden.domain.Effect;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Reaction;
import treewarden.domain.Severity;

class OutboxTest extends Contract {
    private final ContributionId one = new ContributionId(77, 1);
    private final ContributionId two = new ContributionId(77, 2);

    @Test
    void effectsWaitInTheOrderInWhichTheyWereDecided() {
        show(comment(one, "first"), labels(one, "triage-needed"));
        show(comment(two, "second"));

        assertThat(waiting())
                .containsExactly(comment(one, "first"), labels(one, "triage-needed"), comment(two, "second"));
    }

    @Test
    void aLaterEffectTakesThePlaceOfOneThatWaitsForTheSameTarget() {
        show(comment(one, "checking"), labels(one, "treewarden-checking"));
        show(comment(one, "3 errors"));

        assertThat(waiting()).containsExactly(labels(one, "treewarden-checking"), comment(one, "3 errors"));
    }

    @Test
    void anEffectThatWasCarriedOutMeanwhileDoesNotTakeTheLaterOneWithIt() {
        show(comment(one, "checking"));
        var taken = next();
        show(comment(one, "3 errors"));

        assertThat(database.<Boolean>read(tables -> tables.outbox().isWaiting(taken.id())))
                .isFalse();
        database.run(transaction -> transaction.outbox().delivered(taken.id()));

        assertThat(waiting()).containsExactly(comment(one, "3 errors"));
    }

    @Test
    void anEffectThatWasPutOffKeepsItsPlaceOnceItIsDueAgain() {
        show(comment(one, "hello"), labels(one));
        var now = database.clock().instant();
        var taken = next();
        database.run(transaction -> transaction.outbox().putOff(taken.id(), now, "GitHub answered 502."));

        assertThat(next().effect()).isEqualTo(comment(one, "hello"));
        assertThat(next().attempts()).isEqualTo(1);
    }

    @Test
    void anEffectThatWasPutOffLetsTheOthersPass() {
        show(comment(one, "hello"), labels(one));
        var later = database.clock().instant().plusSeconds(60);
        var taken = next();
        database.run(transaction -> transaction.outbox().putOff(taken.id(), later, "GitHub answered 502."));

        assertThat(waiting()).containsExactly(labels(one));
        database.run(transaction -> transaction.outbox().delivered(next().id()));
        assertThat(waiting()).isEmpty();
        assertThat(database.<Optional<Instant>>read(tables -> tables.outbox().nextDue(TAXONOMY.installation())))
                .contains(later);
        assertThat(database.<Integer>read(tables -> tables.outbox().waitingFor(one)))
                .isEqualTo(1);
    }

    @Test
    void anEffectThatIsRefusedIsOver() {
        show(comment(one, "hello"));
        var taken = next();
        database.run(transaction -> transaction.outbox().refused(taken.id(), "The pull request is locked."));

        assertThat(waiting()).isEmpty();
        assertThat(database.<Integer>read(tables -> tables.outbox().waitingFor(one)))
                .isZero();
    }

    @Test
    void eachInstallationHasItsOwn() {
        show(comment(one, "hello"));

        assertThat(database.<List<WaitingEffect>>read(tables -> tables.outbox().waiting(6, 10)))
                .isEmpty();
        assertThat(database.<Integer>read(tables -> tables.outbox().waitingFor(one)))
                .isEqualTo(1);
    }

    @Test
    void everyKindOfEffectComesBackAsItWas() {
        var finding = new Finding(
                "schema",
                Severity.ERROR,
                "knowledge/a/qna.yaml",
                new Position(3, 9),
                "/domain",
                "\"domain\" is a number",
                "Write it in quotes.",
                new Edit(new Position(3, 9), new Position(3, 10), "\"4\""));
        var effects = List.of(
                comment(one, "# hello \u0000 \uD83C\uDF33"),
                labels(one, "a", "b"),
                new Effect.ShowCheck(
                        one, HEAD, new CheckResult(CheckConclusion.FAILURE, "1 error", "text", List.of(finding))),
                new Effect.Reply(one, 9, "done"),
                new Effect.React(one, 9, Reaction.EYES));

        show(effects.toArray(new Effect[0]));

        assertThat(waiting()).isEqualTo(effects);
    }

    @Test
    void whatTheCodeHostCalledAThingIsRemembered() {
        var target = comment(one, "hello").target();
        database.run(transaction -> transaction.forgeIds().remember(target, 41));
        database.run(transaction -> transaction.forgeIds().remember(target, 42));

        assertThat(database.<Optional<Long>>read(tables -> tables.forgeIds().find(target)))
                .contains(42L);
        database.run(transaction -> transaction.forgeIds().forget(target));
        assertThat(database.<Optional<Long>>read(tables -> tables.forgeIds().find(target)))
                .isEmpty();
    }

    private void show(Effect... effects) {
        database.run(transaction -> transaction.show(TAXONOMY, List.of(effects)));
    }

    private WaitingEffect next() {
        List<WaitingEffect> next = database.read(tables -> tables.outbox().waiting(TAXONOMY.installation(), 1));
        return next.get(0);
    }

    private List<Effect> waiting() {
        List<WaitingEffect> waiting = database.read(tables -> tables.outbox().waiting(TAXONOMY.installation(), 100));
        return waiting.stream().map(WaitingEffect::effect).toList();
    }
}
