package treewarden.bot.check;

import java.util.Map;
import treewarden.taxonomy.RuleSetting;

/**
 * How a pull request itself is looked at, beside its leaves.
 *
 * @param rules by name, for rules of {@link PullRequestRule} whose default does not suit
 */
public record PullRequestSettings(Map<String, RuleSetting> rules, Suggesting suggesting) {
    /** What holds where nothing is configured. */
    public static final PullRequestSettings USUAL = new PullRequestSettings(Map.of(), Suggesting.ON_LINES);

    public PullRequestSettings {
        rules = Map.copyOf(rules);
        var unknown = rules.keySet().stream()
                .filter(name -> !PullRequestRule.isOne(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no rule about pull requests named " + unknown.get(0) + ".");
        }
    }

    RuleSetting of(PullRequestRule rule) {
        return rules.getOrDefault(rule.slug(), rule.standard());
    }
}
