package treewarden.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pull request that touches leaves, as Treewarden sees it.
 *
 * @param head the commit that everything below is about
 * @param kinds of its changed leaves, each once
 * @param leaves folders of the changed leaves, at most as many as the page needs to show; {@code leafCount} has the number
 * @param sampleKept rows of the last sample that were kept; null before there is one
 * @param goGiven whether a maintainer gave the go for the teacher (always true for contributors who are known)
 * @param stateSince since when it is in this state
 * @param version grows by one with each change; who changes it says which version they saw
 */
public record Contribution(
        ContributionId id,
        Repository repository,
        String title,
        Person author,
        CommitId head,
        ContributionState state,
        List<LeafKind> kinds,
        List<String> leaves,
        int leafCount,
        int errors,
        int warnings,
        @Nullable Integer sampleMade,
        @Nullable Integer sampleKept,
        boolean goGiven,
        Instant openedAt,
        Instant stateSince,
        Instant updatedAt,
        long version) {
    public Contribution {
        kinds = List.copyOf(kinds);
        leaves = List.copyOf(leaves);
    }

    /** Whose move it is: the one function that page, label and comment read. */
    public Turn turn() {
        return state.turn();
    }

    /** The same contribution in another state from now on. */
    public Contribution inState(ContributionState next, Instant now) {
        return with(new Moving(next, next == state ? stateSince : now, now, sampleMade, sampleKept, goGiven));
    }

    /** The same contribution with the yield of its sample. */
    public Contribution withSample(int made, int kept) {
        return with(new Moving(state, stateSince, updatedAt, made, kept, goGiven));
    }

    /** The same contribution after a maintainer's go. */
    public Contribution withGo() {
        return with(new Moving(state, stateSince, updatedAt, sampleMade, sampleKept, true));
    }

    /** The part that changes without a push. */
    private record Moving(
            ContributionState state,
            Instant since,
            Instant updated,
            @Nullable Integer made,
            @Nullable Integer kept,
            boolean go) {}

    private Contribution with(Moving moving) {
        return new Contribution(
                id,
                repository,
                title,
                author,
                head,
                moving.state,
                kinds,
                leaves,
                leafCount,
                errors,
                warnings,
                moving.made,
                moving.kept,
                moving.go,
                openedAt,
                moving.since,
                moving.updated,
                version);
    }
}
