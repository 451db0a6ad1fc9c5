package treewarden.worker.train;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is asked of Slurm.
 *
 * @param trainer on the nodes, with one process for each GPU of a node
 * @param gpusPerNode 0 for nodes without
 * @param time until Slurm takes the nodes back; the trainer saves before, and the job queues again
 * @param options further ones of {@code sbatch}, such as {@code --partition=gpu}
 * @param port the first of the thousand at which the nodes of a job find each other; which one follows from its number
 */
public record SlurmSettings(
        Trainer trainer, int nodes, int gpusPerNode, Duration time, List<String> options, int port) {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*(=[\\w.,:/@+%-]+)?");

    public SlurmSettings {
        options = List.copyOf(options);
        for (var option : options) {
            if (!OPTION.matcher(option).matches()) {
                throw new IllegalArgumentException(
                        "an option of sbatch is written --name=value, without spaces: " + option);
            }
        }
        if (nodes < 1 || gpusPerNode < 0 || time.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("ask Slurm for a node or more, and for a minute or more");
        }
    }
}
