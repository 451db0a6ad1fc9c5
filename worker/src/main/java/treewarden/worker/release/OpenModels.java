package treewarden.worker.release;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.worker.evaluate.EvaluationException;
import treewarden.worker.evaluate.ExamRequest.OpenModel;
import treewarden.worker.evaluate.ServeModel;

/** Opens the models that a release is about: its candidate, what that is compared with, and what it began with. */
record OpenModels(ServeModel serve, ReleaseFolders folders, Path baseModel) {
    OpenModel base() {
        return cancelled -> serve.serve(baseModel, "base", cancelled);
    }

    OpenModel candidate(ReleaseId release) {
        var folder = folder(folders, release);
        return cancelled -> serve.serve(folder, "candidate", cancelled);
    }

    /**
     * The last release, or the base model in a first one.
     *
     * @throws EvaluationException where its files are not kept any more
     */
    OpenModel beside(@Nullable ReleaseId previous) {
        if (previous == null) {
            return base();
        }
        var last = folder(folders, previous);
        if (!Files.isDirectory(last)) {
            throw new EvaluationException(
                    "the model of " + previous + ", which the candidate is compared with, is not in " + last
                            + " any more; download it there from the Hub, at the tag " + previous);
        }
        return cancelled -> serve.serve(last, "last", cancelled);
    }

    static Path folder(ReleaseFolders folders, ReleaseId release) {
        return folders.of(release, ReleaseStage.TRAIN).resolve(TrainCandidate.MODEL);
    }
}
