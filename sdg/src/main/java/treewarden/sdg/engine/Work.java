package treewarden.sdg.engine;

import java.util.List;
import treewarden.sdg.block.Row;
import treewarden.sdg.pipeline.Pipeline;

/**
 * A pipeline and the seeds to run it over: usually those of one leaf.
 *
 * @param name what tells it from other work of the run
 */
public record Work(String name, Pipeline pipeline, List<Row> seeds) {
    public Work {
        seeds = List.copyOf(seeds);
    }
}
