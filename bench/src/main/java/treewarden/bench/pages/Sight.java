package treewarden.bench.pages;

import java.util.List;
import java.util.Optional;
import treewarden.domain.ContributionState;

/** Contributions of which it is known by their number what their pages show: three of every {@value #OF}. */
enum Sight {
    /** The teacher made rows of it, some of which were rejected; it changed since somebody judged it. */
    SAMPLED("with a sample", ContributionState.AWAITING_TRIAGE),
    /** The community model answered its questions, and the checks found a lot. */
    FOUND("with a precheck and findings", ContributionState.NEEDS_CHANGES),
    /** The teacher is at it. */
    UNDER_WAY("under way", ContributionState.SAMPLING);

    private static final int OF = 120;

    private final String words;
    private final ContributionState state;

    Sight(String words, ContributionState state) {
        this.words = words;
        this.state = state;
    }

    static Optional<Sight> of(int number) {
        int rest = number % OF;
        return rest < values().length ? Optional.of(values()[rest]) : Optional.empty();
    }

    /** The number of the n-th of so many contributions. */
    int number(int n, int contributions) {
        int last = contributions / OF - 1;
        if (last < 1) {
            throw new IllegalArgumentException("there are to be at least " + 2 * OF + " contributions");
        }
        return OF * (1 + (int) (n * 7919L % last)) + ordinal();
    }

    String words() {
        return words;
    }

    ContributionState state() {
        return state;
    }

    /** What stands in the page of each of these, and in no page of which a part is missing. */
    List<String> marks() {
        return switch (this) {
            case SAMPLED ->
                List.of(
                        "class=\"kept\"",
                        "class=\"dropped\"",
                        "<dt>Documents</dt>",
                        "<dt>Read</dt>",
                        "<dt>Pipeline</dt>");
            case FOUND -> List.of("class=\"precheck\"", "class=\"found\"", "class=\"error\"", "Answered");
            case UNDER_WAY -> List.of("The teacher is making the sample now", "class=\"act cancel\"");
        };
    }
}
