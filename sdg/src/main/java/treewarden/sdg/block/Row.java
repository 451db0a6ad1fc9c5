package treewarden.sdg.block;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way through a pipeline: text by column. What a judge said of it goes with it, also where a pipeline
 * drops the judge's columns.
 */
public record Row(
        Address address,
        Map<String, String> columns,
        @Nullable Judgement judgement) {
    public Row {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    public static Row seed(int number, Map<String, String> columns) {
        return new Row(Address.seed(number), columns, null);
    }

    public @Nullable String get(String column) {
        return columns.get(column);
    }

    /** The column's text; the check of the pipeline has seen to it that there is one. */
    String need(String column) {
        var text = columns.get(column);
        if (text == null) {
            throw new IllegalStateException("the row has no column " + column);
        }
        return text;
    }

    public Row at(Address other) {
        return new Row(other, columns, judgement);
    }

    public Row with(String column, String text) {
        return with(Map.of(column, text));
    }

    public Row with(Map<String, String> more) {
        var all = new LinkedHashMap<>(columns);
        all.putAll(more);
        return new Row(address, all, judgement);
    }

    public Row without(Collection<String> dropped) {
        var rest = new LinkedHashMap<>(columns);
        rest.keySet().removeAll(dropped);
        return new Row(address, rest, judgement);
    }

    Row judged(Judgement other) {
        return new Row(address, columns, other);
    }
}
