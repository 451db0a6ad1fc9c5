package treewarden.sandbox.teacher;

import java.util.Optional;

/** What a judge can tell by comparing texts of its prompt. */
interface Comparison {
    /** Where there is anything to compare. */
    static Optional<Comparison> in(Prompt prompt) {
        return ComparePair.in(prompt).or(() -> CompareAnswers.in(prompt));
    }

    /** From 0 to 1, the ends of the scale. */
    double goodness();

    String reason();
}
