package treewarden.sdg.block;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Renames columns, all at once: two can trade their names. */
record RenameColumnsBlock(String name, Map<String, String> names) implements RowBlock {
    static Block read(BlockConfig config) {
        return new RenameColumnsBlock(config.name(), config.columnsByColumn("columns_map"));
    }

    @Override
    public Outcome apply(Row row) {
        var renamed = new LinkedHashMap<String, String>();
        names.forEach((from, to) -> renamed.put(to, row.need(from)));
        return Outcome.passed(row.without(names.keySet()).with(renamed));
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, names.keySet(), problems);
        var rest = Columns.minus(before, names.keySet());
        Columns.keep(rest, names.values(), problems);
        return Columns.plus(rest, names.values());
    }
}
