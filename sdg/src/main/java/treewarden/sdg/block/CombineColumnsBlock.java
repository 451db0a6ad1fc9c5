package treewarden.sdg.block;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Joins columns into one. */
record CombineColumnsBlock(String name, List<String> columns, String output, String separator) implements RowBlock {
    static Block read(BlockConfig config) {
        return new CombineColumnsBlock(
                config.name(), config.texts("columns"), config.text("output_col"), config.text("separator", "\n\n"));
    }

    @Override
    public Outcome apply(Row row) {
        return Outcome.passed(row.with(output, columns.stream().map(row::need).collect(Collectors.joining(separator))));
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, columns, problems);
        return Columns.plus(before, List.of(output));
    }
}
