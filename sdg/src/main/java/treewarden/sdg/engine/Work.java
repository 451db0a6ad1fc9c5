package treewarden.sdg.engine;

import java.util.function.IntFunction;
import treewarden.sdg.block.Row;
import treewarden.sdg.pipeline.Pipeline;

/**
 * A pipeline and the seeds to run it over: usually those of one leaf.
 *
 * @param name how people call it, such as the leaf's folder
 * @param seeds taken one by one, once, as the teacher has room; their numbers grow
 * @param seedName how people call the seed of a number, such as {@code seed example 3}
 */
public record Work(String name, Pipeline pipeline, Iterable<Row> seeds, IntFunction<String> seedName) {
    /** Work whose seeds are its seed examples. */
    public Work(String name, Pipeline pipeline, Iterable<Row> seeds) {
        this(name, pipeline, seeds, number -> "seed example " + (number + 1));
    }
}
