package treewarden.taxonomy.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read.
 *
 * @param root what it says; null where it says nothing
 * @param problems repeated keys and the like: the tree is there, but is not to be trusted
 * @param layout what the reader noticed of its spacing
 */
public record YamlDocument(Source source, @Nullable Node root, List<Refused.Problem> problems, Layout layout) {
    /** How regularly a file is spaced. */
    public enum Layout {
        /** One blank after each colon and dash, one step of indentation, nothing in brackets: nothing for a linter's token rules to find. */
        REGULAR,
        /** Not known to be regular. */
        UNKNOWN
    }
}
