package treewarden.sdg.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import treewarden.sdg.block.Address;
import treewarden.sdg.block.Row;

/** The seeds of one work that are under way, in their order, with what became of their rows so far. */
final class OpenSeeds {
    private static final class Seed {
        private final int number;
        private final List<Row> kept = new ArrayList<>();
        private final List<Rejection> rejected = new ArrayList<>();
        private int moving = 1;

        Seed(int number) {
            this.number = number;
        }
    }

    private final Deque<Seed> inOrder = new ArrayDeque<>();
    private final Map<Integer, Seed> byNumber = new HashMap<>();

    void start(int number) {
        var seed = new Seed(number);
        inOrder.add(seed);
        byNumber.put(number, seed);
    }

    /** One of a seed's rows became so many. */
    void became(Address row, int rows) {
        of(row).moving += rows - 1;
    }

    void kept(Row row) {
        var seed = of(row.address());
        seed.moving--;
        seed.kept.add(row);
    }

    void rejected(Rejection rejection) {
        var seed = of(rejection.row().address());
        seed.moving--;
        seed.rejected.add(rejection);
    }

    private Seed of(Address row) {
        var seed = byNumber.get(row.seed());
        if (seed == null) {
            throw new IllegalStateException("a row of a seed that is not under way: " + row);
        }
        return seed;
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** Hands over the seeds that are done and have none before them that is not; returns how many rows that were. */
    int deliver(Work work, Sink sink) {
        int rows = 0;
        while (!inOrder.isEmpty() && inOrder.element().moving == 0) {
            var seed = inOrder.remove();
            byNumber.remove(seed.number);
            seed.kept.sort(Comparator.comparing(Row::address));
            seed.rejected.sort(Comparator.comparing(rejection -> rejection.row().address()));
            rows += seed.kept.size() + seed.rejected.size();
            sink.seedDone(work, seed.number, List.copyOf(seed.kept), List.copyOf(seed.rejected));
        }
        return rows;
    }
}
