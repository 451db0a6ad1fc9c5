package treewarden.sdg.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import treewarden.domain.Usage;

class PricesTest {
    private final Prices prices = new Prices(new BigDecimal("0.50"), new BigDecimal("1.50"), "EUR");

    @Test
    void readAndWrittenTokensHaveTheirOwnPrices() {
        assertThat(prices.cost(new Usage(7, 2_000_000, 1_000_001))).isEqualByComparingTo("2.5000015");
        assertThat(prices.words(new Usage(7, 2_000_000, 1_000_001))).isEqualTo("2.50 EUR");
    }

    @Test
    void aLittleIsNotNothing() {
        assertThat(prices.words(new Usage(1, 10, 10))).isEqualTo("less than 0.01 EUR");
        assertThat(prices.words(Usage.NONE)).isEqualTo("0.00 EUR");
    }

    @Test
    void nobodyIsPaidForAsking() {
        assertThatThrownBy(() -> new Prices(new BigDecimal("-1"), BigDecimal.ONE, "EUR"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Prices(BigDecimal.ONE, BigDecimal.ONE, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
