package treewarden.app.generate;

import java.util.List;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.sdg.generate.InputLeaf;
import treewarden.sdg.pipeline.PipelineSet;

/** Names a data set by what goes into it, so that two of one name hold the same. */
public final class NameData {
    private static final int LENGTH = 12;

    private NameData() {}

    public static String of(List<InputLeaf> leaves, PipelineSet pipelines, String model) {
        var all = new StringBuilder(model);
        for (var kind : LeafKind.values()) {
            if (pipelines.kinds().contains(kind)) {
                all.append('\n').append(pipelines.pipeline(kind).digest());
            }
        }
        leaves.stream()
                .map(leaf -> leaf.leaf().path() + " " + leaf.source().content())
                .sorted()
                .forEach(leaf -> all.append('\n').append(leaf));
        return Digest.of(all.toString()).hex().substring(0, LENGTH);
    }
}
