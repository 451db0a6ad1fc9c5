package treewarden.worker.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import treewarden.domain.Digest;
import treewarden.domain.release.KeptOut;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.store.JobContext;

/**
 * What a stage works with.
 *
 * @param outputs of the stages before, in their order
 * @param heldOutBefore ids of the questions that earlier releases of the model held out; read when asked for, since
 *     most stages do not
 * @param keptOut all that no release may hold, as it is when it is asked for
 * @param modelOf the files of the model of another release, as its training left them; empty where that is not known
 * @param folders of all releases
 */
public record StageContext(
        JobContext job,
        Release release,
        List<StageOutput> outputs,
        Supplier<Set<String>> heldOutBefore,
        Supplier<KeptOut> keptOut,
        Function<ReleaseId, Map<String, Digest>> modelOf,
        ReleaseFolders folders) {
    public StageContext {
        outputs = List.copyOf(outputs);
    }

    public ReleaseId id() {
        return release.id();
    }

    public ReleasePlan plan() {
        return report(StageReport.Planned.class).plan();
    }

    /** The model with which the candidate is compared; none in a first release. */
    Optional<ModelBefore> before() {
        return Optional.ofNullable(plan().previous())
                .map(previous -> new ModelBefore(
                        previous, release.model(), OpenModels.folder(folders, previous), modelOf.apply(previous)));
    }

    /** What the stage left whose report is of this type. */
    public <T extends StageReport> T report(Class<T> type) {
        return outputs.stream()
                .map(StageOutput::report)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the release has no " + type.getSimpleName() + " yet; start it anew"));
    }

    /** Where this stage's files go. */
    public Path folder() {
        return folders.of(id(), release.stage());
    }

    /** Whether the work is to end as soon as it can. */
    public boolean cancelled() {
        return job.cancelled();
    }
}
