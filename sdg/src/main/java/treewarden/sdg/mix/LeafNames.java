package treewarden.sdg.mix;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import treewarden.domain.Digest;

/**
 * The names of leaves in file names: the folders joined by an underscore, as the reference has it. A name that would
 * lose something in that form, that is too long, or that two leaves would share gets a digest of the leaf's path, so
 * that every leaf has files of its own on every file system.
 */
public final class LeafNames {
    private static final int LONGEST = 150;
    private static final Pattern LOSSLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9_-]+)*");

    /** What the other files of a leaf, and the names below, are known by. */
    private static final Pattern OURS =
            Pattern.compile("(mmlubench|leaf)_.*|.*_(p07|p10|task)", Pattern.CASE_INSENSITIVE);

    private LeafNames() {}

    /** From the leaf's path to its name. */
    public static Map<String, String> of(Collection<String> leaves) {
        var shared = leaves.stream()
                .collect(Collectors.groupingBy(leaf -> joined(leaf).toLowerCase(Locale.ROOT), Collectors.counting()));
        var names = new HashMap<String, String>();
        for (var leaf : leaves) {
            var name = joined(leaf);
            boolean plain = LOSSLESS.matcher(leaf).matches()
                    && name.length() <= LONGEST
                    && !OURS.matcher(name).matches()
                    && shared.getOrDefault(name.toLowerCase(Locale.ROOT), 0L) == 1;
            names.put(leaf, plain ? name : digested(leaf, name));
        }
        return names;
    }

    private static String joined(String leaf) {
        return leaf.replace('/', '_');
    }

    private static String digested(String leaf, String name) {
        var safe = name.replaceAll("[^A-Za-z0-9_-]+", "-");
        var start = safe.substring(0, Math.min(LONGEST, safe.length())).replaceAll("^-+|-+$", "");
        return "leaf_" + start + "-" + Digest.of(leaf).hex().substring(0, 12);
    }
}
