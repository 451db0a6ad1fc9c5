package treewarden.templates.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaTemplateTest {
    @Test
    void writesValuesWhereTheyAreNamed() {
        assertThat(render(
                        "Write {{ num_samples }} questions like {{question}}.\n",
                        Map.of("num_samples", 3, "question", "Why?")))
                .isEqualTo("Write 3 questions like Why?.");
    }

    @Test
    void aValueIsDataAndNeverRenderedAgain() {
        var hostile = "{{ secret }} {% for i in range(9) %}x{% endfor %} {# gone #} <b>&amp;</b> ${secret} #{secret}";

        assertThat(render("[{{ text }}]", Map.of("text", hostile, "secret", "s3cret")))
                .isEqualTo("[" + hostile + "]");
        assertThat(render("[{{ text|trim }}]", Map.of("text", hostile, "secret", "s3cret")))
                .isEqualTo("[" + hostile + "]");
        assertThat(render("{% set a = text %}{{ a }}", Map.of("text", hostile, "secret", "s3cret")))
                .isEqualTo(hostile);
    }

    @Test
    void anUndefinedVariableIsAnErrorThatNamesItAndTheTemplate() {
        assertThatThrownBy(() -> render("first\n{{ nobody }}", Map.of("somebody", "x")))
                .isInstanceOf(JinjaException.class)
                .hasMessage("test.yaml: line 2 asks for the variable \"nobody\", which is not provided");
        assertThatThrownBy(() -> render("{% if nobody %}x{% endif %}", Map.of()))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> render("{% for x in nobody %}x{% endfor %}", Map.of()))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void whatPromptsUseWorksAsInPython() {
        assertThat(render("{% if n > 1 %}{{ n }} items{% else %}one item{% endif %}", Map.of("n", 2)))
                .isEqualTo("2 items");
        assertThat(render(
                        "{% for q in list %}{{ loop.index }}. {{ q }}\n{% endfor %}",
                        Map.of("list", List.of("a", "b"))))
                .isEqualTo("1. a\n2. b\n");
        assertThat(render(
                        "{{ leaf.name }} {{ leaf['name'] }} {{ list[0] }}",
                        Map.of("leaf", Map.of("name", "x"), "list", List.of("y"))))
                .isEqualTo("x x y");
        assertThat(render(
                        "{{ list | join(', ') }} {{ text | upper }} {{ missing | default('none') }}",
                        Map.of("list", List.of(1, 2), "text", "a", "missing", "")))
                .isEqualTo("1, 2 A ");
        assertThat(render(
                        "{% for q in list %}{{ q }}{% if not loop.last %}, {% endif %}{% endfor %}",
                        Map.of("list", List.of("a", "b"))))
                .isEqualTo("a, b");
        assertThat(render("{%- if true %}  yes{% endif -%}  ", Map.of())).isEqualTo("  yes");
        assertThat(render("{% raw %}{{ as it is }}{% endraw %}", Map.of())).isEqualTo("{{ as it is }}");
        assertThat(render(
                        "{% set a = 'b' %}{{ a }}{% if text is defined and text != 'z' %}!{% endif %}",
                        Map.of("text", "t")))
                .isEqualTo("b!");
        assertThat(render("{% for i in range(3) %}{{ i }}{% endfor %}", Map.of()))
                .isEqualTo("012");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ text.getClass() }}",
                "{{ text.class }}",
                "{{ text.toUpperCase() }}",
                "{{ list.add('x') }}",
                "{{ map.put('a', 'b') }}",
                "{{ map.class.forName('java.lang.Runtime') }}",
                "{{ ''.getClass().forName('java.lang.Runtime').getRuntime().exec('id') }}",
                "{{ ____int3rpr3t3r____ }}",
                "{{ ____int3rpr3t3r____.getConfig().getObjectMapper() }}",
                "{{ ____context____ }}",
                "{% for x in ____int3rpr3t3r____.getContext() %}x{% endfor %}",
                "{% include 'prompts/other.yaml' %}",
                "{% import 'file:///etc/passwd' as x %}{{ x }}",
                "{% from '/etc/passwd' import x %}",
                "{% extends '/etc/passwd' %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% do list.append(1) %}",
                "{{ text | render }}",
                "{{ '{\"a\":1}' | fromjson }}",
                "{{ 'a: 1' | fromyaml }}",
                "{{ text | attr('class') }}",
                "{{ list | map('class') }}",
                "{{ text | log }}",
                "{{ type(text) }}",
                "{{ super() }}",
                "{% for x in list %}{{ loop.next() }}{% endfor %}",
                "{% for x in list %}{{ loop.class }}{% endfor %}",
                "{{ now() }}"
            })
    void theSandboxHasNoWayOut(String template) {
        var values = Map.of("text", "t", "list", List.of("a"), "map", Map.of("k", "v"));

        assertThatThrownBy(() -> render(template, values))
                .isInstanceOf(JinjaException.class)
                .hasMessageStartingWith("test.yaml: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ open", "{% if x %}never closed", "{% endfor %}", "{{ 1 + }}", "{% nonsense %}"})
    void wrongSyntaxIsAnError(String template) {
        assertThatThrownBy(() -> render(template, Map.of("x", 1)))
                .isInstanceOf(JinjaException.class)
                .hasMessageStartingWith("test.yaml: ");
    }

    @Test
    void loopsInsideLoopsAreCutOff() {
        var template =
                "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}{% endfor %}";

        assertThatThrownBy(() -> render(template, Map.of()))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining("more than 20000 steps");
    }

    @Test
    void whatGetsTooLongIsCutOff() {
        var template = "{% for a in range(100) %}{{ text }}{% endfor %}";

        assertThatThrownBy(() -> render(template, Map.of("text", "x".repeat(100_000))))
                .isInstanceOf(JinjaException.class);
    }

    @Test
    void aLongValueIsWrittenWhole() {
        assertThat(render("{{ text }}", Map.of("text", "x".repeat(600_000)))).hasSize(600_000);
    }

    @Test
    void aValueThatIsNoDataIsRefused() {
        var values = new HashMap<String, Object>();
        values.put("runtime", Runtime.getRuntime());

        assertThatThrownBy(() -> render("{{ runtime }}", values))
                .isInstanceOf(JinjaException.class)
                .hasMessage("test.yaml: the value of \"runtime\" is no text, number, boolean, list or map");
    }

    @Test
    void tellsTheVariablesOfEveryBranch() {
        var template = JinjaTemplate.of("test.yaml", """
                {# {{ comment }} #}{% raw %}{{ raw }}{% endraw %}
                {{ a }} {{ b.inner }} {{ c | default('text') | upper }} {% if d is defined and not e == "f" %}{{ g[h] }}
                {% elif i in [j, 'k'] %}{% for l in m %}{{ l }} {{ loop.index }} {% endfor %}{% endif %}
                {% set n = o %}{{ n }} {% for p in range(q) %}{{ p }}{% endfor %} {{ r | join(d=s) }}
                """);

        assertThat(template.variables())
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "g", "h", "i", "j", "m", "o", "q", "r", "s");
    }

    private static String render(String template, Map<String, ?> values) {
        return JinjaTemplate.of("test.yaml", template).render(values);
    }
}
