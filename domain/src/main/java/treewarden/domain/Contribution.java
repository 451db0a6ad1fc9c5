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
 * @param reason why a person put it into its state; null where no person did, or where the state changed since
 * @param assignee who looks after it; null while nobody was named
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
        @Nullable Reason reason,
        @Nullable Person assignee,
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
        return with(new Moving(
                next,
                next == state ? stateSince : now,
                now,
                sampleMade,
                sampleKept,
                goGiven,
                next == state ? reason : null,
                assignee));
    }

    /** The same contribution in the state into which a person put it. */
    public Contribution inState(ContributionState next, Reason why, Instant now) {
        return with(new Moving(
                next, next == state ? stateSince : now, now, sampleMade, sampleKept, goGiven, why, assignee));
    }

    /** The same contribution as it was before somebody decided, who took that back. */
    public Contribution backIn(ContributionState before, Instant since, @Nullable Reason why, Instant now) {
        return with(new Moving(before, since, now, sampleMade, sampleKept, goGiven, why, assignee));
    }

    /** The same contribution with the yield of its sample. */
    public Contribution withSample(int made, int kept) {
        return with(new Moving(state, stateSince, updatedAt, made, kept, goGiven, reason, assignee));
    }

    /** The same contribution after a maintainer's go. */
    public Contribution withGo() {
        return with(new Moving(state, stateSince, updatedAt, sampleMade, sampleKept, true, reason, assignee));
    }

    /** The same contribution in the care of somebody, or of nobody. */
    public Contribution assignedTo(@Nullable Person somebody) {
        return with(new Moving(state, stateSince, updatedAt, sampleMade, sampleKept, goGiven, reason, somebody));
    }

    /** The part that changes without a push. */
    private record Moving(
            ContributionState state,
            Instant since,
            Instant updated,
            @Nullable Integer made,
            @Nullable Integer kept,
            boolean go,
            @Nullable Reason reason,
            @Nullable Person assignee) {}

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
                moving.reason,
                moving.assignee,
                openedAt,
                moving.since,
                moving.updated,
                version);
    }
}
