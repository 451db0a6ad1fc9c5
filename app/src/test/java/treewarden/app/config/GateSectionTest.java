package treewarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.release.GateRule;

class GateSectionTest {
    private static final Path OPERATING = Path.of("..", "docs", "operating.md");

    @TempDir
    Path folder;

    @Test
    void withoutItTheRuleIsTheUsualOne() throws IOException {
        assertThat(read("{}")).isEqualTo(GateRule.USUAL);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void eachNumberOfTheRuleHasAKeyThatChangesItAlone(String key) throws IOException {
        var wanted = byKey(GateRule.USUAL);
        var other = other(Objects.requireNonNull(wanted.get(key)));
        wanted.put(key, other);

        assertThat(byKey(read(yaml(key, other.toString())))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void eachKeyStandsInTheDocumentWithItsDefault(String key) throws IOException {
        var usual = Objects.requireNonNull(byKey(GateRule.USUAL).get(key));

        assertThat(Files.readString(OPERATING))
                .contains("| `" + key + "` | `" + usual.toString().replaceAll("\\.0$", "") + "` |");
    }

    @Test
    void oneMarginHoldsForAllQuestionsThatHaveNoneOfTheirOwn() throws IOException {
        assertThat(read("{margin: 0.02, margins: {choices: 0.1}}").margins())
                .isEqualTo(new GateRule.Margins(
                        0.02, 0.02, 0.1, GateRule.USUAL.margins().tasks()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version                | ' '      | a text that is not empty
            margin                 | 0        | a number above 0 and below 1
            margins.held-out       | 1        | a number above 0 and below 1
            margins.regression     | -0.1     | a number above 0 and below 1
            margins.choices        | NaN      | a number above 0 and below 1
            margins.tasks          | Infinity | a number above 0
            confidence             | 0.4      | a number from 0.5 and below 1
            power                  | 1        | a number from 0.5 and below 1
            least-questions        | 0        | a whole number from 1 to 1000000
            new-leaves.gain        | 1        | a number above -1 and below 1
            new-leaves.confidence  | most     | a number from 0.5 and below 1
            collapse.drop          | 1.5      | a number above 0 and at most 1
            collapse.questions     | 0        | a whole number from 1 to 1000000
            caps.flips             | 2        | a number from 0 to 1
            caps.nulls             | -1       | a number from 0 to 1
            """)
    void whatIsOutOfBoundsIsNamedWithThem(String key, String value, String bounds) {
        assertThatThrownBy(() -> read(yaml(key, value)))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::message)
                                .containsExactly("`releases.gate." + key + "` must be " + bounds));
    }

    @Test
    void aKeyThatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> read("{collapse: {dropp: 0.4}}"))
                .hasMessageContaining("there is no key `releases.gate.collapse.dropp`")
                .hasMessageContaining("did you mean `releases.gate.collapse.drop`?");
    }

    static List<String> keys() {
        return List.copyOf(byKey(GateRule.USUAL).keySet());
    }

    /** All that a rule is made of, by the key that its name makes. */
    private static Map<String, Object> byKey(Record rule) {
        var values = new LinkedHashMap<String, Object>();
        for (var component : rule.getClass().getRecordComponents()) {
            var key = key(component.getName());
            var value = value(rule, component.getName());
            if (value instanceof Record inner) {
                byKey(inner).forEach((name, number) -> values.put(key + "." + name, number));
            } else {
                values.put(key, value);
            }
        }
        return values;
    }

    private static String key(String component) {
        // Other keys of the configuration say least, too.
        return component.equals("minimumQuestions")
                ? "least-questions"
                : component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Object value(Record rule, String component) {
        try {
            return rule.getClass().getMethod(component).invoke(rule);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Another value that is as good. */
    private static Object other(Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        }
        return value instanceof Double number ? number + 0.01 : value + "b";
    }

    private static String yaml(String key, String value) {
        var yaml = "'" + value + "'";
        var parts = new ArrayList<>(List.of(key.split("\\.", -1)));
        while (!parts.isEmpty()) {
            yaml = "{" + parts.remove(parts.size() - 1) + ": " + yaml + "}";
        }
        return yaml;
    }

    private GateRule read(String gate) throws IOException {
        var file = Files.writeString(folder.resolve("worker.yaml"), """
                teacher:
                  url: https://teacher.example/v1
                  model: mixtral
                releases:
                  taxonomy: a/b
                  model: community/model
                  base-model: models/base
                  gate: %s
                """.formatted(gate));
        return Objects.requireNonNull(ConfigFile.readForWorker(file, Map.of()).releases())
                .deciding()
                .rule();
    }
}
