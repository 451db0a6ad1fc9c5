package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.Sampling;

/**
 * Asks the teacher with a prompt, and makes rows of what stands between the tags of its answer.
 *
 * <p>Several answers to one prompt ({@code n}) are asked for one by one, with different seeds: so each row moves on as
 * soon as it is there, a failed one is asked again by itself, and servers that do not know {@code n} do as well.
 *
 * @param prompts by value of the selector column; the one prompt of a block without selector is under {@value #ALWAYS}
 * @param settings what the pipeline file gives the prompt ({@code batch_kwargs})
 */
record LlmBlock(
        String name,
        @Nullable String selector,
        Map<String, PromptFile> prompts,
        List<String> outputs,
        AnswerParser parser,
        Sampling sampling,
        Amounts amounts,
        Map<String, String> settings,
        @Nullable Judge judge)
        implements AskBlock {
    static final String ALWAYS = "All";

    private static final String ITEMS = "num_samples";

    /** Answers to each prompt where a pipeline says {@code n: scaled}: the ecosystem's default. */
    private static final int SCALED = 30;

    /** No answer is taken to have more items where the prompt names no number. */
    private static final int MOST_ITEMS = 100;

    /** What a reasoning model thinks before it answers. */
    private static final Pattern THOUGHT = Pattern.compile("\\A\\s*<think>.*?</think>", Pattern.DOTALL);

    static Block read(BlockConfig config) {
        return read(config, null, prompts(config, List.of(List.of(config.text("config_path"), ALWAYS))));
    }

    static Map<String, PromptFile> prompts(BlockConfig config, List<List<String>> pathsAndKeys) {
        var prompts = new LinkedHashMap<String, PromptFile>();
        for (var pathAndKey : pathsAndKeys) {
            try {
                prompts.put(pathAndKey.get(1), PromptFile.read(config.file().beside(pathAndKey.get(0))));
            } catch (PipelineException e) {
                config.problems().add(String.valueOf(e.getMessage()));
            }
        }
        return prompts;
    }

    static LlmBlock read(BlockConfig config, @Nullable String selector, Map<String, PromptFile> prompts) {
        // Whom to ask and in which chat template is this run's business: read, so that they are not unknown.
        config.value("model_id");
        config.value("model_family");
        config.value("model_prompt");
        var outputs = config.texts("output_cols");
        var ours = config.below("treewarden");
        var batch = config.below("batch_kwargs");
        int items = batch.count(ITEMS, 0);
        var settings = new HashMap<String, String>();
        batch.rest().forEach((key, value) -> settings.put(key, String.valueOf(value)));
        var generation = config.below("gen_kwargs");
        int answers = "scaled".equals(generation.value("n")) ? SCALED : generation.count("n", 1);
        var judge = Judge.read(ours, outputs);
        ours.end();
        return new LlmBlock(
                config.name(),
                selector,
                prompts,
                outputs,
                parser(config, outputs, prompts),
                sampling(generation),
                new Amounts(answers, items),
                settings,
                judge);
    }

    private static AnswerParser parser(BlockConfig config, List<String> outputs, Map<String, PromptFile> prompts) {
        var parser = config.below("parser_kwargs");
        if ("custom".equals(parser.text("parser_name", ""))) {
            return PatternParser.read(outputs, parser);
        }
        return prompts.values().stream()
                .findFirst()
                .map(prompt -> TagParser.read(outputs, prompt, config.problems()))
                .orElseGet(() -> new TagParser(Map.of()));
    }

    private static Sampling sampling(BlockConfig generation) {
        generation.value("model");
        double temperature = generation.number("temperature", 0);
        int maxTokens = generation.count("max_tokens", 4096);
        Long seed = generation.value("seed") instanceof Integer whole ? Long.valueOf(whole) : null;
        return new Sampling(temperature, maxTokens, seed, generation.rest());
    }

    @Override
    public List<Asking> asking(Row row) {
        var prompt = prompt(row);
        var known = amounts.items() > 0 ? row.with(ITEMS, Integer.toString(amounts.items())) : row;
        var given = new HashMap<String, Object>(settings);
        if (amounts.items() > 0) {
            given.put(ITEMS, amounts.items());
        }
        var text = prompt.render(row.columns(), given);
        var asking = new ArrayList<Asking>();
        for (int i = 0; i < amounts.answers(); i++) {
            Long seed = sampling.seed();
            var drawn = amounts.answers() == 1 ? sampling : sampling.withSeed((seed == null ? 0 : seed) + i);
            asking.add(new Asking(known, new Ask(text, drawn)));
        }
        return asking;
    }

    private PromptFile prompt(Row row) {
        var key = selector == null || prompts.keySet().equals(Set.of(ALWAYS)) ? ALWAYS : row.need(selector);
        var prompt = prompts.get(key);
        if (prompt == null) {
            throw new NoPrompt(key, prompts.keySet());
        }
        return prompt;
    }

    @Override
    public Reading read(Asking asking, Answer answer) {
        var row = asking.row();
        var text = prompt(row)
                .unmarked(row.columns(), THOUGHT.matcher(answer.text()).replaceFirst(""));
        var parsed = parser.parse(text);
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

    @Override
    public AskBlock withAmounts(Amounts other) {
        return new LlmBlock(name, selector, prompts, outputs, parser, sampling, other, settings, judge);
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        if (selector != null) {
            Columns.need(before, List.of(selector), problems);
        }
        for (var prompt : prompts.values()) {
            for (var variable : prompt.variables()) {
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

    /** A row whose selector column has a value that no prompt is for. */
    static final class NoPrompt extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoPrompt(String key, Set<String> keys) {
            super("there is no prompt for " + Printable.quoted(key) + ", only for " + String.join(", ", keys));
        }
    }
}
