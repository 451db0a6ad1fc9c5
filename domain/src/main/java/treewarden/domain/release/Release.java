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
 * @param startedBy login of who started it, or {@link #SCHEDULE}
 * @param since when it came into its state or stage
 * @param endedAt null while it is under way
 * @param why what put it into its state, in a sentence; null where the state says all
 * @param decidedBy who said that it may be published, or that it may not; null where the rule did
 * @param outSince from when on people may get it: it was set right before the Hub's main branch was written; null where that
 *     was never begun
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
        @Nullable Instant outSince,
        long version) {
    /** Who starts those that nobody starts. */
    public static final String SCHEDULE = "schedule";

    /** One that begins now. */
    public static Release start(ReleaseId id, String model, long repository, String by, Instant now) {
        return new Release(
                id,
                model,
                repository,
                ReleaseState.RUNNING,
                ReleaseStage.PLAN,
                by,
                now,
                now,
                null,
                null,
                null,
                null,
                0);
    }

    /** Whether it began by itself, and no person wanted it. */
    public boolean isScheduled() {
        return startedBy.equals(SCHEDULE);
    }

    /** The same, at this stage from now on. */
    public Release at(ReleaseStage next, Instant now) {
        var moved = with(ReleaseState.RUNNING, next, null, decidedBy, now);
        return next.compareTo(ReleaseStage.PUBLISH) > 0 ? moved.out(now) : moved;
    }

    /** The same in another state, for this reason. */
    public Release in(ReleaseState next, @Nullable String because, Instant now) {
        return with(next, stage, because, decidedBy, now);
    }

    /** The same after somebody decided. */
    public Release decided(String by) {
        return with(state, stage, why, by, since);
    }

    /** The same, which people may get from now on, if they did not before. */
    public Release out(Instant now) {
        return isOut() ? this : outSince(now);
    }

    /** The same, which did not come to the Hub's main branch after all. */
    public Release notOut() {
        return outSince(null);
    }

    /** Whether people get it, or did, or may at this moment. */
    public boolean isOut() {
        return outSince != null;
    }

    private Release outSince(@Nullable Instant at) {
        return new Release(
                id, model, repository, state, stage, startedBy, startedAt, since, endedAt, why, decidedBy, at, version);
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
                outSince,
                version);
    }
}
