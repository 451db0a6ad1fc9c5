package treewarden.worker.release;

import java.util.Set;
import treewarden.domain.StoredLeaf;
import treewarden.domain.release.ReleasePlan;
import treewarden.store.Artifacts;
import treewarden.worker.ReadLeaves;
import treewarden.worker.evaluate.HeldOut;
import treewarden.worker.evaluate.HoldOut;

/**
 * Reads the leaves of a release and takes those questions out that the evaluation asks. What an earlier release of
 * the model held out stays so, also if a leaf was left out of some release in between. It follows from the plan and those
 * releases alone, so every stage that asks gets the same answer.
 */
public final class HoldBack {
    private final ReadLeaves leaves;

    public HoldBack(Artifacts artifacts) {
        this.leaves = new ReadLeaves(artifacts);
    }

    HeldOut of(StageContext context) {
        return of(
                context.release().model(),
                context.plan(),
                context.heldOutBefore().get());
    }

    /** @param before names of what earlier releases of the model held out */
    HeldOut of(String model, ReleasePlan plan, Set<String> before) {
        var read = leaves.read(plan.leaves().stream()
                .map(leaf -> new StoredLeaf(leaf.path(), leaf.digest()))
                .toList());
        if (!read.unreadable().isEmpty()) {
            var first = read.unreadable().get(0);
            throw new FilesChanged("the leaf " + first.folder() + " (" + first.why() + ")");
        }
        return HoldOut.usual(model).of(read.leaves(), before);
    }
}
