package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A leaf as people read it.
 *
 * @param path of its folder
 * @param address of its file on the code host
 * @param facts what stands above the examples, such as the task or the domain
 * @param documents what a knowledge leaf is grounded in; null for a skill
 */
public record ReadLeaf(
        String path,
        String address,
        String kind,
        int version,
        String createdBy,
        List<Fact> facts,
        @Nullable Documents documents,
        List<Seed> seeds) {
    /**
     * The documents of a leaf, as its author named them.
     *
     * @param tree the repository at that commit; null where no link can be trusted to lead there
     */
    public record Documents(
            String repo, String commit, @Nullable String tree, List<Document> files) {
        public Documents {
            files = List.copyOf(files);
        }
    }

    /**
     * A document, or several.
     *
     * @param address of the one file that it is; null where it may be several, or no link can be trusted
     */
    public record Document(String pattern, @Nullable String address) {}

    /** Something said about the leaf as a whole. */
    public record Fact(String name, String value) {}

    /** A seed example: questions and answers, with the context they are grounded in; empty where there is none. */
    public record Seed(String context, List<Pair> pairs) {}

    /** A question with its answer. */
    public record Pair(String question, String answer) {}
}
