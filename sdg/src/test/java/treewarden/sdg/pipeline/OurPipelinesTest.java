package treewarden.sdg.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.Language;
import treewarden.domain.LeafKind;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sdg.block.AnswerForm;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.engine.RuleTeacher;
import treewarden.sdg.teacher.Ask;

/** What we ship, in each language and with judges in each form, run against the stand-in teacher. */
class OurPipelinesTest {
    private static final Pattern GERMAN = Pattern.compile("\\b(und|nicht|eine|schreibe|Schreibe)\\b");

    record Case(String set, LeafKind kind, Language language, AnswerForm judges) {
        PipelineSet load() {
            return PipelineSet.of(
                    set, PipelineOptions.USUAL.withLanguage(language).withJudges(judges));
        }
    }

    static List<Case> cases() {
        var all = new ArrayList<Case>();
        for (var set : PipelineSet.SHIPPED) {
            for (var kind : LeafKind.values()) {
                for (var language : List.of(Language.ENGLISH, Language.GERMAN)) {
                    Arrays.stream(AnswerForm.values())
                            .forEach(judges -> all.add(new Case(set, kind, language, judges)));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesRows(Case one) {
        try (var server = StandInTeacher.start(TeacherOptions.defaults())) {
            var ran = Ran.with(server, one.load().pipeline(one.kind()), one.kind());

            assertThat(ran.kept).as(() -> String.join("\n", ran.reasons())).isNotEmpty();
            assertThat(ran.reasons()).noneMatch(reason -> reason.contains("the teacher's answer"));
            assertThat(server.asked())
                    .allSatisfy(
                            asked -> assertThat(GERMAN.matcher(asked.prompt()).find())
                                    .isEqualTo(one.language().equals(Language.GERMAN)));
            if (one.set().equals("full")) {
                assertThat(ran.kept)
                        .allSatisfy(row -> assertThat(row.judgement()).isNotNull());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyJudgesAreAskedForJsonAndOnlyWhereItIsWanted(Case one) {
        var seed = Ran.seeds(one.kind()).get(0);
        for (var step : one.load().pipeline(one.kind()).steps()) {
            if (step.block() instanceof AskBlock ask && step.block().name().startsWith("eval")) {
                var row = seed.with("question", "Q?").with("response", "R.").with("context", "C.");
                var asked = ask.asking(row).get(0).ask();

                boolean json = one.judges() == AnswerForm.JSON;
                assertThat(asked.sampling().format() != null).isEqualTo(json);
                assertThat(asked.prompt().user().contains("{\"")).isEqualTo(json);
                assertThat(asked.prompt().user().contains("[End of Score]\n")).isFalse();
            } else if (step.block() instanceof AskBlock ask
                    && step.block().name().equals("gen_spellcheck")) {
                assertThat(ask.asking(seed).get(0).ask().sampling().format()).isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void evaluationAsksForMultipleChoice(Language language) {
        try (var server = StandInTeacher.start(TeacherOptions.defaults())) {
            var evaluation = PipelineSet.of("simple", language).evaluation().orElseThrow();
            var ran = Ran.with(server, evaluation, LeafKind.KNOWLEDGE);

            assertThat(ran.kept).hasSizeGreaterThan(2).allSatisfy(row -> {
                assertThat(MultipleChoice.of(
                                String.valueOf(row.get("mmlubench_question")),
                                String.valueOf(row.get("mmlubench_answer"))))
                        .isPresent();
                assertThat(row.columns()).containsKey("domain");
            });
        }
    }

    static List<Language> languages() {
        return List.of(Language.ENGLISH, Language.GERMAN);
    }

    @Test
    void whatDependsOnTheDocumentAloneIsTheSameRequestForEachSeed() {
        var seeds = Ran.seeds(LeafKind.KNOWLEDGE);
        assertThat(seeds.get(0).get("icl_query_1")).isNotEqualTo(seeds.get(1).get("icl_query_1"));
        var full = PipelineSet.named("full");

        var asked = new HashSet<Ask>();
        for (var pipeline :
                List.of(full.pipeline(LeafKind.KNOWLEDGE), full.evaluation().orElseThrow())) {
            for (var step : pipeline.steps()) {
                if (List.of("gen_spellcheck", "gen_mmlu_knowledge")
                        .contains(step.block().name())) {
                    seeds.forEach(seed -> asked.add(
                            ((AskBlock) step.block()).asking(seed).get(0).ask()));
                }
            }
        }

        assertThat(asked).hasSize(2);
    }

    @Test
    void theNumberThatMarksMaterialIsTakenOutOfAnAnswerThatImitatesIt() {
        var teacher = RuleTeacher.saying(prompt -> {
            var number = Pattern.compile("\\[Start of Task ([0-9a-f]{16})]").matcher(prompt);
            assertThat(number.find()).isTrue();
            return "[Start of Question " + number.group(1) + "]Why?[End of Question " + number.group(1) + "]";
        });
        var pipeline = PipelineSet.named("full").pipeline(LeafKind.FREEFORM_SKILL);

        var only = new Pipeline("test", pipeline.steps().subList(0, 1));
        var ran = Ran.with(teacher, only, Ran.seeds(LeafKind.FREEFORM_SKILL).subList(0, 1));

        assertThat(ran.kept).extracting(row -> row.get("question")).containsExactly("Why?");
    }

    @Test
    void instructionsForTrainingAreInTheLanguageOfTheRun() {
        assertThat(auxiliary(Language.ENGLISH)).hasSize(3).anyMatch(text -> text.startsWith("Correct the spelling"));
        assertThat(auxiliary(Language.GERMAN))
                .hasSize(3)
                .anyMatch(text -> text.startsWith("Korrigiere Rechtschreibung"));
    }

    private static List<String> auxiliary(Language language) {
        return PipelineSet.of("full", language)
                .pipeline(LeafKind.KNOWLEDGE)
                .auxiliary()
                .getOrDefault("spellcheck", List.of());
    }

    @Test
    void aLanguageWithoutPromptsIsRefused() {
        assertThatThrownBy(() -> PipelineSet.of("full", Language.of("fr")))
                .hasMessage("there are no prompts in French; there are English, German. For another language, name a"
                        + " pipeline folder of your own with prompts in it");
        assertThatThrownBy(() -> Language.of("klingon")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Language.of("DE")).isEqualTo(Language.GERMAN);
        assertThat(Language.GERMAN.name()).isEqualTo("German");
    }
}
