package treewarden.sandbox.teacher;

import java.util.Optional;

/** Says which of two answers shares more words with the expected one. */
record ComparePair(CompareAnswers first, CompareAnswers second) implements Comparison {
    /** Where a prompt holds an expected answer, a first and a second one. */
    static Optional<Comparison> in(Prompt prompt) {
        return prompt.last("expected answer")
                .flatMap(expected -> prompt.last("first answer")
                        .flatMap(first -> prompt.last("second answer")
                                .map(second -> new ComparePair(
                                        CompareAnswers.of(expected, first), CompareAnswers.of(expected, second)))));
    }

    /** The scale begins with the first answer and ends with the second. */
    @Override
    public double goodness() {
        return (1 + Integer.signum(second.found() - first.found())) / 2.0;
    }

    @Override
    public String reason() {
        return "By the stand-in's rules: of the " + first.expected()
                + " different words of the expected answer the first" + " has " + first.found() + " and the second "
                + second.found() + ".";
    }
}
