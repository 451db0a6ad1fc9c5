package treewarden.store;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.Contribution;

/**
 * Text as words that can be looked up: small letters without accents, one ideograph a word. It is done here, so that both
 * databases find the same, and what people type cannot be mistaken for their languages of queries.
 */
final class SearchWords {
    /** Stands before what is no word. */
    static final String MARK = "\u00b7";

    private static final int LONGEST_WORD = 40;
    private static final int MOST_WORDS = 400;
    private static final int MOST_ASKED = 12;

    private SearchWords() {}

    /** All that a contribution is found by. */
    static Set<String> of(Contribution it) {
        var repository = it.repository();
        var tokens = Stream.concat(
                        Stream.of(
                                Integer.toString(it.id().number()),
                                it.title(),
                                it.author().login(),
                                repository.owner(),
                                repository.name()),
                        it.leaves().stream())
                .flatMap(text -> words(text).stream())
                .distinct()
                .limit(MOST_WORDS)
                .collect(Collectors.toCollection(TreeSet::new));
        Trait.of(it).forEach(trait -> tokens.add(trait.token()));
        return tokens;
    }

    /** The words that are asked for; what is over {@link #MOST_ASKED} is left out. */
    static List<String> asked(String text) {
        return words(text).stream().distinct().limit(MOST_ASKED).toList();
    }

    /** Numbers are meant whole, and of other words the beginning is enough. */
    static boolean isWhole(String word) {
        return word.startsWith(MARK) || word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static List<String> words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var spaced = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            if (Character.isIdeographic(c)) {
                spaced.append(' ').appendCodePoint(c).append(' ');
            } else if (Character.isLetterOrDigit(c)) {
                spaced.appendCodePoint(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                spaced.append(' ');
            }
        });
        return Stream.of(spaced.toString().split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() <= LONGEST_WORD
                        ? word
                        : word.substring(
                                0,
                                word.offsetByCodePoints(
                                        0, Math.min(LONGEST_WORD, word.codePointCount(0, word.length())))))
                .toList();
    }
}
