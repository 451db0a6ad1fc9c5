package treewarden.app.release.ready;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import treewarden.domain.Capability;
import treewarden.store.StoreUnavailable;
import treewarden.worker.release.ModelBefore;

/**
 * The model that people get, with which the next candidate is compared: whether its files are here, and as long as they
 * say. What they hold is read when a release begins.
 *
 * @param before empty before the first release
 */
record LookAtModelBefore(Supplier<Optional<ModelBefore>> before, Site site) implements Probe {
    private static final String WHAT = "last model";
    private static final String WEIGHTS = ".safetensors";

    @Override
    public Set<Capability> of() {
        return Set.of(Capability.GPU);
    }

    @Override
    public List<Looked> look() {
        try {
            return before.get().map(this::look).map(List::of).orElse(List.of());
        } catch (StoreUnavailable e) {
            return List.of(
                    Looked.remark(WHAT, "which release people get is not known here now (" + e.getMessage() + ")"));
        }
    }

    private Looked look(ModelBefore model) {
        return model.missing()
                .or(() -> cut(model).map(model::remedy))
                .map(words -> site.missing(Capability.GPU, WHAT, words))
                .orElseGet(() -> Looked.ready(WHAT, model.release() + " in " + model.folder()));
    }

    private static Optional<String> cut(ModelBefore model) {
        var read = new ReadSafetensors(model.folder(), model.release().name());
        try {
            for (var file : new TreeSet<>(model.files().keySet())) {
                if (file.endsWith(WEIGHTS)) {
                    read.requireWhole(file);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
