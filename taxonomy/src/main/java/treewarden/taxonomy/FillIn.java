package treewarden.taxonomy;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Edit;
import treewarden.taxonomy.schema.Schemas;
import treewarden.taxonomy.schema.Violation;
import treewarden.taxonomy.yaml.Node;
import treewarden.taxonomy.yaml.Source;

/**
 * Keys that can be written without asking their author: those whose value is known for certain, and those that a newer
 * schema only renamed. What a leaf says is never made up.
 *
 * @param root of the leaf
 * @param author login of who brings the leaf; null where nobody is known
 */
record FillIn(Node.Mapping root, @Nullable String author) {
    /** What GitHub allows, without the brackets in the names of its bots. */
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}");

    /** The key of schema versions 1 and 2 that {@link #OUTLINE} took the place of. */
    private static final String DESCRIPTION = "task_description";

    private static final String OUTLINE = "document_outline";

    /** The line that brings a missing key; null where only a person can write it. */
    @Nullable
    Edit missing(Violation.MissingKey missing, Source source) {
        var line = missing.pointer().isEmpty() ? line(missing.key()) : null;
        var isAtLineStart =
                missing.at().column() == 1 && !source.line(missing.at().line()).startsWith("{");
        return line == null || !isAtLineStart ? null : new Edit(missing.at(), missing.at(), line + "\n");
    }

    private @Nullable String line(String key) {
        return switch (key) {
            case "version" -> "version: " + Schemas.LATEST;
            // In quotes: a login can look like a number or a boolean.
            case "created_by" ->
                author == null || !LOGIN.matcher(author).matches()
                        ? null
                        : "created_by: " + (isPlainWord(author) ? author : '"' + author + '"');
            default -> null;
        };
    }

    /** Longer than any word that YAML takes for something else, and not begun like a number. */
    private static boolean isPlainWord(String login) {
        return login.length() > 5 && Character.isLetter(login.charAt(0));
    }

    /** Whether a key at the top is the older name of one that is missing there. */
    boolean isRenamed(Violation.UnknownKey unknown, Violation.MissingKey missing) {
        return missing.pointer().isEmpty()
                && unknown.entry().key().text().equals(DESCRIPTION)
                && missing.key().equals(OUTLINE)
                && (root.has("document") || root.has("domain"));
    }
}
