package treewarden.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import treewarden.app.release.ReleaseSettings.Launch;
import treewarden.worker.train.KubernetesSettings;
import treewarden.worker.train.SlurmSettings;
import treewarden.worker.train.Trainer;

/**
 * The section about where the trainer runs: on the worker's machine unless Slurm or Kubernetes is named.
 *
 * @param path makes a path of what the file says
 */
record LaunchSection(Section section, Function<String, Path> path) {
    private static final int MOST_NODES = 10_000;
    private static final int MOST_GPUS = 64;

    Launch read() {
        var trainer = new Trainer(section.text("python", "python3"), section.number("processes", 1, 1, MOST_GPUS));
        var slurm = section.section("slurm");
        var kubernetes = section.section("kubernetes");
        if (slurm.isPresent() && kubernetes.isPresent()) {
            section.problem("slurm", "`releases.trainer.slurm` and `kubernetes` exclude each other; keep one of them");
        }
        if (slurm.isPresent()) {
            return checked(slurm, new Launch.Local(trainer), () -> slurm(slurm, trainer));
        }
        return kubernetes.isPresent()
                ? checked(kubernetes, new Launch.Local(trainer), () -> kubernetes(kubernetes, trainer))
                : new Launch.Local(trainer);
    }

    private interface Reading {
        Launch read();
    }

    /** What the settings themselves refuse is a problem like any other. */
    private static Launch checked(Section section, Launch otherwise, Reading reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            section.problem("nodes", String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    private static Launch slurm(Section slurm, Trainer trainer) {
        return new Launch.Slurm(new SlurmSettings(
                trainer,
                slurm.number("nodes", 1, 1, MOST_NODES),
                slurm.number("gpus-per-node", 1, 0, MOST_GPUS),
                slurm.duration("time", Duration.ofDays(1)),
                slurm.texts("options"),
                slurm.number("port", 29_500, 1_024, 65_535)));
    }

    private Launch kubernetes(Section section, Trainer trainer) {
        var kubectl = section.texts("kubectl");
        var selector = section.section("node-selector").entries();
        return new Launch.Kubernetes(new KubernetesSettings(
                kubectl.isEmpty() ? List.of("kubectl") : kubectl,
                section.text("namespace", "default"),
                section.required("image", "the image that holds the trainer, by digest"),
                trainer,
                Optional.ofNullable(section.text("runtime")),
                section.number("nodes", 1, 1, MOST_NODES),
                section.number("gpus-per-node", 1, 0, MOST_GPUS),
                section.required("claim", "the claim of the volume that the releases and the base model are on"),
                path.apply(section.text("volume", "data")),
                selector,
                section.duration("time", Duration.ofDays(1))));
    }
}
