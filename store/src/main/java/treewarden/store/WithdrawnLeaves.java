package treewarden.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.Withdrawal;

/**
 * What was kept out of every release after one of them was planned that holds it. Until its rows are mixed, the release goes
 * on without it; from then on the model is trained on it, and is not published.
 */
public final class WithdrawnLeaves {
    private final Tables tables;
    private final Map<ReleaseId, Optional<ReleasePlan>> plans = new HashMap<>();

    public WithdrawnLeaves(Tables tables) {
        this.tables = tables;
    }

    /** What a release holds by its plan, and must not. */
    public List<Withdrawal> in(ReleaseId id) {
        var withdrawals = tables.releases().withdrawals();
        return withdrawals.isEmpty()
                ? List.of()
                : plan(id).map(plan -> plan.holding(withdrawals)).orElse(List.of());
    }

    /** Why a release that was trained may not be published, in sentences; empty where it may. */
    public Optional<String> refusal(ReleaseId id) {
        var held = in(id);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(id + " was trained on what is kept out of every release by now: " + named(held)
                + ". It is not published; start another one, which is made without, and what the teacher answered is"
                + " kept for it.");
    }

    /** What becomes of the releases that are not over and hold this, a sentence for each. */
    public List<String> effects(Withdrawal withdrawal) {
        return tables.releases().underWay().stream()
                .filter(release -> plan(release.id())
                        .filter(plan -> !plan.holding(List.of(withdrawal)).isEmpty())
                        .isPresent())
                .map(WithdrawnLeaves::effect)
                .toList();
    }

    private static String effect(Release release) {
        var id = release.id();
        if (isBeforeTraining(release)) {
            return id + " is under way and holds it: its data are made anew without.";
        }
        return release.isOut()
                ? id + " holds it, and people get that already: roll it back, and start another one."
                : id + " holds it and is trained on it, so it will not be published: "
                        + (release.state().wantsAPerson() ? "refuse" : "cancel") + " it, and start another one.";
    }

    /** Whether its data can still be made anew. */
    static boolean isBeforeTraining(Release release) {
        return release.state() == ReleaseState.RUNNING && release.stage().compareTo(ReleaseStage.TRAIN) < 0;
    }

    static String named(List<Withdrawal> withdrawals) {
        return withdrawals.stream()
                .map(one -> one.what() + " (" + one.by() + ": " + one.why() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Read once: a plan may be large, and many things withdrawn. */
    Optional<ReleasePlan> plan(ReleaseId id) {
        return plans.computeIfAbsent(id, this::read);
    }

    private Optional<ReleasePlan> read(ReleaseId id) {
        return tables.releases()
                .output(id, ReleaseStage.PLAN)
                .filter(output -> output.report() instanceof Planned)
                .map(output -> ((Planned) output.report()).plan());
    }
}
