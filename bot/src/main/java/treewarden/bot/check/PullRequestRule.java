package treewarden.bot.check;

import java.util.Arrays;
import java.util.Locale;
import treewarden.taxonomy.RuleSetting;

/**
 * Expectations of a pull request that brings leaves, beside those of the leaves. They are configured as the others are,
 * below {@code validation.rules}, and {@code treewarden validate}, which knows no pull request, does not look at them.
 */
public enum PullRequestRule {
    /** It says what it is about: its description is not empty and not the untouched template. */
    DESCRIPTION(RuleSetting.WARNING),
    /** It changes nothing but leaves and what belongs to them. */
    OUTSIDE_THE_TREE(RuleSetting.WARNING),
    /** Each commit is signed off by its author (the Developer Certificate of Origin). */
    SIGN_OFF(RuleSetting.OFF);

    private final RuleSetting standard;

    PullRequestRule(RuleSetting standard) {
        this.standard = standard;
    }

    /** The stable name by which it is configured and shown. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    RuleSetting standard() {
        return standard;
    }

    /** Whether a rule of this name is about pull requests. */
    public static boolean isOne(String name) {
        return Arrays.stream(values()).anyMatch(rule -> rule.slug().equals(name));
    }
}
