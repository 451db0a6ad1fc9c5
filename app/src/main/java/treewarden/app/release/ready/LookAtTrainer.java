package treewarden.app.release.ready;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.release.ReleaseSettings.Launch;
import treewarden.domain.Capability;
import treewarden.worker.train.AskCluster;
import treewarden.worker.train.AskTrainer;
import treewarden.worker.train.LaunchFailed;
import treewarden.worker.train.Trainer;
import treewarden.worker.train.TrainingPlan.Device;

/**
 * The base model, and what trains it. Whether a model can be trained on is the trainer's to say: it has the only rule for
 * that.
 */
record LookAtTrainer(ReleaseSettings settings, Site site) implements Probe {
    private static final String MODEL = "base model";
    private static final String TRAINER = "trainer";

    @Override
    public Set<Capability> of() {
        return Set.of(Capability.GPU);
    }

    @Override
    public List<Looked> look() {
        var launch = settings.launch();
        if (launch instanceof Launch.Local local) {
            var answer = ask(local.trainer(), settings.recipe().machine().device());
            return List.of(model(answer.model()), trainer(answer.trainer()));
        }
        var looked = new ArrayList<Looked>();
        if (launch instanceof Launch.Slurm slurm) {
            // Here is no GPU: that is on the nodes. The environment is most often on their file system, and ours.
            var answer = ask(slurm.settings().trainer(), Device.CPU);
            looked.add(model(answer.model()));
            looked.add(cluster("Slurm", () -> new AskCluster(site.environment()).slurm()));
            looked.add(
                    answer.trainer().good()
                            ? trainer(answer.trainer())
                            : onTheNodes("srun " + check(slurm.settings().trainer())));
        } else if (launch instanceof Launch.Kubernetes kubernetes) {
            var on = kubernetes.settings();
            looked.add(model(Optional.empty()));
            looked.add(cluster("Kubernetes", () -> new AskCluster(site.environment()).kubernetes(on)));
            looked.add(onTheNodes("`" + check(on.trainer()) + "` in a pod of " + on.image()));
        }
        return looked;
    }

    private AskTrainer.Answer ask(Trainer trainer, Device device) {
        return new AskTrainer(trainer, site.environment()).about(base(), longestRow(), device);
    }

    private Path base() {
        return settings.recipe().base().folder();
    }

    private int longestRow() {
        return settings.recipe().phases().values().stream()
                .mapToInt(phase -> phase.learning().maxLength())
                .max()
                .orElse(0);
    }

    private Looked model(Optional<AskTrainer.Said> said) {
        if (!Files.isRegularFile(base().resolve("config.json"))) {
            return site.missing(
                    Capability.GPU,
                    MODEL,
                    base() + " holds no config.json; name the model's folder in `releases.base-model`");
        }
        if (said.isEmpty()) {
            return new Looked(
                    MODEL, Looked.State.ELSEWHERE, base() + " is there; whether it can be trained on the trainer says");
        }
        return said.get().good()
                ? Looked.ready(MODEL, said.get().words() + size())
                : Looked.notReady(
                        MODEL,
                        said.get().words() + " Mend " + base() + ", or name another in" + " `releases.base-model`");
    }

    private String size() {
        return ModelSize.of(base()) instanceof ModelSize.Known known ? "; " + RoomToTrain.bytes(known.bytes()) : "";
    }

    private Looked trainer(AskTrainer.Said said) {
        return said.good() ? Looked.ready(TRAINER, said.words()) : site.missing(Capability.GPU, TRAINER, said.words());
    }

    private interface Asking {
        String ask();
    }

    private Looked cluster(String what, Asking asking) {
        try {
            return Looked.ready(what, asking.ask());
        } catch (LaunchFailed e) {
            return site.missing(Capability.GPU, what, String.valueOf(e.getMessage()));
        }
    }

    private static Looked onTheNodes(String command) {
        return new Looked(
                TRAINER, Looked.State.ELSEWHERE, "it is where the training runs; " + command + " says whether it can");
    }

    private String check(Trainer trainer) {
        return trainer.python() + " -m treewarden_trainer check --model " + base() + " --longest-row " + longestRow();
    }
}
