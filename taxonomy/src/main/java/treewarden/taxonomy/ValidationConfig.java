package treewarden.taxonomy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.taxonomy.yaml.Limits;

/**
 * How files are checked.
 *
 * @param lintConfig a yamllint configuration as YAML text; null for the community's own, {@code {extends: relaxed,
 *     rules: {line-length: disable}}}
 * @param settings by rule name, for rules whose default does not suit
 */
public record ValidationConfig(
        SchemaChoice schema,
        RuleSet rules,
        @Nullable String lintConfig,
        Map<String, RuleSetting> settings,
        Limits limits) {
    public ValidationConfig {
        settings = Map.copyOf(settings);
    }

    /** Everything, as the bot checks it. */
    public static ValidationConfig defaults() {
        return new ValidationConfig(SchemaChoice.DECLARED, RuleSet.ALL, null, Map.of(), Limits.DEFAULT);
    }

    /** What the reference checks and nothing more. */
    public static ValidationConfig reference(SchemaChoice schema) {
        return new ValidationConfig(schema, RuleSet.REFERENCE, null, Map.of(), Limits.DEFAULT);
    }

    /** The same, for another choice of schema. */
    public ValidationConfig withSchema(SchemaChoice other) {
        return new ValidationConfig(other, rules, lintConfig, settings, limits);
    }

    /** The same, with a rule set otherwise. */
    public ValidationConfig withSetting(String rule, RuleSetting setting) {
        var changed = new java.util.HashMap<>(settings);
        changed.put(rule, setting);
        return new ValidationConfig(schema, rules, lintConfig, changed, limits);
    }
}
