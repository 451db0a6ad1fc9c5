package treewarden.worker.release;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Trained;
import treewarden.worker.evaluate.Gate;
import treewarden.worker.hub.HubException;

/**
 * Decides by rule whether the candidate may be published. Never taken from a cache: the evaluation that is read is that of
 * this candidate, whose files must still be what was evaluated.
 */
public final class DecideOnCandidate implements Stage {
    /** Who has the last word on a candidate that passed. */
    public enum Approval {
        /** The rule: what passes is published. */
        BY_RULE,
        /** A person: what passes waits for one. */
        BY_A_PERSON
    }

    private final GateRule rule;
    private final Approval approval;
    private final @Nullable ShowCandidate show;

    /** @param show where a candidate that waits for a person can be tried; null for nowhere on the Hub */
    public DecideOnCandidate(GateRule rule, Approval approval, @Nullable ShowCandidate show) {
        this.rule = rule;
        this.approval = approval;
        this.show = show;
    }

    @Override
    public ReleaseStage stage() {
        return ReleaseStage.GATE;
    }

    @Override
    public StageEnd run(StageContext context) {
        var model = context.folders().of(context.id(), ReleaseStage.TRAIN).resolve(TrainCandidate.MODEL);
        ReleaseFolders.require(model, context.report(Trained.class).files());
        var verdict = Gate.decide(rule, context.report(Evaluated.class).evaluation());
        var report = new Gated(verdict);
        return switch (verdict.outcome()) {
            case WORSE -> new StageEnd.Stands(report, ReleaseState.REFUSED, why(verdict));
            case INCONCLUSIVE ->
                waits(context, model, new StageEnd.Stands(report, ReleaseState.UNDECIDED, why(verdict)));
            case PASSED ->
                approval == Approval.BY_RULE
                        ? new StageEnd.Done(report, verdict.outcome().words())
                        : waits(
                                context,
                                model,
                                new StageEnd.Stands(
                                        report,
                                        ReleaseState.AWAITING_APPROVAL,
                                        "It passed the gate, and a person has to say."));
        };
    }

    private StageEnd waits(StageContext context, Path model, StageEnd.Stands stands) {
        if (show == null) {
            return stands;
        }
        try {
            var address = show.show(context, model);
            return new StageEnd.Stands(
                    stands.report(), stands.state(), stands.why() + " It can be tried at " + address);
        } catch (HubException e) {
            return PublishToHub.ended(e);
        } catch (CancellationException e) {
            return new StageEnd.Failed("stopped");
        }
    }

    private static String why(GateVerdict verdict) {
        return String.join(" ", verdict.reasons());
    }
}
