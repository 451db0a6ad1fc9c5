package treewarden.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreTest {
    @Test
    void itIsAShareOfItsScale() {
        assertThat(new Score(2, 4).share()).hasValue(0.5);
        assertThat(new Score(0, 3).share()).hasValue(0);
        assertThat(new Score(3, 3).share()).hasValue(1);
    }

    @Test
    void whatLeavesTheScaleIsItsEnd() {
        assertThat(new Score(7, 5).share()).hasValue(1);
        assertThat(new Score(-1, 5).share()).hasValue(0);
    }

    @Test
    void ofAScaleWithoutAnEndThereIsNoShare() {
        assertThat(new Score(1, 0).share()).isEmpty();
        assertThat(new Score(1, -5).share()).isEmpty();
        assertThat(new Score(1, Double.NaN).share()).isEmpty();
        assertThat(new Score(Double.NaN, 5).share()).isEmpty();
    }
}
