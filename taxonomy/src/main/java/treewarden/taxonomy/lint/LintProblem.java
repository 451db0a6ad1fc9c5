package treewarden.taxonomy.lint;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Edit;
import treewarden.domain.Position;

/**
 * What the linter says of a place.
 *
 * @param rule yamllint's name of the rule
 * @param isError whether yamllint's configuration makes it an error
 */
public record LintProblem(
        String rule,
        boolean isError,
        Position at,
        String message,
        @Nullable Edit fix) {
    /** How to mend it, in a sentence. */
    public String remedy() {
        return Mend.remedy(rule);
    }
}
