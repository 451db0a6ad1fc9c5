package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Sampling;

/**
 * How a block has its answers made: the {@code gen_kwargs} of the format.
 *
 * @param answers how many to each prompt ({@code n})
 */
record Generation(Sampling sampling, int answers) {
    /** How to reach the server is this run's business, and not the pipeline's. */
    private static final Set<String> NOT_OURS = Set.of("model", "timeout", "extra_headers", "extra_query");

    private static final String EXTRA = "extra_body";

    static Generation read(BlockConfig config) {
        NOT_OURS.forEach(config::value);
        double temperature = config.number("temperature", 0);
        int maxTokens = config.count("max_tokens", 4096);
        Long seed = config.value("seed") instanceof Number whole ? Long.valueOf(whole.longValue()) : null;
        boolean scaled = "scaled".equals(config.value("n"));
        int answers = scaled ? config.source().options().scale() : config.count("n", 1);
        // What the ecosystem's client puts into the request as it is.
        Map<String, Object> others = new LinkedHashMap<>(config.below(EXTRA).rest());
        var rest = config.rest();
        rest.remove(EXTRA);
        others.putAll(rest);
        return new Generation(new Sampling(temperature, maxTokens, seed, others), answers);
    }

    /**
     * The questions to ask for a row. Several answers to one prompt are asked for one by one, with different seeds: so
     * each row moves on as soon as it is there, a failed one is asked again by itself, and servers that do not know
     * {@code n} do as well.
     */
    static List<AskBlock.Asking> asking(Row row, Prompt prompt, Sampling sampling, int answers) {
        if (answers == 1) {
            return List.of(new AskBlock.Asking(row, new Ask(prompt, sampling)));
        }
        var seed = sampling.seed();
        var asking = new ArrayList<AskBlock.Asking>();
        for (int i = 0; i < answers; i++) {
            asking.add(new AskBlock.Asking(row, new Ask(prompt, sampling.withSeed((seed == null ? 0 : seed) + i))));
        }
        return asking;
    }
}
