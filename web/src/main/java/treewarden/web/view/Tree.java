package treewarden.web.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the taxonomy with what is in it.
 *
 * @param repository {@code owner/name}; empty where there is none
 * @param at the folder; empty for the root
 * @param text the words that were searched for
 * @param steps the folders above it and itself, from the root on
 * @param release the last one that is published; null where there is none
 * @param whole its own numbers
 * @param branches what is in it, or what was found
 * @param others the other repositories
 * @param cut whether there is more than was looked at
 * @param complaints sentences about the address
 */
public record Tree(
        String repository,
        String at,
        String text,
        List<Link> steps,
        @Nullable Link release,
        Numbers whole,
        List<Branch> branches,
        List<Link> others,
        boolean cut,
        List<String> complaints) {
    public record Link(String name, String address) {}

    /**
     * What is in a folder and below.
     *
     * @param leaves of the base branch, as they were last read
     * @param open contributions under way with a leaf there
     * @param sampled those of them of which there is a sample
     * @param released leaves of the base branch that the last release holds
     */
    public record Numbers(int leaves, int open, int sampled, int released) {}

    /**
     * A folder, or a leaf.
     *
     * @param address of its own page of the tree
     * @param queue the contributions to it, whatever their state
     * @param isLeaf whether the base branch has a leaf in the folder itself
     * @param held in which releases the leaf is; null where it is none, or nothing is released
     * @param here contributions under way with a leaf in the folder itself
     * @param below what is in it; empty where that is left to its own page
     */
    public record Branch(
            String name,
            String path,
            String address,
            String queue,
            Numbers numbers,
            boolean isLeaf,
            @Nullable Held held,
            List<Link> here,
            List<Branch> below) {}

    /**
     * In which releases a leaf is.
     *
     * @param since the one from which on each one held it; null where the last one does not
     */
    public record Held(@Nullable Link since) {}

    /** The address of the folder itself, without the words. */
    public String folder() {
        return steps.get(steps.size() - 1).address();
    }

    /**
     * The address of a folder's page.
     *
     * @param of the repository as {@code owner/name}; empty for the one that is shown first
     */
    public static String address(String folder, String of) {
        var parameters = Stream.of(parameter("at", folder), parameter("of", of))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? "/tree" : "/tree?" + parameters;
    }

    /** The address of the folder that a leaf is in: its siblings. */
    public static String around(String leaf, String of) {
        return address(leaf.contains("/") ? leaf.substring(0, leaf.lastIndexOf('/')) : "", of);
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
