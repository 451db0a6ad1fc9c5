package treewarden.sdg.quality;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/** A text goes on, where a model that is caught in a loop says the same words over and over. */
final class RepeatedWords implements Check {
    /** The longest loop that is looked for, in words: some three sentences. */
    private static final int LONGEST = 60;

    /** How often the same words must come in a row. */
    private static final int TIMES = 4;

    /** How many words the loop must make up: a refrain or a row of zeros is shorter. */
    private static final int WORDS = 30;

    @Override
    public String name() {
        return "repetition";
    }

    @Override
    public String documentation() {
        return "The same words do not come " + TIMES + " times in a row over " + WORDS + " words.";
    }

    @Override
    public String remedy() {
        return "The teacher is caught in a loop. Ask for shorter answers in the seed examples; the operator can lower the"
                + " step's max_tokens or raise its temperature.";
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        var inAnswer = loop("the answer", subject.answer());
        return inAnswer == null ? loop("the question", Words.of(subject.said().question())) : inAnswer;
    }

    private static @Nullable String loop(String what, Words words) {
        for (int period = 1; period <= Math.min(LONGEST, words.size() / TIMES); period++) {
            int run = 0;
            for (int i = period; i <= words.size(); i++) {
                if (i < words.size() && words.hash(i) == words.hash(i - period)) {
                    run++;
                } else {
                    int covered = run + period;
                    int times = covered / period;
                    int from = i - covered;
                    if (run > 0 && times >= TIMES && covered >= WORDS && hasLetter(words, from, period)) {
                        return what + " says " + times + " times in a row "
                                + Printable.quoted(words.text(from, from + period - 1));
                    }
                    run = 0;
                }
            }
        }
        return null;
    }

    private static boolean hasLetter(Words words, int from, int period) {
        for (int i = from; i < from + period; i++) {
            if (words.hasLetter(i)) {
                return true;
            }
        }
        return false;
    }
}
