package treewarden.bot.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import treewarden.domain.StoredLeaf;

/**
 * Which leaves the teacher is shown.
 *
 * @param omitted folders of those that the limits left out
 */
record SampleSelection(List<StoredLeaf> leaves, List<String> omitted) {
    /** In the order of their paths, as many as fit; a large leaf that does not fit makes room for a smaller one. */
    static SampleSelection of(List<ReadLeaf> leaves, SampleLimits limits) {
        var taken = new ArrayList<StoredLeaf>();
        var omitted = new ArrayList<String>();
        long room = limits.bytes();
        var inOrder = leaves.stream()
                .filter(ReadLeaf::canBeSampled)
                .sorted(Comparator.comparing(ReadLeaf::path))
                .toList();
        for (var leaf : inOrder) {
            if (taken.size() < limits.leaves() && leaf.bytes() <= room) {
                taken.add(new StoredLeaf(leaf.path(), Objects.requireNonNull(leaf.digest())));
                room -= leaf.bytes();
            } else {
                omitted.add(leaf.folder());
            }
        }
        return new SampleSelection(List.copyOf(taken), List.copyOf(omitted));
    }
}
