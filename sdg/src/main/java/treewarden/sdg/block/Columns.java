package treewarden.sdg.block;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The columns of rows, while a pipeline is checked. */
final class Columns {
    private Columns() {}

    static void need(Set<String> before, Collection<String> needed, Problems problems) {
        for (var column : needed) {
            if (!before.contains(column)) {
                problems.add("it needs the column " + column + ", which no earlier block makes; there are "
                        + String.join(", ", before));
            }
        }
    }

    /** Tells of columns that would be lost because another takes their name. */
    static void keep(Set<String> there, Collection<String> made, Problems problems) {
        for (var column : made) {
            if (there.contains(column)) {
                problems.add("it makes the column " + column + ", which there is already and which would be lost");
            }
        }
    }

    static Set<String> plus(Set<String> before, Collection<String> more) {
        var after = new LinkedHashSet<>(before);
        after.addAll(more);
        return after;
    }

    static Set<String> minus(Set<String> before, Collection<String> fewer) {
        var after = new LinkedHashSet<>(before);
        after.removeAll(fewer);
        return after;
    }
}
