package treewarden.sdg.block;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.domain.Printable;

/** Adds the texts of a file, chosen by the value of a column, to the row. */
record SamplePopulatorBlock(String name, String column, Map<String, Map<String, String>> texts) implements RowBlock {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Block read(BlockConfig config) {
        var postfix = config.text("post_fix", "");
        var texts = new LinkedHashMap<String, Map<String, String>>();
        for (var path : config.texts("config_paths")) {
            var file = path.substring(path.lastIndexOf('/') + 1);
            var key = file.contains(".") ? file.substring(0, file.indexOf('.')) : file;
            var actual = postfix.isEmpty() ? path : path.replace(".yaml", "_" + postfix + ".yaml");
            var columns = new LinkedHashMap<String, String>();
            try {
                config.source().named(actual).root().forEach((name, value) -> columns.put(name, text(value)));
            } catch (PipelineException e) {
                config.problems("config_paths").add(String.valueOf(e.getMessage()));
            }
            texts.put(key, columns);
        }
        return new SamplePopulatorBlock(config.name(), config.text("column_name"), texts);
    }

    /** Lists and mappings as JSON: what a block that wants messages can read. */
    private static String text(Object value) {
        return value instanceof Map || value instanceof List
                ? JSON.valueToTree(value).toString()
                : String.valueOf(value);
    }

    @Override
    public Outcome apply(Row row) {
        var more = texts.get(row.need(column));
        return more == null
                ? new Outcome.Rejected("there is no file for " + Printable.quoted(row.need(column)) + ", only for "
                        + String.join(", ", texts.keySet()))
                : Outcome.passed(row.with(more));
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, List.of(column), problems);
        var inAll = new LinkedHashSet<String>();
        texts.values().stream().findFirst().ifPresent(first -> inAll.addAll(first.keySet()));
        texts.values().forEach(one -> inAll.retainAll(one.keySet()));
        return Columns.plus(before, inAll);
    }
}
