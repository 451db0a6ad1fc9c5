package treewarden.sandbox.teacher;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Compares an answer with the expected one by the words that they share.
 *
 * @param expected how many different words were expected
 * @param found how many of them the answer has
 */
record CompareAnswers(int expected, int found) implements Comparison {
    /** Where a prompt holds both an expected answer and a model's. */
    static Optional<Comparison> in(Prompt prompt) {
        return prompt.last("expected answer")
                .flatMap(expected -> prompt.last("model answer").map(actual -> of(expected, actual)));
    }

    static CompareAnswers of(String expected, String actual) {
        var wanted = words(expected);
        int all = wanted.size();
        wanted.retainAll(words(actual));
        return new CompareAnswers(all, wanted.size());
    }

    private static Set<String> words(String text) {
        var words = new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }

    @Override
    public double goodness() {
        return expected == 0 ? 1 : (double) found / expected;
    }

    @Override
    public String reason() {
        return "By the stand-in's rules: the answer has " + found + " of the " + expected
                + " different words of the expected one.";
    }
}
