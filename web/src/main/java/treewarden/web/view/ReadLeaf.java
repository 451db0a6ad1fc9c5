package treewarden.web.view;

import java.util.List;

/**
 * A leaf as people read it.
 *
 * @param path of its folder
 * @param address of its file on the code host
 * @param facts what stands above the examples, such as the task or the domain
 */
public record ReadLeaf(
        String path, String address, String kind, int version, String createdBy, List<Fact> facts, List<Seed> seeds) {
    /** Something said about the leaf as a whole. */
    public record Fact(String name, String value) {}

    /** A seed example: questions and answers, with the context they are grounded in; empty where there is none. */
    public record Seed(String context, List<Pair> pairs) {}

    /** A question with its answer. */
    public record Pair(String question, String answer) {}
}
