package treewarden.sdg.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import treewarden.domain.Language;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.block.TextFile;

/** The languages that our prompts are in: a folder below {@code templates/prompts} each, and nothing else. */
final class ShippedLanguages {
    private ShippedLanguages() {}

    /** Refuses a set that we ship in a language that we have no prompts in. */
    static void require(FindPipelines.Found found, Language language) {
        boolean ours = found.files().values().stream().anyMatch(TextFile.Shipped.class::isInstance);
        if (ours && !has(language)) {
            var known = Arrays.stream(Locale.getISOLanguages())
                    .map(Language::of)
                    .filter(ShippedLanguages::has)
                    .map(Language::name)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new PipelineException("there are no prompts in " + language.name() + "; there are " + known
                    + ". For another language, name a pipeline folder of your own with prompts in it");
        }
    }

    static boolean has(Language language) {
        return TextFile.shipped("prompts/" + language.code() + "/knowledge/auxiliary_instructions.yaml")
                .exists();
    }
}
