package treewarden.worker.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The trainer's program on the machine that trains.
 *
 * @param python of the environment that the trainer is installed in
 * @param processes one for each GPU of a machine; 1 without
 */
public record Trainer(String python, int processes) {
    private static final String MODULE = "treewarden_trainer";
    /** What torchrun gives its children to save and leave; its own 30 s are too few. */
    private static final Duration GRACE = Duration.ofMinutes(4);

    public Trainer {
        if (python.isBlank() || processes < 1) {
            throw new IllegalArgumentException("name the trainer's Python, and one process or more");
        }
    }

    /** On one machine. */
    List<String> command(Path plan) {
        return processes == 1
                ? and(List.of(python), plan)
                : and(launched("--standalone", "--nproc-per-node=" + processes), plan);
    }

    /** Asks whether it could train this model, which takes seconds. */
    List<String> check(Path model, int longestRow, TrainingPlan.Device device) {
        return List.of(
                python,
                "-m",
                MODULE,
                "check",
                "--model",
                model.toString(),
                "--longest-row",
                Integer.toString(longestRow),
                "--device",
                device.name().toLowerCase(Locale.ROOT));
    }

    /** By torchrun, with what it is to be told; a failed process ends all, and nothing but us starts them again. */
    List<String> launched(String... options) {
        var command = new ArrayList<>(List.of(
                python, "-m", "torch.distributed.run", "--max-restarts=0", "--shutdown-timeout=" + GRACE.toSeconds()));
        command.addAll(List.of(options));
        return command;
    }

    static List<String> and(List<String> before, Path plan) {
        var command = new ArrayList<>(before);
        command.addAll(List.of("-m", MODULE, "run", "--plan", plan.toString()));
        return command;
    }
}
