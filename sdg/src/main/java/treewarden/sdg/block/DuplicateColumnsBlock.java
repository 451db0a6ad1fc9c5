package treewarden.sdg.block;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Copies columns under other names. */
record DuplicateColumnsBlock(String name, Map<String, String> copies) implements RowBlock {
    static Block read(BlockConfig config) {
        return new DuplicateColumnsBlock(config.name(), config.columnsByColumn("columns_map"));
    }

    @Override
    public Outcome apply(Row row) {
        var more = new HashMap<String, String>();
        copies.forEach((from, to) -> more.put(to, row.need(from)));
        return Outcome.passed(row.with(more));
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, copies.keySet(), problems);
        Columns.keep(before, copies.values(), problems);
        return Columns.plus(before, copies.values());
    }
}
