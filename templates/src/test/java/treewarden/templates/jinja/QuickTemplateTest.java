package treewarden.templates.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short cut and the engine write the same, and what the short cut does not know it leaves to the engine. */
class QuickTemplateTest {
    private static final Map<String, Object> VALUES = Map.of(
            "n", 1, "many", 30L, "form", "json", "text", "a {{ n }} {% if %} $1 \\ \"b\"\r\n", "blank", "", "one", "1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "{ {n} }} %} # {",
                "{{ n }}{{many}} {{\ntext\n}}!{{ blank }}",
                "Write {{ many }} question{% if many != 1 %}s{% endif %}\n\nor {{ n }} question{% if n != 1 %}s{% endif %}",
                "{% if n == 1 %}one{% elif n == 2 %}two{% else %}more{% endif %}",
                "{% if many == 1 %}one{% elif many == 30 %}{{ text }}{% else %}more{% endif %}",
                "{% if many == 2 %}one{% endif %}",
                "{% if form == \"json\" %}\n{\"score\": <0 or 1>}\n{% else %}[Start of Score]{% endif %}\n",
                "{% if form != 'json' %}no{% else %}a{% if n == 1 %}b{% else %}c{% endif %}d{% endif %} end",
                "{%if n==1%}x{%endif%}"
            })
    void writesWhatTheEngineWrites(String source) {
        var quick = JinjaTemplate.of("test", source);

        assertThat(quick.isQuick()).isTrue();
        assertThat(quick.render(VALUES))
                .isEqualTo(JinjaTemplate.ofTheEngine("test", source).render(VALUES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a {{- n }}",
                "{%- if n == 1 %}x{% endif -%} b",
                "{# gone #}{{ n }}",
                "{{ text | trim }}",
                "{{ n + 1 }}",
                "{{ 'a' }}",
                "{% for i in range(3) %}{{ i }}{% endfor %}",
                "{% if n > 0 %}x{% endif %}",
                "{% if n == 1 and many == 30 %}x{% endif %}",
                "{% if true %}x{% endif %}",
                "{% raw %}{{ n }}{% endraw %}",
                "{% set a = 1 %}{{ a }}"
            })
    void leavesTheRestToTheEngine(String source) {
        var template = JinjaTemplate.of("test", source);

        assertThat(template.isQuick()).isFalse();
        assertThat(template.render(VALUES))
                .isEqualTo(JinjaTemplate.ofTheEngine("test", source).render(VALUES));
    }

    @Test
    void whatAValueMakesUncertainIsLeftToTheEngineToo() {
        for (var source :
                List.of("{{ n }}", "{% if n == 1 %}x{% else %}y{% endif %}", "{% if n == '1' %}x{% endif %}")) {
            for (Object value : List.of(1.5, true, List.of(1), "1", 1, 1.0)) {
                var quick = JinjaTemplate.of("test", source);

                assertThat(quick.isQuick()).isTrue();
                assertThat(outcome(quick, value))
                        .as("%s with %s", source, value)
                        .isEqualTo(outcome(JinjaTemplate.ofTheEngine("test", source), value));
            }
        }
    }

    private static String outcome(JinjaTemplate template, Object value) {
        try {
            return template.render(Map.of("n", value));
        } catch (JinjaException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void errorsAreTheEnginesOwn() {
        assertThatThrownBy(() -> JinjaTemplate.of("test", "a\n{{ nobody }}").render(Map.of()))
                .hasMessage("test: line 2 asks for the variable \"nobody\", which is not provided");
        assertThatThrownBy(() -> JinjaTemplate.of("test", "{% if n == 1 %}").render(VALUES))
                .isInstanceOf(JinjaException.class);
        assertThatThrownBy(() -> JinjaTemplate.of("test", "{{ n }}{{ n }}").render(Map.of("n", "x".repeat(3 << 20))))
                .isInstanceOf(JinjaException.class);
    }

    @Test
    void tellsWhichVariablesItCannotDoWithout() {
        var template = JinjaTemplate.of(
                "test",
                "{{ a }}{{ b | default('') }}{% if c is defined %}{{ c }}{% endif %}{{ d|d('x') }}{{ e | trim }}");

        assertThat(template.variables()).isEqualTo(Set.of("a", "b", "c", "d", "e"));
        assertThat(template.required()).isEqualTo(Set.of("a", "e"));
        assertThat(template.render(Map.of("a", "A", "e", "E"))).isEqualTo("AxE");
    }
}
