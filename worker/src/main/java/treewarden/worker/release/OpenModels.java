package treewarden.worker.release;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.worker.evaluate.EvaluationException;
import treewarden.worker.evaluate.ExamRequest.OpenModel;
import treewarden.worker.evaluate.ServeModel;

/** Opens the models that a release is about: its candidate, what that is compared with, and what it began with. */
record OpenModels(ServeModel serve, ReleaseFolders folders, Path baseModel) {
    /** With the base model that the release was trained on, which is not always the one that is configured by now. */
    static OpenModels of(ReleaseId release, ServeModel serve, ReleaseFolders folders, Path configured) {
        var run = folders.training(release);
        try {
            return new OpenModels(serve, folders, NoteBase.model(run, configured));
        } catch (IOException e) {
            throw new EvaluationException(
                    run.plan() + " cannot be read (" + e.getMessage()
                            + "), and it says which base model was trained on",
                    e);
        }
    }

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
     * @throws ModelMissing where its files are not kept any more, or are others
     */
    OpenModel beside(@Nullable ModelBefore previous) {
        if (previous == null) {
            return base();
        }
        previous.require();
        return cancelled -> serve.serve(previous.folder(), "last", cancelled);
    }

    static Path folder(ReleaseFolders folders, ReleaseId release) {
        return folders.of(release, ReleaseStage.TRAIN).resolve(TrainCandidate.MODEL);
    }
}
