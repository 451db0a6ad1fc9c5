package treewarden.sdg.generate;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import treewarden.domain.release.KeptOut;

/**
 * What to make data of, and where.
 *
 * @param leaves in any order; no path twice
 * @param out the output folder: new, empty, or of a run before
 * @param maxTokens that the data in this folder may cost, over all runs until it is complete; 0 for no limit
 * @param keptOut no row that says that it was made of this goes into a mix
 */
public record GenerateRequest(List<InputLeaf> leaves, Path out, long maxTokens, KeptOut keptOut) {
    public GenerateRequest {
        leaves = leaves.stream()
                .sorted(Comparator.comparing(input -> input.leaf().path()))
                .toList();
    }

    public GenerateRequest(List<InputLeaf> leaves, Path out) {
        this(leaves, out, 0, KeptOut.NOTHING);
    }

    public GenerateRequest withMaxTokens(long tokens) {
        return new GenerateRequest(leaves, out, tokens, keptOut);
    }

    public GenerateRequest without(KeptOut other) {
        return new GenerateRequest(leaves, out, maxTokens, other);
    }
}
