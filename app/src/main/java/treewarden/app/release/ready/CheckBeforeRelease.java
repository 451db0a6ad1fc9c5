package treewarden.app.release.ready;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.sdg.TeacherSettings;
import treewarden.domain.Capability;
import treewarden.worker.release.ModelBefore;

/** Looks at all that a release will need, before a single request of the teacher is paid for. */
public final class CheckBeforeRelease {
    private final List<Probe> probes;
    private final Site site;

    /**
     * @param teacher writes the data and judges; null where none is configured on this machine
     * @param before the model with which a candidate is compared; asked for where that is looked at
     */
    public CheckBeforeRelease(
            ReleaseSettings settings,
            @Nullable TeacherSettings teacher,
            Supplier<Optional<ModelBefore>> before,
            Site site,
            Clock clock) {
        this.site = site;
        var evaluation = settings.evaluation();
        var converts = settings.hub().converts();
        probes = new ArrayList<>(List.of(
                new LookAtTeacher(teacher),
                new LookAtDisk(settings, site),
                new LookAtTrainer(settings, site),
                new LookAtModelBefore(before, site),
                new LookAtProgram(
                        "server",
                        evaluation.serve().argv(),
                        "to serve models with; name one in `releases.evaluation.serve`",
                        Capability.GPU,
                        site)));
        if (!evaluation.benchmarks().argv().isEmpty()) {
            probes.add(new LookAtProgram(
                    "benchmarks",
                    evaluation.benchmarks().argv(),
                    "to measure models with; name one in `releases.evaluation.benchmarks.command`",
                    Capability.GPU,
                    site));
        }
        if (!settings.recipe().data().files().isEmpty()) {
            probes.add(new LookAtPhases(settings.recipe().data(), site));
        }
        probes.add(new LookAtRegressionSet(evaluation.regression(), site));
        probes.add(new LookAtHub(settings, site, clock));
        if (converts != null) {
            probes.add(new LookAtProgram(
                    "converter",
                    converts.argv(),
                    "to convert the model with; name one in `releases.gguf.command`",
                    Capability.PUBLISH,
                    site));
        }
        if (settings.telling().served() != null) {
            probes.add(new LookAtServed(settings.telling().served()));
        }
    }

    /** All that a release needs, wherever it is. */
    public List<Looked> look() {
        return probes.stream().flatMap(probe -> probe.look().stream()).toList();
    }

    /** What this machine needs for what it does. */
    public List<Looked> lookHere() {
        return probes.stream()
                .filter(probe -> !Collections.disjoint(probe.of(), site.here()))
                .flatMap(probe -> probe.look().stream())
                .toList();
    }
}
