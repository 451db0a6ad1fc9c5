package treewarden.sdg.mix;

import java.util.List;
import java.util.Map;

/**
 * What mixing made of a leaf.
 *
 * @param files of its own; none where no row of it can be trained on
 * @param rows kept rows that can be trained on
 * @param dropped kept rows that cannot, by what is wrong with them
 * @param rejected rows that were not kept, by the block or check that rejected them
 */
public record LeafMix(
        String leaf, List<MixedFile> files, long rows, Map<String, Long> dropped, Map<String, Long> rejected) {
    public LeafMix {
        files = List.copyOf(files);
    }
}
