package treewarden.sdg.engine;

import treewarden.sdg.block.Address;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.Row;

/** A row that waits for its prompt to be made. */
record Pending(Flow flow, int step, AskBlock block, Row row) implements Placed {
    @Override
    public Address address() {
        return row.address();
    }

    int questions() {
        return block.amounts().answers();
    }
}
