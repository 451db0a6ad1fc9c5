package treewarden.worker.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the operator's cluster can be reached from this machine; nothing is started there. */
public final class AskCluster {
    private final RunCommand commands;

    /** With this process's environment, of which the cluster's programs get what they need. */
    public AskCluster(Map<String, String> environment) {
        this.commands = new RunCommand(environment);
    }

    /**
     * The version of Slurm, once its controller has answered.
     *
     * @throws LaunchFailed where a program is missing, or nobody answers
     */
    public String slurm() {
        var version = commands.run(List.of("sbatch", "--version"));
        if (!version.isFine()) {
            throw new LaunchFailed("sbatch does not run: " + version.complaint());
        }
        var controller = commands.run(List.of("scontrol", "ping"));
        // Not every version says so by its exit code.
        if (!controller.isFine() || !controller.out().contains(" is UP")) {
            throw new LaunchFailed("Slurm does not answer: " + controller.complaint());
        }
        return version.out().strip();
    }

    /**
     * What Kubernetes says of jobs in the namespace: whether it answers, and lets us make one.
     *
     * @throws LaunchFailed where the program is missing, Kubernetes does not answer, or does not let us
     */
    public String kubernetes(KubernetesSettings settings) {
        var version = commands.run(words(settings, "version", "--client"));
        if (!version.isFine()) {
            throw new LaunchFailed(settings.kubectl().get(0) + " does not run: " + version.complaint());
        }
        var resource = KubernetesLauncher.resource(settings);
        var may = commands.run(words(settings, "auth", "can-i", "create", resource));
        if (!may.isFine()) {
            throw new LaunchFailed("Kubernetes does not answer, or does not let this account create " + resource
                    + " in the namespace " + settings.namespace() + ": " + may.complaint());
        }
        return "may create " + resource + " in the namespace " + settings.namespace();
    }

    private static List<String> words(KubernetesSettings settings, String... words) {
        var command = new ArrayList<>(settings.kubectl());
        command.add("--namespace=" + settings.namespace());
        command.addAll(List.of(words));
        return command;
    }
}
