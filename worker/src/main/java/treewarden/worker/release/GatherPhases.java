package treewarden.worker.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import treewarden.domain.Digest;
import treewarden.domain.release.StageReport.Source;
import treewarden.sdg.mix.Amount;
import treewarden.sdg.mix.DataSet;
import treewarden.sdg.mix.MixRecipe;
import treewarden.sdg.mix.MixSettings;
import treewarden.worker.hub.HashFolder;

/**
 * Puts together what each phase of the training learns from, before anything is left out of it. One mix of the data set is
 * taken as it is; several things, or a file of the operator's, are mixed as the data set is: by the same amounts, checks and
 * order.
 */
final class GatherPhases {
    private final Path data;
    private final Map<String, Digest> generated;
    private final String name;

    /**
     * @param data the folder of the data set
     * @param generated its files
     * @param name of the data set
     */
    GatherPhases(Path data, Map<String, Digest> generated, String name) {
        this.data = data;
        this.generated = generated;
        this.name = name;
    }

    /**
     * A phase.
     *
     * @param file its rows; none where it has none
     */
    record Gathered(String phase, Optional<Path> file, List<Source> data) {}

    /**
     * All phases.
     *
     * @param folder for what has to be mixed
     * @throws treewarden.sdg.mix.MixException naming the file and the line that cannot be used
     */
    List<Gathered> of(PhaseData phases, Path folder, StageContext context) {
        var gathered = new ArrayList<Gathered>();
        phases.phases().forEach((phase, from) -> {
            var rows = rows(from, folder.resolve(phase + ".jsonl"), context);
            gathered.add(
                    new Gathered(phase, rows, from.stream().map(this::source).toList()));
        });
        return gathered;
    }

    private Optional<Path> rows(List<Datum> from, Path out, StageContext context) {
        var sets = from.stream().flatMap(datum -> set(datum).stream()).toList();
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        if (sets.size() == 1 && from.stream().allMatch(Datum.Mix.class::isInstance)) {
            return Optional.of(Path.of(sets.get(0).path()));
        }
        if (context.cancelled()) {
            throw new CancellationException("cancelled before the rows of all phases were put together");
        }
        new MixRecipe(MixSettings.named(name)).mix(sets, out);
        return Optional.of(out);
    }

    /** None of a mix that has no rows. */
    private Optional<DataSet> set(Datum datum) {
        if (datum instanceof Datum.OwnFile own) {
            return Optional.of(own.set());
        }
        var file = ((Datum.Mix) datum).file(name);
        return generated.containsKey(file)
                ? Optional.of(new DataSet(data.resolve(file).toString(), Amount.ALL))
                : Optional.empty();
    }

    private Source source(Datum datum) {
        return new Source(
                datum.words(),
                datum instanceof Datum.OwnFile own
                        ? HashFolder.digest(own.path())
                        : generated.get(((Datum.Mix) datum).file(name)));
    }
}
