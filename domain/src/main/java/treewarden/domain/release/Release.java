package treewarden.domain.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release of the community model.
 *
 * @param model the line of releases that it belongs to: the name of its repository on the Hub. One release of a line is
 *     under way at a time
 * @param repository of the taxonomy, on the code host
 * @param stage the one that is under way, or that it came to
 * @param startedBy login of who started it, or {@code schedule}
 * @param since when it came into its state or stage
 * @param endedAt null while it is under way
 * @param why what put it into its state, in a sentence; null where the state says all
 * @param decidedBy who said that it may be published, or that it may not; null where the rule did
 * @param version grows by one with each change
 */
public record Release(
        ReleaseId id,
        String model,
        long repository,
        ReleaseState state,
        ReleaseStage stage,
        String startedBy,
        Instant startedAt,
        Instant since,
        @Nullable Instant endedAt,
        @Nullable String why,
        @Nullable String decidedBy,
        long version) {

    /** One that begins now. */
    public static Release start(ReleaseId id, String model, long repository, String by, Instant now) {
        return new Release(
                id, model, repository, ReleaseState.RUNNING, ReleaseStage.PLAN, by, now, now, null, null, null, 0);
    }

    /** The same, at this stage from now on. */
    public Release at(ReleaseStage next, Instant now) {
        return with(ReleaseState.RUNNING, next, null, decidedBy, now);
    }

    /** The same in another state, for this reason. */
    public Release in(ReleaseState next, @Nullable String because, Instant now) {
        return with(next, stage, because, decidedBy, now);
    }

    /** The same after somebody decided. */
    public Release decided(String by) {
        return with(state, stage, why, by, since);
    }

    private Release with(
            ReleaseState state, ReleaseStage stage, @Nullable String why, @Nullable String by, Instant since) {
        return new Release(
                id,
                model,
                repository,
                state,
                stage,
                startedBy,
                startedAt,
                since,
                state.isOver() ? since : null,
                why,
                by,
                version);
    }
}
