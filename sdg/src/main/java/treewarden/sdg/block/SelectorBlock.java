package treewarden.sdg.block;

import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.domain.Printable;

/** Takes the column that the value of another column stands for. */
record SelectorBlock(String name, Map<String, String> columnByChoice, String choice, String output)
        implements RowBlock {
    static Block read(BlockConfig config) {
        return new SelectorBlock(
                config.name(),
                config.columnsByColumn("choice_map"),
                config.text("choice_col"),
                config.text("output_col"));
    }

    @Override
    public Outcome apply(Row row) {
        var chosen = columnByChoice.get(row.need(choice));
        return chosen == null
                ? new Outcome.Rejected("the choice " + Printable.quoted(row.need(choice)) + " is none of "
                        + String.join(", ", columnByChoice.keySet()))
                : Outcome.passed(row.with(output, row.need(chosen)));
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, List.of(choice), problems);
        Columns.need(before, columnByChoice.values(), problems);
        return Columns.plus(before, List.of(output));
    }
}
