package treewarden.sdg.block;

import java.util.List;
import java.util.Set;
import treewarden.domain.Printable;

/** Keeps a row whose column compares with a value, or with one of several, as the pipeline wants. */
record FilterByValueBlock(String name, String column, List<String> values, Operation operation, DataType type)
        implements RowBlock {
    static Block read(BlockConfig config) {
        var type = DataType.read(config);
        var value = config.value("filter_value");
        if (value == null || value instanceof List<?> list && list.isEmpty()) {
            config.wants("filter_value", "a value or a list of values");
        }
        var values = value instanceof List<?> list
                ? list.stream().map(type::text).toList()
                : List.of(type.text(String.valueOf(value)));
        for (var each : values) {
            if (type.isNumber() && Double.isNaN(type.number(each))) {
                config.wants("filter_value", "a number, for it is compared as one");
            }
        }
        var operation = Operation.read(config);
        boolean numbers = value instanceof Number
                || value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance);
        if (!type.isNumber() && (operation.isArithmetic() || operation.isOrder() && numbers)) {
            config.wants("convert_dtype", "int or float, for " + operation.word() + " compares numbers");
        }
        return new FilterByValueBlock(config.name(), config.text("filter_column"), values, operation, type);
    }

    @Override
    public Outcome apply(Row row) {
        var actual = row.need(column);
        return values.stream().anyMatch(value -> operation.holds(type, actual, value))
                ? Outcome.passed(row)
                : new Outcome.Rejected(reason(row, actual));
    }

    private String reason(Row row, String actual) {
        Judgement judgement = row.judgement();
        return judgement != null
                        && judgement.column().equals(column)
                        && !judgement.reason().isEmpty()
                ? judgement.reason()
                : column + " is " + Printable.quoted(actual.strip()) + ", and must be " + operation.words() + " "
                        + String.join(" or ", values);
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, List.of(column), problems);
        return before;
    }
}
