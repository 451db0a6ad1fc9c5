package treewarden.bot.check;

import java.util.Optional;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Severity;
import treewarden.forge.TreeEntry;
import treewarden.taxonomy.LeafPaths;

/** What is wrong with a leaf's place or kind in git, before its content is looked at. */
final class LeafFindings {
    private static final String RULE = "placement";
    private static final String PLAIN_FILE = "100644";
    private static final String PROGRAM = "100755";
    private static final String LINK = "120000";

    private LeafFindings() {}

    /** What keeps the leaf from being read. */
    static Optional<Finding> ofPath(String path, HeadTree tree) {
        return LeafPaths.refuse(path).or(() -> tree.entry(path).flatMap(LeafFindings::ofKind));
    }

    private static Optional<Finding> ofKind(TreeEntry entry) {
        return switch (entry.mode()) {
            // Programs are read like other files; that one is marked as a program harms nobody.
            case PLAIN_FILE, PROGRAM -> Optional.empty();
            case LINK ->
                Optional.of(error(
                        RULE,
                        entry.path(),
                        "The file is a symbolic link, which is not followed.",
                        "Put the leaf's text into the file itself."));
            default ->
                Optional.of(error(
                        RULE,
                        entry.path(),
                        "This is no file but another repository.",
                        "Put the leaf's text into a file of this name."));
        };
    }

    static Finding tooLarge(String path) {
        return error(
                "yaml",
                path,
                "The file is larger than " + BlobReader.MOST_LEAF_BYTES / (1024 * 1024) + " MiB, so it was not read.",
                "Split it into several leaves.");
    }

    private static Finding error(String rule, String path, String message, String remedy) {
        return new Finding(rule, Severity.ERROR, path, Position.START, "", message, remedy, null);
    }
}
