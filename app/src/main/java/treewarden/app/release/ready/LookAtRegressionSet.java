package treewarden.app.release.ready;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Capability;
import treewarden.domain.release.PlanNote;
import treewarden.worker.evaluate.EvaluationException;
import treewarden.worker.evaluate.RegressionSet;

/**
 * The questions that no release may forget, read as the evaluation will read them.
 *
 * @param file null where there are none, which is in the way of nothing and still to be known
 */
record LookAtRegressionSet(@Nullable Path file, Site site) implements Probe {
    private static final String WHAT = "regression";

    @Override
    public Set<Capability> of() {
        return Set.of(Capability.GPU);
    }

    @Override
    public List<Looked> look() {
        if (file == null) {
            return List.of(Looked.remark(WHAT, PlanNote.NO_REGRESSION_SET.words()));
        }
        if (!Files.isRegularFile(file)) {
            return List.of(site.missing(
                    Capability.GPU,
                    WHAT,
                    "there is no file " + file + " here; name one in `releases.evaluation.regression-set`"));
        }
        try {
            return List.of(Looked.ready(WHAT, RegressionSet.read(file).size() + " questions in " + file));
        } catch (EvaluationException e) {
            return List.of(Looked.notReady(WHAT, e.getMessage() + "; mend the file, docs/evaluation.md says how"));
        }
    }
}
