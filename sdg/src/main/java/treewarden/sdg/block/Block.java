package treewarden.sdg.block;

import java.util.Set;

/** A step of a pipeline, configured and immutable. */
public sealed interface Block permits RowBlock, AskBlock, TableBlock {
    /** Its name in the pipeline file. */
    String name();

    /**
     * The columns that rows have after it, given those before it. What it misses is added to the problems: so a
     * pipeline is checked before the first request.
     */
    Set<String> columns(Set<String> before, Problems problems);

    /** How many rows it makes of one without asking anybody. */
    default int fanOut() {
        return 1;
    }
}
