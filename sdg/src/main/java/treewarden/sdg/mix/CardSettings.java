package treewarden.sdg.mix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the data card says that does not follow from the data.
 *
 * @param title its heading
 * @param license as the Hugging Face Hub names it
 * @param languages of the rows, as ISO 639-1 codes
 * @param tags beside {@code instructlab} and {@code synthetic}
 * @param command that makes the data again, for the reader; null where there is none to show
 */
public record CardSettings(
        String title,
        String license,
        List<String> languages,
        List<String> tags,
        @Nullable String command) {
    public static final CardSettings USUAL =
            new CardSettings("Synthetic training data from a taxonomy", "apache-2.0", List.of("en"), List.of(), null);

    public CardSettings {
        languages = List.copyOf(languages);
        tags = List.copyOf(tags);
    }

    public CardSettings withCommand(@Nullable String other) {
        return new CardSettings(title, license, languages, tags, other);
    }

    public CardSettings withLanguages(List<String> other) {
        return new CardSettings(title, license, other, tags, command);
    }
}
