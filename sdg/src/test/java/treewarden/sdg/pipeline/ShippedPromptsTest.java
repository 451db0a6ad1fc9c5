package treewarden.sdg.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.sdg.block.TextFile;
import treewarden.sdg.block.Yamls;

/** What every prompt that we ship keeps to, so that a teacher knows the form and a judge the scale. */
class ShippedPromptsTest {
    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final List<String> FILES = List.of(
            "full/freeform_skills",
            "full/grounded_skills",
            "full/knowledge",
            "simple/freeform_skills",
            "simple/grounded_skills",
            "simple/knowledge",
            "evaluation/mmlu_bench",
            "evaluation/compare",
            "precheck/judge");

    record Shipped(
            String language,
            String pipeline,
            String block,
            String prompt,
            Map<String, Object> text,
            Map<?, ?> definition) {
        @Override
        public String toString() {
            return language + " " + pipeline + " " + block;
        }

        String all() {
            return String.join(
                    "\n",
                    List.of("system", "introduction", "principles", "examples", "generation").stream()
                            .map(key -> String.valueOf(text.getOrDefault(key, "")))
                            .toList());
        }
    }

    static List<Shipped> prompts() {
        var all = new TreeMap<String, Shipped>();
        for (var language : LANGUAGES) {
            for (var pipeline : FILES) {
                var file = TextFile.shipped("pipelines/" + pipeline + ".yaml");
                for (var block : (List<?>) Yamls.mapping(file).getOrDefault("blocks", List.of())) {
                    var map = (Map<?, ?>) block;
                    if (map.get("config") instanceof Map<?, ?> config
                            && config.get("config_path") instanceof String path) {
                        var shipped = new Shipped(
                                language,
                                pipeline,
                                String.valueOf(map.get("name")),
                                path,
                                Yamls.mapping(file.beside(path.replace("{language}", language))),
                                map);
                        all.put(shipped.toString(), shipped);
                    }
                }
            }
        }
        return List.copyOf(all.values());
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void namesTheTagsOfItsAnswerLiterallyAndInOrder(Shipped shipped) {
        var generation = String.valueOf(shipped.text().get("generation"));
        int at = 0;
        for (var tags : List.of("start_tags", "end_tags")) {
            for (var tag : shipped.text().get(tags) instanceof List<?> list ? list : List.of()) {
                assertThat(generation).containsOnlyOnce(String.valueOf(tag));
            }
        }
        for (var tag : shipped.text().get("start_tags") instanceof List<?> list ? list : List.of()) {
            assertThat(generation.indexOf(String.valueOf(tag))).isGreaterThan(at);
            at = generation.indexOf(String.valueOf(tag));
        }
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void everyTagThatIsOpenedIsClosed(Shipped shipped) {
        var open = new TreeSet<String>();
        var tag = Pattern.compile("\\[(Start|End) of ([^\\]]+)]").matcher(shipped.all());
        while (tag.find()) {
            if (tag.group(1).equals("Start")) {
                assertThat(open.add(tag.group(2))).as(tag.group()).isTrue();
            } else {
                assertThat(open.remove(tag.group(2))).as(tag.group()).isTrue();
            }
        }
        assertThat(open).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void marksWhateverOtherPeopleWrote(Shipped shipped) {
        var outside = shipped.all()
                .replaceAll("(?s)\\[Start of ([^\\]]+ \\{\\{ data_mark }})].*?\\[End of \\1]", "")
                .replaceAll("\\{\\{ (data_mark|num_samples) }}", "");

        assertThat(outside).doesNotContain("{{");
        assertThat(String.valueOf(shipped.text().get("system")))
                .contains(
                        shipped.language().equals("de")
                                ? "die Nummer {{ data_mark }} tragen"
                                : "carry the number {{ data_mark }}");
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void aJudgeNamesItsScale(Shipped shipped) {
        if (shipped.definition().get("treewarden") instanceof Map<?, ?> ours
                && ours.get("judge") instanceof Map<?, ?> judge
                && judge.get("scale") instanceof List<?> scale) {
            var generation = String.valueOf(shipped.text().get("generation"));
            var hint = Pattern.compile("<[^<>]*" + scale.get(0) + "[^<>]*>|<[^<>]*" + scale.get(1) + "[^<>]*>");
            assertThat(hint.matcher(generation).results()).hasSize(2);
            assertThat(generation)
                    .contains("{% if answer_form == \"json\" %}")
                    .contains("{\"" + judge.get("reason") + "\": \"<")
                    .contains(", \"" + judge.get("score") + "\": ");
            scale.forEach(end -> assertThat(shipped.all()).contains(String.valueOf(end)));
        }
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void everyLanguageAsksForTheSame(Shipped shipped) {
        var english = Yamls.mapping(
                TextFile.shipped("pipelines/x/y").beside(shipped.prompt().replace("{language}", "en")));

        assertThat(shipped.text().get("start_tags")).isEqualTo(english.get("start_tags"));
        assertThat(shipped.text().get("end_tags")).isEqualTo(english.get("end_tags"));
        assertThat(code(shipped.text())).isEqualTo(code(english));
        assertThat(shipped.text().keySet()).isEqualTo(english.keySet());
    }

    /** Tags and variables in their order. */
    private static List<String> code(Map<String, Object> prompt) {
        return Pattern.compile("\\{[{%].*?[%}]}|\\[(?:Start|End) of [^\\]]+]|\\[[A-Z]+]|\"[a-z]+\":")
                .matcher(new TreeMap<>(prompt).toString())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void saysHowManyItemsItWants(Shipped shipped) {
        if (shipped.definition().get("config") instanceof Map<?, ?> config && config.get("batch_kwargs") != null) {
            assertThat(shipped.all()).containsPattern("(Write|Schreibe) \\{\\{ num_samples }} ([Qq]uestion|Frage)");
        }
        assertThat(Path.of(shipped.prompt())).isRelative();
    }
}
