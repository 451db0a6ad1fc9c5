package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one row for each of some columns: its text in one column, its name in another. */
record FlattenColumnsBlock(String name, List<String> columns, String value, String variable) implements RowBlock {
    static Block read(BlockConfig config) {
        return new FlattenColumnsBlock(
                config.name(),
                config.texts("var_cols"),
                config.text("value_name", "value"),
                config.text("var_name", "variable"));
    }

    @Override
    public Outcome apply(Row row) {
        var rest = row.without(columns);
        var rows = new ArrayList<Row>();
        for (var column : columns) {
            rows.add(rest.with(Map.of(value, row.need(column), variable, column)));
        }
        return new Outcome.Passed(rows);
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, columns, problems);
        var rest = Columns.minus(before, columns);
        Columns.keep(rest, List.of(value, variable), problems);
        return Columns.plus(rest, List.of(value, variable));
    }

    @Override
    public int fanOut() {
        return Math.max(1, columns.size());
    }
}
