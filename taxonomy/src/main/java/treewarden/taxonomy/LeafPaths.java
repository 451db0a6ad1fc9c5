package treewarden.taxonomy;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Printable;
import treewarden.domain.Severity;
import treewarden.taxonomy.schema.Schemas;
import treewarden.taxonomy.yaml.Node;

/** What a path says: whether it is a leaf's, what kind of leaf, and whether it is one that may be touched at all. */
public final class LeafPaths {
    /** In UTF-8, as a file system takes it. */
    private static final int LONGEST_NAME = 255;

    private static final int LONGEST_PATH = 1024;

    private static final String RULE = "placement";

    private LeafPaths() {}

    /** Whether a path of a repository is a leaf's {@code qna.yaml}, to be read and checked. */
    public static boolean isLeaf(String path) {
        return path.endsWith("/" + Validator.FILE_NAME) && refuse(path).isEmpty();
    }

    /** The folder of a leaf's file from the root of the taxonomy: from the last folder named knowledge or compositional_skills on. */
    public static String folder(String path) {
        var end = Math.max(0, path.lastIndexOf('/'));
        var root = rootOf(path);
        return path.substring(Math.min(root, end), end);
    }

    /** Which schema a file is held to: by the last folder that names one, else by what it says. */
    static Schemas.Subject subject(String path, Node.Mapping contents) {
        var from = rootOf(path);
        if (from > 0 || startsWithRoot(path)) {
            return isName(path, from, Schemas.Subject.KNOWLEDGE.folder())
                    ? Schemas.Subject.KNOWLEDGE
                    : Schemas.Subject.SKILL;
        }
        return contents.has("document") ? Schemas.Subject.KNOWLEDGE : Schemas.Subject.SKILL;
    }

    private static boolean startsWithRoot(String path) {
        return isName(path, 0, Schemas.Subject.KNOWLEDGE.folder()) || isName(path, 0, Schemas.Subject.SKILL.folder());
    }

    /** Where the last part of the path that names a schema begins; 0 where there is none. */
    private static int rootOf(String path) {
        var from = path.lastIndexOf('/') + 1;
        while (true) {
            if (isName(path, from, Schemas.Subject.KNOWLEDGE.folder())
                    || isName(path, from, Schemas.Subject.SKILL.folder())) {
                return from;
            }
            if (from == 0) {
                return 0;
            }
            from = path.lastIndexOf('/', from - 2) + 1;
        }
    }

    private static boolean isName(String path, int from, String name) {
        var end = from + name.length();
        return path.startsWith(name, from) && (end == path.length() || path.charAt(end) == '/');
    }

    /**
     * Why a path of a repository is not touched: it leaves the repository, hides something, or is not a name on every
     * system. Also a file among the leaves that is YAML but not named {@code qna.yaml}. Empty for a path that is fine.
     */
    public static Optional<Finding> refuse(String path) {
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            return refusal(path, "The path is longer than " + LONGEST_PATH + " bytes.", "Use shorter folder names.");
        }
        if (path.codePoints().anyMatch(Printable::isInvisible)) {
            return refusal(
                    path,
                    "The path has a control or invisible character in it.",
                    "Rename it with letters, digits and underscores.");
        }
        if (path.indexOf('\\') >= 0) {
            return refusal(path, "The path has a backslash in it.", "Separate folders by slashes.");
        }
        if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
            return refusal(
                    path,
                    "The path has letters in a decomposed form, which other systems read as another name.",
                    "Rename it with letters, digits and underscores.");
        }
        for (var name : path.split("/", -1)) {
            var why = wrongName(name);
            if (why != null) {
                return refusal(path, why, "Rename it with lower-case letters, digits and underscores.");
            }
        }
        return misnamed(path);
    }

    private static @org.jspecify.annotations.Nullable String wrongName(String name) {
        var shown = Printable.quoted(name);
        if (name.isEmpty()) {
            return "The path is absolute or has an empty folder name.";
        }
        if (name.equals(".") || name.equals("..")) {
            return "The path has " + shown + " in it, which leads elsewhere.";
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return "The name " + shown + " is longer than " + LONGEST_NAME + " bytes.";
        }
        if (name.startsWith("-")) {
            return "The name " + shown + " begins with a dash, which a command would take for an option.";
        }
        if (name.toLowerCase(Locale.ROOT).matches("\\.git|git~[0-9]+")) {
            return "The name " + shown + " belongs to git.";
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            return "The name " + shown + " ends with a dot or a space, which some systems drop.";
        }
        return name.toLowerCase(Locale.ROOT).matches("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?")
                ? "The name " + shown + " is a device on some systems."
                : null;
    }

    private static Optional<Finding> misnamed(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var lower = name.toLowerCase(Locale.ROOT);
        var isYaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
        return isYaml && startsWithRoot(path) && !name.equals(Validator.FILE_NAME)
                ? refusal(
                        path,
                        "A leaf's file is named qna.yaml; " + Printable.quoted(name) + " is not.",
                        "Rename it to qna.yaml.")
                : Optional.empty();
    }

    /** The paths of a set that are one and the same where capitals do not count, each with a finding for the later one. */
    public static List<Finding> collisions(Collection<String> paths) {
        var found = new ArrayList<Finding>();
        var spelled = new HashMap<String, String>();
        for (var path : paths) {
            for (var end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
                var prefix = end < 0 ? path : path.substring(0, end);
                var first = spelled.putIfAbsent(folded(prefix), prefix);
                if (first != null && !first.equals(prefix)) {
                    refusal(
                                    path,
                                    "The path differs from " + Printable.quoted(first)
                                            + " only in capitals or in the form of its letters: on some systems they are one.",
                                    "Give one of the two another name.")
                            .ifPresent(found::add);
                    break;
                }
                if (end < 0) {
                    break;
                }
            }
        }
        return found;
    }

    private static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<Finding> refusal(String path, String message, String remedy) {
        return Optional.of(new Finding(RULE, Severity.ERROR, path, Position.START, "", message, remedy, null));
    }
}
