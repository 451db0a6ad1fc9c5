package treewarden.sdg.engine;

import java.util.List;
import treewarden.sdg.block.Row;

/**
 * Where the rows of a run go, as they come: they are not kept in memory. Called by the thread that runs. The same
 * answers give the same calls for each work, in the same order; those of different work come in between.
 */
public interface Sink {
    /**
     * What became of a seed. Seeds come in the order in which the work has them.
     *
     * @param seed its number
     * @param kept its rows that passed all blocks, sorted by address
     * @param rejected those that did not, sorted by address
     */
    void seedDone(Work work, int seed, List<Row> kept, List<Rejection> rejected);

    /** After all seeds of the work. */
    void finished(Work work, WorkSummary summary);
}
