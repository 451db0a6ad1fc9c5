package treewarden.domain.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateRuleTest {
    private static final GateRule USUAL = GateRule.USUAL;

    @Test
    void everyNumberOfTheRuleIsInItsName() {
        var rules = Stream.of(
                        USUAL,
                        USUAL.withMargins(new GateRule.Margins(0.04, 0.05, 0.05, 0.03)),
                        USUAL.withMargins(new GateRule.Margins(0.05, 0.04, 0.05, 0.03)),
                        USUAL.withMargins(new GateRule.Margins(0.05, 0.05, 0.04, 0.03)),
                        USUAL.withMargins(new GateRule.Margins(0.05, 0.05, 0.05, 0.04)),
                        USUAL.withMinimumQuestions(101),
                        rule(0.9, 0.8, new GateRule.NewLeaves(0, 0.8), new GateRule.Collapse(0.5, 3)),
                        rule(0.95, 0.9, new GateRule.NewLeaves(0, 0.8), new GateRule.Collapse(0.5, 3)),
                        rule(0.95, 0.8, new GateRule.NewLeaves(0.1, 0.8), new GateRule.Collapse(0.5, 3)),
                        rule(0.95, 0.8, new GateRule.NewLeaves(0, 0.9), new GateRule.Collapse(0.5, 3)),
                        rule(0.95, 0.8, new GateRule.NewLeaves(0, 0.8), new GateRule.Collapse(0.4, 3)),
                        rule(0.95, 0.8, new GateRule.NewLeaves(0, 0.8), new GateRule.Collapse(0.5, 4)),
                        with(new GateRule.Caps(0.3, 0.05)),
                        with(new GateRule.Caps(0.35, 0.04)))
                .map(GateRule::name)
                .toList();

        assertThat(rules).doesNotHaveDuplicates().allMatch(name -> name.matches("1-[0-9a-f]{8}"));
    }

    @Test
    void theSameNumbersAreTheSameRule() {
        assertThat(USUAL.withMinimumQuestions(7)
                        .withMinimumQuestions(USUAL.minimumQuestions())
                        .name())
                .isEqualTo(USUAL.name())
                .as("what older verdicts say must stay comparable")
                .isEqualTo("1-60e91bfa");
    }

    private static GateRule rule(
            double confidence, double power, GateRule.NewLeaves newLeaves, GateRule.Collapse collapse) {
        return new GateRule(
                "1", USUAL.margins(), confidence, power, USUAL.minimumQuestions(), newLeaves, collapse, USUAL.caps());
    }

    private static GateRule with(GateRule.Caps caps) {
        return new GateRule(
                "1",
                USUAL.margins(),
                USUAL.confidence(),
                USUAL.power(),
                USUAL.minimumQuestions(),
                USUAL.newLeaves(),
                USUAL.collapse(),
                caps);
    }
}
