package treewarden.worker.release;

import java.nio.file.Path;
import java.util.Set;
import treewarden.domain.release.ReleasePlan;
import treewarden.sdg.engine.Assumptions;
import treewarden.sdg.generate.EstimateData;
import treewarden.sdg.generate.EstimateData.Expected;
import treewarden.sdg.generate.GenerateWatch;

/** Says what the teacher would be asked for a model's first release, without asking it: documents alone are fetched. */
public final class EstimateRelease {
    private final HoldBack holdBack;
    private final DataParts parts;

    public EstimateRelease(HoldBack holdBack, DataParts parts) {
        this.holdBack = holdBack;
        this.parts = parts;
    }

    /**
     * What is to be expected.
     *
     * @param folder which nothing is written to
     * @throws FilesChanged where a leaf is not stored
     */
    public Expected of(String model, ReleasePlan plan, Path folder, GenerateWatch watch) {
        var held = holdBack.of(model, plan, Set.of());
        return new EstimateData(parts.of("plan"), Assumptions.USUAL)
                .estimate(GenerateReleaseData.request(plan, held, folder), watch);
    }
}
