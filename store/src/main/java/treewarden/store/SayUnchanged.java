package treewarden.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Planned;

/**
 * Says of a planned release that nobody needs it: it would be one over again that people have, or one that they were kept
 * from. A person may want the latter all the same, and other settings alone; the schedule does not spend days on either.
 */
public final class SayUnchanged {
    private final Releases releases;

    public SayUnchanged(Tables tables) {
        this.releases = tables.releases();
    }

    /** Why it ends with its plan, in words; empty where it goes on. */
    public Optional<String> why(Release release, ReleasePlan plan) {
        var nothingNew = whyNothingNew(plan);
        if (nothingNew.isPresent() || !release.isScheduled()) {
            return nothingNew;
        }
        if (plan.changes() == 0) {
            return Optional.of("no leaf has changed since " + plan.previous() + ", only the settings ("
                    + String.join(", ", plan.changedSettings()) + "): start one by hand to train with them");
        }
        return keptFromPeople(release, plan)
                .map(same -> "the same as " + same.id() + ", which was "
                        + (same.state() == ReleaseState.REFUSED
                                ? "refused"
                                : same.state().words())
                        + ": exclude a leaf, change the recipe or start one by hand");
    }

    static Optional<String> whyNothingNew(ReleasePlan plan) {
        if (plan.leaves().isEmpty()) {
            return Optional.of("the taxonomy has no leaf that could go into a release");
        }
        return plan.changes() == 0 && plan.changedSettings().isEmpty()
                ? Optional.of("nothing has changed since " + plan.previous())
                : Optional.empty();
    }

    /** Those that came after the release which this one follows; what came before was compared with another one. */
    private Optional<Release> keptFromPeople(Release release, ReleasePlan plan) {
        List<Release> newestFirst = releases.list(release.model(), Integer.MAX_VALUE);
        return newestFirst.stream()
                .filter(other -> !other.id().equals(release.id()))
                .takeWhile(other -> !Objects.equals(other.id(), plan.previous()))
                .filter(this::isKeptFromPeople)
                .filter(other -> planOf(other).filter(plan::isTheSameAs).isPresent())
                .findFirst();
    }

    /** One that was refused for what it held by then says nothing of the model: the gate never saw it. */
    private boolean isKeptFromPeople(Release release) {
        return release.state() == ReleaseState.ROLLED_BACK
                || release.state() == ReleaseState.REFUSED
                        && release.stage() == ReleaseStage.GATE
                        && releases.words(release.id()).containsKey(ReleaseStage.GATE);
    }

    private Optional<ReleasePlan> planOf(Release release) {
        return releases.output(release.id(), ReleaseStage.PLAN)
                .filter(output -> output.report() instanceof Planned)
                .map(output -> ((Planned) output.report()).plan());
    }
}
