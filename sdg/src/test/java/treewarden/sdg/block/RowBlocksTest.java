package treewarden.sdg.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowBlocksTest {
    @Test
    void combinesColumns() {
        var block =
                row("CombineColumnsBlock", Map.of("columns", List.of("context", "question"), "output_col", "question"));

        assertThat(one(block, Map.of("context", "C", "question", "Q"))).containsEntry("question", "C\n\nQ");
    }

    @Test
    void duplicatesAndRenamesColumns() {
        assertThat(one(row("DuplicateColumnsBlock", Map.of("columns_map", Map.of("a", "b"))), Map.of("a", "1")))
                .containsOnly(Map.entry("a", "1"), Map.entry("b", "1"));
        assertThat(one(
                        row("RenameColumnsBlock", Map.of("columns_map", Map.of("a", "b", "b", "a"))),
                        Map.of("a", "1", "b", "2")))
                .containsOnly(Map.entry("a", "2"), Map.entry("b", "1"));
    }

    @Test
    void flattensColumnsIntoRows() {
        var block = row(
                "FlattenColumnsBlock",
                Map.of("var_cols", List.of("short", "long"), "value_name", "text", "var_name", "kind"));

        var passed = (RowBlock.Outcome.Passed) block.apply(Row.seed(0, Map.of("short", "s", "long", "l", "id", "7")));

        assertThat(passed.rows())
                .extracting(Row::columns)
                .containsExactly(
                        Map.of("id", "7", "text", "s", "kind", "short"),
                        Map.of("id", "7", "text", "l", "kind", "long"));
        assertThat(block.fanOut()).isEqualTo(2);
    }

    @Test
    void selectsAColumnByAnother() {
        var block = row(
                "SelectorBlock",
                Map.of(
                        "choice_map",
                        new TreeMap<>(Map.of("A", "first", "B", "second")),
                        "choice_col",
                        "verdict",
                        "output_col",
                        "best"));

        assertThat(one(block, Map.of("first", "1", "second", "2", "verdict", "B")))
                .containsEntry("best", "2");
        assertThat(block.apply(Row.seed(0, Map.of("first", "1", "second", "2", "verdict", "C\u202e"))))
                .isEqualTo(new RowBlock.Outcome.Rejected("the choice \"C\\u{202e}\" is none of A, B"));
    }

    @Test
    void setsTheValueThatMostRowsHave() {
        var block = (TableBlock) block("SetToMajorityValueBlock", Map.of("col_name", "x"));
        var rows = List.of("b", "a", "b").stream()
                .map(x -> Row.seed(0, Map.of("x", x)))
                .toList();

        assertThat(block.apply(rows)).extracting(row -> row.get("x")).containsExactly("b", "b", "b");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "float, eq, 1.0, 1, true",
                "float, eq, 1.0, 1.0, true",
                "float, eq, 1.0, 0, false",
                "float, ge, 2.0, 3, true",
                "float, ge, 2.0, great, false",
                "float, ge, 2.0, NaN, false",
                "float, ge, 2.0, Infinity, false",
                "float, ge, 2.0, 1e9, false",
                "float, le, 2.0, great, true",
                "int, eq, 1.0, 1, true",
                "int, eq, 1, 1.5, false",
                "int, gt, 1, 2, true",
                "int, lt, 1, 2, false",
                "bool, eq, true, yes, true",
                "bool, eq, true, false, false",
                "-, eq, YES, YES, true",
                "-, eq, YES, yes, false",
                "-, ne, YES, NO, true",
                "-, contains, sub, a subtext, true",
                "-, contains, sub, nothing, false"
            })
    void filtersByValue(String type, String operation, String value, String actual, boolean kept) {
        var settings = new LinkedHashMap<String, Object>(
                Map.of("filter_column", "x", "filter_value", value, "operation", operation));
        if (type != null) {
            settings.put("convert_dtype", type);
        }
        var outcome = row("FilterByValueBlock", settings).apply(Row.seed(0, Map.of("x", actual)));

        assertThat(outcome instanceof RowBlock.Outcome.Passed).isEqualTo(kept);
    }

    @Test
    void aFilterOfSeveralValuesKeepsWhatFitsOneOfThem() {
        var block = row(
                "FilterByValueBlock",
                Map.of("filter_column", "x", "filter_value", List.of(1, 3), "operation", "eq", "convert_dtype", "int"));

        assertThat(block.apply(Row.seed(0, Map.of("x", "3")))).isInstanceOf(RowBlock.Outcome.Passed.class);
        assertThat(block.apply(Row.seed(0, Map.of("x", "2"))))
                .isEqualTo(new RowBlock.Outcome.Rejected("x is \"2\", and must be equal to 1 or 3"));
    }

    private static Map<String, String> one(RowBlock block, Map<String, String> columns) {
        var passed = (RowBlock.Outcome.Passed) block.apply(Row.seed(0, columns));
        assertThat(passed.rows()).hasSize(1);
        return passed.rows().get(0).columns();
    }

    private static RowBlock row(String type, Map<String, ?> settings) {
        return (RowBlock) block(type, settings);
    }

    private static Block block(String type, Map<String, ?> settings) {
        var problems = new Problems("test.yaml");
        var block = BlockTypes.read(type, Configs.of(Path.of(""), "it", settings, problems))
                .orElseThrow();
        assertThat(problems.all()).isEmpty();
        return block;
    }
}
