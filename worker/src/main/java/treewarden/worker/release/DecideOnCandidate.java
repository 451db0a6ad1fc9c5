package treewarden.worker.release;

import treewarden.domain.release.GateRule;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Trained;
import treewarden.worker.evaluate.Gate;

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

    public DecideOnCandidate(GateRule rule, Approval approval) {
        this.rule = rule;
        this.approval = approval;
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
            case INCONCLUSIVE -> new StageEnd.Stands(report, ReleaseState.UNDECIDED, why(verdict));
            case PASSED ->
                approval == Approval.BY_RULE
                        ? new StageEnd.Done(report, verdict.outcome().words())
                        : new StageEnd.Stands(
                                report, ReleaseState.AWAITING_APPROVAL, "it passed the gate, and a person has to say");
        };
    }

    private static String why(GateVerdict verdict) {
        return String.join(" ", verdict.reasons());
    }
}
