package treewarden.sdg.engine;

import treewarden.sdg.block.Row;

/** Where the rows of a run go, as they come: they are not kept in memory. Called by the thread that runs. */
public interface Sink {
    void kept(Work work, Row row);

    void rejected(Work work, Rejection rejection);

    void finished(Work work, WorkSummary summary);
}
