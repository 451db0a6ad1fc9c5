package treewarden.sdg.block;

import java.util.List;

/** A block that needs all rows of a leaf at once: the only kind that rows wait for each other at. */
public non-sealed interface TableBlock extends Block {
    List<Row> apply(List<Row> rows);
}
