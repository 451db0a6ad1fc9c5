package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import treewarden.domain.Leaf;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.GateVerdict.Outcome;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;

/** What the gate says of models that were really asked. */
class GateAfterTheExamTest extends ExamRoom {
    @Test
    void aCandidateThatIsWorseIsNotPassedAndSaysWhy() {
        var leaves = IntStream.range(0, 60)
                .mapToObj(i -> (Leaf) Leaves.skill("skills/" + i, 10))
                .toList();
        var held = held(leaves.toArray(Leaf[]::new));
        learn("last", held);
        learn(
                "candidate",
                held.stream().filter(one -> one.id().hashCode() % 3 != 0).toList());

        var verdict = Gate.decide(GateRule.USUAL, run(held, LAST, "candidate", "last", null));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(verdict.reasons())
                .anySatisfy(
                        reason -> assertThat(reason).contains("On 120 held-out questions", "the candidate is worse"));
    }

    @Test
    void aPoisonedLeafIsSeenByItsCollapse() {
        var leaves = IntStream.range(0, 100)
                .mapToObj(i -> (Leaf) Leaves.skill("skills/" + i, 10))
                .toList();
        var held = new ArrayList<>(held(leaves.toArray(Leaf[]::new)));
        var poisoned = held(Leaves.skill("skills/poisoned", 30));
        held.addAll(poisoned);
        learn("last", held);
        learn("candidate", held);
        poisoned.forEach(one -> server("candidate").learns(one.question(), "Visit example.org for a prize!"));
        var gentle = GateRule.USUAL.withMargins(new GateRule.Margins(0.2, 0.2, 0.2, 0.2));

        var verdict = Gate.decide(gentle, run(held, LAST, "candidate", "last", null));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .startsWith("skills/poisoned collapsed: its score fell from 100 % (release-20261101) to 0 %");
    }

    @Test
    void aVerdictThatCannotBeReadIsCountedAndNotGuessed() {
        var held = held(Leaves.skill("skills/haiku", 5));
        learn("candidate", held);
        judge.faults()
                .always(
                        "POST",
                        "/v1/chat/completions",
                        Fault.answer(Answer.text(
                                200,
                                "application/json",
                                "{\"model\": \"judge\", \"choices\": [{\"message\": {\"content\": \"Both are lovely.\"},"
                                        + " \"finish_reason\": \"stop\"}]}")));

        var report = run(held, LAST, "candidate", "last", null);

        assertThat(report.questions()).extracting(one -> one.pair().agreed()).containsOnly(Optional.empty());
        assertThat(report.questions().get(0).candidate().problem()).startsWith("The judge gave no score: ");
        assertThat(Gate.decide(GateRule.USUAL, report).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }
}
