package treewarden.sdg.teacher;

import java.math.BigDecimal;
import java.math.RoundingMode;
import treewarden.domain.Usage;

/**
 * What the teacher's tokens cost, for display.
 *
 * @param promptPerMillion for a million tokens that it reads
 * @param completionPerMillion for a million tokens that it writes
 * @param currency such as {@code EUR}
 */
public record Prices(BigDecimal promptPerMillion, BigDecimal completionPerMillion, String currency) {
    private static final int A_MILLION = 6;

    public Prices {
        if (promptPerMillion.signum() < 0 || completionPerMillion.signum() < 0 || currency.isBlank()) {
            throw new IllegalArgumentException("the teacher's prices must not be negative, and have a currency");
        }
    }

    /** Exactly. */
    public BigDecimal cost(Usage usage) {
        return promptPerMillion
                .multiply(BigDecimal.valueOf(usage.promptTokens()))
                .add(completionPerMillion.multiply(BigDecimal.valueOf(usage.completionTokens())))
                .movePointLeft(A_MILLION);
    }

    /** As a person reads it: {@code 12.30 EUR}, and {@code less than 0.01 EUR} for what is more than nothing. */
    public String words(Usage usage) {
        var cost = cost(usage);
        var rounded = cost.setScale(2, RoundingMode.HALF_UP);
        return cost.signum() > 0 && rounded.signum() == 0
                ? "less than 0.01 " + currency
                : rounded.toPlainString() + " " + currency;
    }
}
