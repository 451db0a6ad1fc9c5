package treewarden.store;

import java.util.List;
import java.util.Optional;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;

/** Whether people can get another release again: an earlier one, or one that was rolled back. Page, job and command line ask here, so all of them say the same. */
public final class RollBacks {
    private final Tables tables;

    public RollBacks(Tables tables) {
        this.tables = tables;
    }

    /** Why people cannot get it again at this moment, in a sentence; empty where they can. */
    public Optional<String> refusal(ReleaseId to) {
        var found = tables.releases().find(to);
        if (found.isEmpty()) {
            return Optional.of("There is no " + to + ".");
        }
        var release = found.get();
        if (release.state() == ReleaseState.ROLLED_BACK
                && tables.releases().output(to, ReleaseStage.ANNOUNCE).isEmpty()) {
            return Optional.of(to + " was rolled back before its publishing was done; start another release instead.");
        }
        if (release.state() != ReleaseState.PUBLISHED && release.state() != ReleaseState.ROLLED_BACK) {
            return Optional.of(to + " is " + release.state().words() + "; choose one of " + release.model()
                    + " that is published, or was.");
        }
        return tables.releases()
                .underWay(release.model())
                .filter(this::isGoingOut)
                .map(other -> other.id() + " is being published; wait until that is done"
                        + (other.isOut() ? "." : ", or cancel it first."));
    }

    /** Not where that has failed and waits for somebody: a roll back is then one way to end it. */
    private boolean isGoingOut(Release other) {
        return other.state() == ReleaseState.RUNNING
                && other.stage().compareTo(ReleaseStage.PUBLISH) >= 0
                && tables.jobs()
                        .latest(new RunReleaseStage(other.id(), other.stage()).key())
                        .filter(job -> !job.state().isOver())
                        .isPresent();
    }

    /** Those that people get, or could, and would not any more after a roll back to this one: the newest first. */
    public List<Release> undone(Release to) {
        return tables.releases().list(to.model(), Integer.MAX_VALUE).stream()
                .filter(release -> release.isOut() && release.state() != ReleaseState.ROLLED_BACK)
                .filter(release -> release.startedAt().isAfter(to.startedAt()))
                .toList();
    }

    /** The job that was to make people get an earlier release of this model again, the last of them. */
    public Optional<Job> latest(String model) {
        return tables.jobs().latest(RollBackRelease.key(model));
    }

    /** What waits or runs of that. */
    public Optional<RollBackRelease> underWay(String model) {
        return latest(model).filter(job -> !job.state().isOver()).map(job -> (RollBackRelease) job.payload());
    }
}
