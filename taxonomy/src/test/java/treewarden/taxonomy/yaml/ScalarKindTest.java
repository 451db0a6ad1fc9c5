package treewarden.taxonomy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unquoted scalars mean what PyYAML says; the table is what it answered. */
class ScalarKindTest {
    private static final Map<String, ScalarKind> NAMES = Map.of(
            "str", ScalarKind.STRING,
            "bool", ScalarKind.BOOLEAN,
            "int", ScalarKind.INTEGER,
            "float", ScalarKind.FLOAT,
            "null", ScalarKind.NULL,
            "timestamp", ScalarKind.TIMESTAMP,
            "merge", ScalarKind.MERGE,
            "value", ScalarKind.VALUE);

    static List<String> rows() throws IOException {
        try (var in = ScalarKindTest.class.getResourceAsStream("pyyaml-scalars.tsv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isReadAsPyYamlReadsIt(String row) {
        var cells = row.split("\t", -1);
        var kind = ScalarKind.ofPlain(cells[0]);

        assertThat(kind).isEqualTo(NAMES.get(cells[1]));
        assertThat(ScalarValue.exists(cells[0], kind)).isEqualTo(cells[2].equals("True"));
        if (!cells[3].isEmpty()) {
            var number = Double.parseDouble(cells[3].replace("inf", "Infinity").replace("nan", "NaN"));
            var ours = ScalarValue.number(cells[0], kind);
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                assertThat(Double.compare(ours, number)).isZero();
            } else {
                assertThat(ours).isCloseTo(number, within(Math.abs(number) * 1e-12));
            }
        }
    }
}
