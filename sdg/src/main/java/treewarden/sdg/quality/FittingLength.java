package treewarden.sdg.quality;

import org.jspecify.annotations.Nullable;

/** A row is trained on whole, and its answer is about as long as an answer of its leaf. */
final class FittingLength implements Check {
    /** Seed answers from so many words on say how long an answer should be; shorter ones may be a word by chance. */
    private static final int TELLING = 20;

    /** An answer shorter than this part of the shortest seed answer is no answer of that kind. */
    private static final int PART = 10;

    @Override
    public String name() {
        return "length";
    }

    @Override
    public String documentation() {
        return "Question and answer fit together into what a model is trained on at once, and the answer is not under a"
                + " tenth of the shortest seed answer.";
    }

    @Override
    public String remedy() {
        return "Let the seed examples show answers of the length that is wanted.";
    }

    @Override
    public boolean yieldsToSeeds() {
        return false;
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        var said = subject.said();
        int most = subject.settings().longestRow();
        if (said.length() > most) {
            return "it has " + said.length() + " characters, more than the " + most
                    + " that a model is trained on at once";
        }
        int shortest = subject.ground().shortestAnswer();
        if (shortest < TELLING || said.answer().isBlank()) {
            return null;
        }
        int words = subject.answer().size();
        return words * PART < shortest
                ? "the answer has " + words + (words == 1 ? " word" : " words")
                        + ", where the shortest seed answer has " + shortest
                : null;
    }
}
