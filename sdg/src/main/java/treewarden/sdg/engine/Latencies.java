package treewarden.sdg.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import treewarden.sdg.block.AskBlock;

/** How long answers took lately, each step of a pipeline by itself: a judge is quicker than who writes thirty questions. */
final class Latencies {
    /** With fewer answers nobody knows what is slow. */
    private static final int FEWEST = 5;

    private static final int REMEMBERED = 255;

    private static final class Recent {
        private final long[] nanos = new long[REMEMBERED];
        private int count;
    }

    private final Map<AskBlock, Recent> recent = new HashMap<>();

    void add(AskBlock block, long nanos) {
        var of = recent.computeIfAbsent(block, any -> new Recent());
        of.nanos[of.count++ % REMEMBERED] = nanos;
    }

    /** The median; empty where there are too few. */
    OptionalLong usual(AskBlock block) {
        var of = recent.get(block);
        if (of == null || of.count < FEWEST) {
            return OptionalLong.empty();
        }
        var sorted = Arrays.copyOf(of.nanos, Math.min(of.count, REMEMBERED));
        Arrays.sort(sorted);
        return OptionalLong.of(sorted[sorted.length / 2]);
    }
}
