package treewarden.taxonomy.lint;

import com.github.sbaudoin.yamllint.Linter;
import com.github.sbaudoin.yamllint.YamlLintConfig;
import com.github.sbaudoin.yamllint.YamlLintConfigException;
import java.util.ArrayList;
import java.util.List;
import treewarden.domain.Position;
import treewarden.taxonomy.yaml.Source;

/** yamllint's Java port, for any configuration. */
final class PortedLinter {
    private final YamlLintConfig config;

    PortedLinter(String config) {
        try {
            this.config = new YamlLintConfig(config);
        } catch (YamlLintConfigException | RuntimeException e) {
            throw new IllegalArgumentException("The lint configuration cannot be read: " + e.getMessage(), e);
        }
    }

    List<LintProblem> problems(Source source) {
        var problems = new ArrayList<LintProblem>();
        for (var found : Linter.run(source.text(), config)) {
            var rule = found.getRuleId();
            // What is no YAML at all, or has a key twice, the reader has already said.
            if (rule != null && !rule.equals("key-duplicates")) {
                var at = at(rule, found.getLine(), found.getColumn(), source);
                problems.add(new LintProblem(
                        rule,
                        found.getLevel().equals(Linter.ERROR_LEVEL),
                        at,
                        found.getDesc(),
                        Mend.fix(rule, found.getDesc(), at, source)));
            }
        }
        return problems;
    }

    /** The rules that look at lines count a character beyond U+FFFF as two, as the others and yamllint itself do not. */
    private static Position at(String rule, int line, int column, Source source) {
        return switch (rule) {
            case "trailing-spaces", "new-line-at-end-of-file", "line-length", "new-lines" ->
                source.positionOf(Math.min(source.end(line), source.start(line) + column - 1));
            default -> new Position(line, column);
        };
    }
}
