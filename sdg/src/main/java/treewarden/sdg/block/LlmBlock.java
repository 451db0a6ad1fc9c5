package treewarden.sdg.block;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.Sampling;

/**
 * Asks the teacher with a prompt, and makes rows of what stands between the tags of its answer.
 *
 * @param settings what the pipeline file gives the prompt ({@code batch_kwargs})
 */
record LlmBlock(
        String name,
        Prompts prompts,
        List<String> outputs,
        AnswerParser parser,
        Sampling sampling,
        Amounts amounts,
        Map<String, String> settings,
        @Nullable Judge judge,
        Wrapping wrapping)
        implements AskBlock {
    private static final String ITEMS = "num_samples";

    /** No answer is taken to have more items where the prompt names no number. */
    private static final int MOST_ITEMS = 100;

    /** What a reasoning model thinks before it answers. */
    private static final Pattern THOUGHT = Pattern.compile("\\A\\s*<think>.*?</think>", Pattern.DOTALL);

    static Block read(BlockConfig config) {
        return read(config, Prompts.one(config));
    }

    static LlmBlock read(BlockConfig config, Prompts prompts) {
        // Which model is asked, and of which family it is, is this run's business: read, so that they are not unknown.
        config.value("model_id");
        config.value("model_family");
        var outputs = config.texts("output_cols");
        var ours = config.below("treewarden");
        var batch = config.below("batch_kwargs");
        int items = batch.count(ITEMS, 0);
        var settings = new HashMap<String, String>();
        batch.rest().forEach((key, value) -> settings.put(key, String.valueOf(value)));
        var generation = Generation.read(config.below("gen_kwargs"));
        var judge = Judge.read(ours, outputs);
        ours.end();
        var form = judge == null || !prompts.all().stream().allMatch(PromptFile::knowsForms)
                ? AnswerForm.TAGS
                : config.source().options().judges();
        settings.put(PromptFile.FORM, form.word());
        var tagged = parser(config, outputs, prompts);
        return new LlmBlock(
                config.name(),
                prompts,
                outputs,
                judge == null ? tagged : JudgeParser.of(form, judge, outputs, tagged),
                judge == null || form == AnswerForm.TAGS
                        ? generation.sampling()
                        : generation.sampling().withFormat(judge.format(outputs)),
                new Amounts(generation.answers(), items),
                settings,
                judge,
                Wrapping.read(config));
    }

    private static AnswerParser parser(BlockConfig config, List<String> outputs, Prompts prompts) {
        var parser = config.below("parser_kwargs");
        if ("custom".equals(parser.text("parser_name", ""))) {
            return PatternParser.read(outputs, parser);
        }
        return prompts.first()
                .map(prompt -> TagParser.read(outputs, prompt, config.problems()))
                .orElseGet(() -> new TagParser(Map.of()));
    }

    @Override
    public List<Asking> asking(Row row) {
        var prompt = prompts.of(row);
        var known = amounts.items() > 0 ? row.with(ITEMS, Integer.toString(amounts.items())) : row;
        var given = new HashMap<String, Object>(settings);
        if (amounts.items() > 0) {
            given.put(ITEMS, amounts.items());
        }
        var text = wrapping.around(prompt.render(row.columns(), given));
        return Generation.asking(known, text, sampling, amounts.answers());
    }

    @Override
    public Reading read(Asking asking, Answer answer) {
        var row = asking.row();
        var parsed = parser.parse(prompts.of(row).unmarked(row.columns(), said(answer)));
        boolean cutOff = answer.finish() == Finish.LENGTH;
        int whole = parsed.items().size() - (cutOff && parsed.isLastOpen() ? 1 : 0);
        if (whole < 1) {
            return new Reading.Unusable(cutOff ? "was cut off at its longest length" : parsed.missing());
        }
        if (judge != null) {
            return judge.read(row, parsed.items());
        }
        int most = Math.min(whole, amounts.items() > 0 ? amounts.items() : MOST_ITEMS);
        var rows = parsed.items().stream().limit(most).map(row::with).toList();
        return new Reading.Made(rows, parsed.items().size() - rows.size() + parsed.broken());
    }

    /** The answer without what the model thought before it. */
    static String said(Answer answer) {
        return THOUGHT.matcher(answer.text()).replaceFirst("");
    }

    @Override
    public AskBlock withAmounts(Amounts other) {
        return new LlmBlock(name, prompts, outputs, parser, sampling, other, settings, judge, wrapping);
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        var selector = prompts.selector();
        if (selector != null) {
            Columns.need(before, List.of(selector), problems);
        }
        for (var prompt : prompts.all()) {
            for (var variable : prompt.required()) {
                boolean given = before.contains(variable)
                        || settings.containsKey(variable)
                        || amounts.items() > 0 && variable.equals(ITEMS);
                if (!given) {
                    problems.add("the prompt " + prompt.name() + " asks for the variable " + variable
                            + ", which nothing provides; there are " + String.join(", ", before));
                }
            }
        }
        return Columns.plus(amounts.items() > 0 ? Columns.plus(before, List.of(ITEMS)) : before, outputs);
    }
}
