package treewarden.worker.release;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import treewarden.domain.Digest;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Trained;
import treewarden.store.Tables;

/**
 * The model of an earlier release, with which a candidate is compared. After a roll back it may be one whose files were
 * deleted here long ago. That is to be known before a teacher and an accelerator are paid for, and what somebody put in
 * their place has to be what people got.
 *
 * @param model its repository on the Hub
 * @param folder where it is to be
 * @param files of it with their digests; empty where nobody noted them
 */
public record ModelBefore(ReleaseId release, String model, Path folder, Map<String, Digest> files) {
    public ModelBefore {
        files = Map.copyOf(files);
    }

    /** The one with which a candidate that begins now is compared; none before the first release. */
    public static Optional<ModelBefore> ofTheNext(Tables tables, ReleaseFolders folders, String model) {
        return tables.releases()
                .lastPublished(model)
                .map(Release::id)
                .map(last -> new ModelBefore(last, model, OpenModels.folder(folders, last), files(tables, last)));
    }

    /** The files of a release's model, as its training left them; empty where that is not known. */
    static Map<String, Digest> files(Tables tables, ReleaseId release) {
        return tables.releases()
                .output(release, ReleaseStage.TRAIN)
                .filter(output -> output.report() instanceof Trained)
                .map(output -> ((Trained) output.report()).files())
                .orElse(Map.of());
    }

    /** What is in the way of a comparison, and what to do, by a look at the names alone. */
    public Optional<String> missing() {
        return notThere().map(this::remedy);
    }

    /** The same words for something that whoever knows the format of a file found wrong with it. */
    public String remedy(String what) {
        return "the model of " + release + ", which the candidate is compared with, is not whole: " + what
                + ". Fetch it from the Hub, and have this tried again: `hf download " + model + " --revision " + release
                + " --local-dir " + folder + "`";
    }

    /**
     * Makes sure that it is whole. All of it is read.
     *
     * @throws ModelMissing with what to do
     */
    void require() {
        notThere().or(() -> ReleaseFolders.changed(folder, files)).ifPresent(what -> {
            throw new ModelMissing(remedy(what));
        });
    }

    private Optional<String> notThere() {
        return Files.isDirectory(folder)
                ? ReleaseFolders.missing(folder, files)
                : Optional.of("there is no folder " + folder + " any more");
    }
}
