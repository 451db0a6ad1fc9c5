package treewarden.web.releases;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseState;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.RollBacks;
import treewarden.store.Tables;
import treewarden.web.runs.ActOnJobs;
import treewarden.web.runs.DescribeJob;
import treewarden.web.view.ReleasePage.Gets;
import treewarden.web.view.Releases.Link;

/** What people get, as the page of a release that was published says it, and how far a change of that is. */
final class ShowRollBack {
    private final Release release;
    private final Tables tables;
    private final Instant now;
    private final Duty duty;
    private final RollBacks rollBacks;
    private final Optional<ReleaseId> current;

    ShowRollBack(Release release, Tables tables, Instant now, Duty duty) {
        this.release = release;
        this.tables = tables;
        this.now = now;
        this.duty = duty;
        this.rollBacks = new RollBacks(tables);
        this.current = tables.releases().current(release.model()).map(Release::id);
    }

    /** Whether people can get this release again, and nothing is on the way that changes what they get. */
    boolean isOffered() {
        return current.isPresent()
                && !isCurrent()
                && rollBacks.refusal(release.id()).isEmpty()
                && rollBacks.underWay(release.model()).isEmpty();
    }

    /** Null where the release was never what people got. */
    @Nullable
    Gets shown() {
        if (!release.isOut()) {
            return null;
        }
        var job = rollBacks.latest(release.model()).filter(this::isOfHere);
        var jobs = new DescribeJob(tables, now);
        return new Gets(
                isCurrent() ? null : current.map(ShowRollBack::link).orElse(null),
                isCurrent() ? earlier() : null,
                job.map(it -> jobs.rowOfItsRelease(it, onJob())).orElse(null),
                Objects.requireNonNullElse(job.map(jobs::missing).orElse(null), ""));
    }

    private boolean isCurrent() {
        return current.equals(Optional.of(release.id()));
    }

    /** The one that people could get instead of what they get. */
    private @Nullable Link earlier() {
        return tables.releases().list(release.model(), Integer.MAX_VALUE).stream()
                .filter(other -> other.state() == ReleaseState.PUBLISHED)
                .map(Release::id)
                .filter(other -> !other.equals(release.id()))
                .findFirst()
                .map(ShowRollBack::link)
                .orElse(null);
    }

    /** One that is to come to this release, or to leave it, and is not over or has failed. */
    private boolean isOfHere(Job job) {
        var payload = (RollBackRelease) job.payload();
        return job.state() != JobState.DONE
                && job.state() != JobState.CANCELLED
                && (payload.to().equals(release.id()) || payload.from().equals(release.id()));
    }

    /** Whoever may have it done may call it off. */
    private Set<ActOnJobs.Action> onJob() {
        return duty.mayDecide() ? EnumSet.allOf(ActOnJobs.Action.class) : duty.onJobs();
    }

    private static Link link(ReleaseId id) {
        return new Link(id.name(), "/releases/" + id);
    }
}
