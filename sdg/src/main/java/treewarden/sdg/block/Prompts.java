package treewarden.sdg.block;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/**
 * The prompts of a block, one of which is for a row.
 *
 * @param selector the column whose value chooses; null where there is only one
 * @param byValue the one prompt of a block without selector is under {@value #ALWAYS}
 */
record Prompts(@Nullable String selector, Map<String, PromptFile> byValue) {
    private static final String ALWAYS = "All";

    static Prompts one(BlockConfig config) {
        return read(config, null, List.of(List.of(config.text("config_path"), ALWAYS)), "config_path");
    }

    /** @param pathsAndValues pairs of a path and the value that chooses it; a single one for "All" needs no choice */
    static Prompts several(BlockConfig config, String selector, List<List<String>> pathsAndValues) {
        boolean always =
                pathsAndValues.size() == 1 && pathsAndValues.get(0).get(1).equals(ALWAYS);
        return read(config, always ? null : selector, pathsAndValues, "config_paths");
    }

    private static Prompts read(
            BlockConfig config, @Nullable String selector, List<List<String>> pathsAndValues, String key) {
        var prompts = new LinkedHashMap<String, PromptFile>();
        for (var pathAndValue : pathsAndValues) {
            try {
                prompts.put(pathAndValue.get(1), PromptFile.of(config.source().named(pathAndValue.get(0))));
            } catch (PipelineException e) {
                config.problems(key).add(String.valueOf(e.getMessage()));
            }
        }
        return new Prompts(selector, prompts);
    }

    /** The one that names the tags of the answers, whichever is chosen. */
    Optional<PromptFile> first() {
        return byValue.values().stream().findFirst();
    }

    Collection<PromptFile> all() {
        return byValue.values();
    }

    PromptFile of(Row row) {
        var value = selector == null ? ALWAYS : row.need(selector);
        var prompt = byValue.get(value);
        if (prompt == null) {
            throw new NoPrompt(value, byValue.keySet());
        }
        return prompt;
    }

    /** A row whose selector column has a value that no prompt is for. */
    static final class NoPrompt extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoPrompt(String value, Set<String> values) {
            super("there is no prompt for " + Printable.quoted(value) + ", only for " + String.join(", ", values));
        }
    }
}
