package treewarden.sdg.generate;

import treewarden.domain.Digest;
import treewarden.sdg.engine.EngineLimits;

/**
 * The name of a finished part: a digest of all that its rows depend on. A leaf's documents are pinned by the commit in
 * its file, so that neither they nor the prompts have to be read to know it.
 *
 * @param limits of the engine: what is asked again, and what does not fit into the teacher's context
 * @param reading how documents are read and cut into pieces
 * @param model the teacher's, as configured
 */
record LeafKeys(EngineLimits limits, String reading, String model) {
    /** Grows whenever the same input would give other rows, but for the pipeline, which has a digest of its own. */
    private static final String FORMAT = "treewarden leaf 1";

    static LeafKeys of(GenerateParts parts) {
        return new LeafKeys(
                parts.engine().limits(),
                parts.documents().manner(),
                parts.teacher().model());
    }

    /** The key of a part whose answers are from this model, by the name that its server gives it. */
    Digest of(Part part, String served) {
        var source = part.input().source();
        return Digest.of(String.join(
                "\n",
                FORMAT,
                part.purpose().name(),
                part.path(),
                source.content().hex(),
                part.pipeline().name(),
                part.pipeline().digest().hex(),
                limits.askAgain() + " " + limits.contextTokens(),
                reading,
                model,
                served));
    }
}
