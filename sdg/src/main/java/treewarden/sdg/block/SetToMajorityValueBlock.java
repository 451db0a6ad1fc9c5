package treewarden.sdg.block;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives every row of a leaf the value that most of them have in a column; of equals, the first in the alphabet. */
record SetToMajorityValueBlock(String name, String column) implements TableBlock {
    static Block read(BlockConfig config) {
        return new SetToMajorityValueBlock(config.name(), config.text("col_name"));
    }

    @Override
    public List<Row> apply(List<Row> rows) {
        return rows.stream()
                .map(row -> row.need(column))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(most -> rows.stream()
                        .map(row -> row.with(column, most.getKey()))
                        .toList())
                .orElse(rows);
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, List.of(column), problems);
        return before;
    }
}
