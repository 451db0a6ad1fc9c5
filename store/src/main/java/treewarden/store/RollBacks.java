package treewarden.store;

import java.util.Optional;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;

/** Whether people can get an earlier release again. Page, job and command line ask here, so all of them say the same. */
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
        if (release.state() != ReleaseState.PUBLISHED) {
            return Optional.of(to + " is " + release.state().words() + "; choose one of " + release.model()
                    + " that is published.");
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

    /** The job that was to make people get an earlier release of this model again, the last of them. */
    public Optional<Job> latest(String model) {
        return tables.jobs().latest(RollBackRelease.key(model));
    }

    /** What waits or runs of that. */
    public Optional<RollBackRelease> underWay(String model) {
        return latest(model).filter(job -> !job.state().isOver()).map(job -> (RollBackRelease) job.payload());
    }
}
