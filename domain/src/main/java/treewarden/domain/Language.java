package treewarden.domain;

import java.util.Locale;
import java.util.Set;

/**
 * A language that training data is made in.
 *
 * @param code two letters of ISO 639-1, such as {@code de}
 * @param name in English, such as German
 */
public record Language(String code, String name) {
    public static final Language ENGLISH = Language.of("en");
    public static final Language GERMAN = Language.of("de");

    public Language {
        if (!isCode(code)) {
            throw new IllegalArgumentException(
                    "a language is named by two letters such as en or de, not " + Printable.quoted(code));
        }
    }

    /** The language with this code, such as {@code de}. */
    public static Language of(String code) {
        var lower = code.toLowerCase(Locale.ROOT);
        return new Language(
                lower, Locale.forLanguageTag(isCode(lower) ? lower : "und").getDisplayLanguage(Locale.ENGLISH));
    }

    private static boolean isCode(String code) {
        return Set.of(Locale.getISOLanguages()).contains(code);
    }
}
