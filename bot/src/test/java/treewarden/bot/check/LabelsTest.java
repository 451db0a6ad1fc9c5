package treewarden.bot.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import treewarden.domain.ContributionState;

class LabelsTest {
    @Test
    void everyStatesLabelIsOurs() {
        assertThat(Arrays.stream(ContributionState.values())
                        .map(ContributionState::label)
                        .filter(Objects::nonNull))
                .isNotEmpty()
                .allMatch(Labels::isManaged);
    }

    @Test
    void aLabelIsTheSameInCapitals() {
        assertThat(Labels.isManaged("Triage-Needed")).isTrue();
        assertThat(Labels.isManaged("KNOWLEDGE")).isTrue();
    }

    @Test
    void anyOtherLabelIsSomebodyElses() {
        assertThat(Labels.isManaged("good first issue")).isFalse();
        assertThat(Labels.isManaged("triage")).isFalse();
        assertThat(Labels.isManaged("")).isFalse();
    }
}
