package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateCriterion.State;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.GateVerdict.Outcome;
import treewarden.domain.release.Preference;

/** Who passes, who does not, and what a person is told of it. */
class GateTest {
    @Test
    void aCandidateThatIsAsGoodPassesWithEnoughQuestions() {
        var verdict = decide(new Evaluated().alike(150));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(verdict.rule()).isEqualTo(GateRule.USUAL.name()).startsWith("1-");
        assertThat(verdict.reasons()).isEmpty();
    }

    @Test
    void aCandidateThatIsWorseDoesNotPassAndTheNumbersSayWhy() {
        var verdict = decide(mixed(0.1, 0.3));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .contains("On 300 held-out questions (150 clusters)", "-20.0 points beside release-20261101")
                .contains("with 95 % confidence not below", "may be down to -5.0 points", "the candidate is worse");
    }

    @Test
    void oneThatIsALittleWorseButSurelyWithinTheMarginPasses() {
        var verdict = decide(new Evaluated()
                .alike(500)
                .leaf("knowledge/a", 5, Preference.WORSE, 4, 4)
                .leaf("knowledge/b", 5, Preference.WORSE, 4, 4));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(of(verdict, "held-out questions").number()).isBetween(-0.05, 0.0);
    }

    @Test
    void withTooFewQuestionsForTheMarginItIsInconclusiveAndSaysHowManyMoreWouldDo() {
        var verdict = few();

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(of(verdict, "held-out questions").words())
                .contains("too few questions to tell")
                .containsPattern("About \\d+ such questions would do, \\d+ more");
    }

    @Test
    void belowTheRulesMinimumNothingIsDecidedHoweverGoodItLooks() {
        var verdict = decide(new Evaluated().alike(10).leaf("knowledge/new", 3, Preference.BETTER, 1, 5));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(of(verdict, "held-out questions").words())
                .contains("wants at least 100 questions", "which is 77 more");
    }

    @Test
    void oneThatLosesEveryQuestionIsWorseEvenIfTheyAreFew() {
        var losing = new Evaluated();
        for (int i = 0; i < 20; i++) {
            losing.leaf("knowledge/" + i, 1, Preference.WORSE, 5, 1);
        }

        assertThat(decide(losing).outcome()).isEqualTo(Outcome.WORSE);
    }

    @Test
    void aPoisonedLeafIsSeenWhateverTheMeanSays() {
        var verdict = decide(mixed(0.4, 0.0).leaf("knowledge/poisoned", 3, Preference.WORSE, 5, 1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(of(verdict, "held-out questions").state()).isEqualTo(State.MET);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .startsWith("knowledge/poisoned collapsed: its score fell from 100 % (release-20261101) to 0 %")
                .contains("3 held-out questions", "release exclude");
    }

    @Test
    void aLeafWithASingleQuestionThatFellIsForAPersonToLookAt() {
        var verdict = decide(new Evaluated().alike(150).leaf("compositional_skills/haiku", 1, Preference.WORSE, 5, 1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .contains("compositional_skills/haiku collapsed", "too few to be sure");
    }

    @Test
    void aLowerScoreThatTheComparisonDoesNotConfirmIsNoCollapse() {
        var verdict = decide(new Evaluated().alike(150).leaf("knowledge/strict", 3, Preference.SAME, 5, 1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(of(verdict, "leaves").words())
                .contains("+100.0 points (knowledge/strict), which is not below +50.0 points")
                .contains("side by side its answers are not worse");
    }

    @Test
    void aLowerScoreThatNoComparisonSaysAnythingOfIsForAPerson() {
        var verdict = decide(new Evaluated().alike(150).unpaired("knowledge/mute", 3, 5, 1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(of(verdict, "knowledge/mute").words()).contains("no verdict of the judge's says which");
    }

    @Test
    void newLeavesMustBeBetterThanBefore() {
        var learnt = new Evaluated().alike(150);
        var notLearnt = new Evaluated().alike(150);
        for (int i = 0; i < 6; i++) {
            learnt.isNew("knowledge/new/" + i).leaf("knowledge/new/" + i, 3, Preference.BETTER, 1, 5);
            notLearnt.isNew("knowledge/new/" + i).leaf("knowledge/new/" + i, 3, Preference.SAME, 1, 1);
        }

        assertThat(decide(learnt).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(decide(notLearnt).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(of(decide(notLearnt), "new leaves").words())
                .contains("On 18 held-out questions of new leaves", "must be above +0.0 points", "too close to tell");
    }

    @Test
    void newLeavesThatAreWorseThanBeforeFail() {
        var verdict = new Evaluated().alike(500);
        for (int i = 0; i < 6; i++) {
            verdict.isNew("knowledge/new/" + i).leaf("knowledge/new/" + i, 2, Preference.WORSE, 3, 2);
        }

        assertThat(of(decide(verdict), "new leaves").state()).isEqualTo(State.FAILED);
    }

    @Test
    void newLeavesWithoutAQuestionAreForAPersonToLookAt() {
        var verdict = decide(new Evaluated().alike(150).isNew("knowledge/new"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .contains("None of the new leaves has a held-out question");
    }

    @Test
    void whatIsForgottenFailsThoughTheLeavesAreFine() {
        var verdict = decide(
                new Evaluated().alike(150).regression(60, Preference.WORSE).regression(100, Preference.SAME));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(verdict.reasons()).singleElement().asString().contains("questions of the regression set");
    }

    @Test
    void aBenchmarkWithoutAnErrorIsForAPerson() {
        var verdict = decide(new Evaluated().alike(150).task(0.68, 0.70, null));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(of(verdict, "gsm8k").words())
                .contains("0.680 beside 0.700", "-2.0 points", "names no standard error");
    }

    @Test
    void choicesAndTasksCountToo() {
        var fine = decide(
                new Evaluated().alike(150).choices(200, 2, 1).choices(200, 2, 2).task(0.71, 0.70, 0.004));
        var bad = decide(
                new Evaluated().alike(150).choices(100, 1, 2).choices(100, 2, 2).task(0.40, 0.70, 0.004));

        assertThat(fine.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(bad.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(bad.reasons())
                .hasSize(2)
                .anySatisfy(reason -> assertThat(reason).contains("200 multiple-choice questions", "-50.0 points"))
                .anySatisfy(reason -> assertThat(reason).startsWith("gsm8k (acc): 0.400 beside 0.700"));
    }

    @Test
    void questionsThatWereLearntByHeartFailTheGate() {
        var verdict = decide(new Evaluated().alike(150).contaminatedBy("knowledge/tides"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .contains("1 of 300 held-out questions", "knowledge/tides", "mix again without these rows");
    }

    @Test
    void aJudgeThatOftenSaysNothingOrChangesItsMindDecidesNothing() {
        var silent = decide(new Evaluated().alike(150).pair("knowledge/a", 40, null, Preference.WORSE));
        var fickle = decide(new Evaluated().alike(50).pair("knowledge/a", 200, Preference.BETTER, Preference.WORSE));

        assertThat(silent.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(silent.reasons()).singleElement().asString().contains("40 of 340 questions have no verdict (11.8 %");
        assertThat(fickle.reasons()).anySatisfy(reason -> assertThat(reason).contains("200 of 300 questions (66.7 %"));
        assertThat(fickle.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void theFirstReleaseStandsBesideTheBaseModel() {
        var verdict = decide(mixed(0.5, 0.0).first());

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(of(verdict, "held-out questions").words()).contains("beside the base model");
    }

    @Test
    void anEvaluationWithoutQuestionsIsInconclusive() {
        assertThat(decide(new Evaluated()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    /** 150 leaves of two questions, of which these shares are better and worse. */
    static Evaluated mixed(double better, double worse) {
        var report = new Evaluated();
        for (int i = 0; i < 150; i++) {
            double place = i / 150.0;
            var preference =
                    place < better ? Preference.BETTER : place < better + worse ? Preference.WORSE : Preference.SAME;
            report.leaf("knowledge/" + i, 2, preference, 4, 4);
        }
        return report;
    }

    private static GateVerdict few() {
        var report = new Evaluated();
        for (int i = 0; i < 60; i++) {
            var preference = i % 3 == 0 ? Preference.BETTER : i % 3 == 1 ? Preference.WORSE : Preference.SAME;
            report.leaf("knowledge/" + i, 2, preference, 4, 4);
        }
        return decide(report);
    }

    private static GateVerdict decide(Evaluated report) {
        return Gate.decide(GateRule.USUAL, report.report());
    }

    private static GateCriterion of(GateVerdict verdict, String name) {
        return verdict.criteria().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
