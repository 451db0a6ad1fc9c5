package treewarden.worker.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trainer in Kubernetes, by the operator's {@code kubectl}: a Job, or on several nodes a TrainJob. The run's folder is
 * on a volume that the pods and this worker mount at the same place.
 */
public final class KubernetesLauncher implements Launcher {
    private final KubernetesSettings settings;
    private final RunCommand commands;

    /** With the worker's environment, of which the trainer gets nothing. */
    public KubernetesLauncher(KubernetesSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.commands = new RunCommand(environment);
    }

    @Override
    public String kind() {
        return "kubernetes";
    }

    @Override
    public Handle start(Start start) {
        var handle = handle(start);
        var file = start.folder().path().resolve("kubernetes.json");
        try {
            WholeFile.write(
                    file, WritePlan.JSON.writeValueAsString(new KubernetesObject(settings, start).build()) + "\n");
        } catch (IOException e) {
            throw new LaunchFailed(file + " cannot be written (" + e.getMessage() + "). Look at the disk.", e);
        }
        var answer = kubectl("create", "--filename=" + file);
        // Its name is this start's own: if it is there, an answer was lost and this is it.
        if (!answer.isFine() && !answer.error().contains("AlreadyExists")) {
            throw new LaunchFailed("Kubernetes does not take the job: " + answer.complaint()
                    + " Mend what it says (the worker's configuration has its settings), then run the release again.");
        }
        return handle;
    }

    @Override
    public Optional<Handle> find(Start start) {
        var handle = handle(start);
        var answer = get(handle);
        if (answer.isFine()) {
            return Optional.of(handle);
        }
        if (isMissing(answer)) {
            return Optional.empty();
        }
        throw new LaunchFailed("Kubernetes does not say whether the job was taken: " + answer.complaint()
                + " Have it tried again when it answers.");
    }

    @Override
    public RunState poll(Start start, Handle handle) {
        var code = start.folder().exitCode(start.nonce());
        if (code.isPresent()) {
            return new RunState.Ended(code.getAsInt());
        }
        var state = ask((Handle.Kubernetes) handle);
        if (state instanceof RunState.Gone) {
            // It may have ended between the two looks.
            code = start.folder().exitCode(start.nonce());
        }
        return code.isPresent() ? new RunState.Ended(code.getAsInt()) : state;
    }

    private RunState ask(Handle.Kubernetes handle) {
        try {
            var answer = get(handle);
            if (answer.isFine()) {
                return KubernetesObject.state(WritePlan.JSON.readTree(answer.out()));
            }
            return isMissing(answer)
                    ? new RunState.Gone("Kubernetes knows " + handle.name() + " no more.")
                    : new RunState.Unreachable("Kubernetes does not answer: " + answer.complaint());
        } catch (LaunchFailed e) {
            return new RunState.Unreachable(String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            return new RunState.Unreachable("Kubernetes answered something else than JSON.");
        }
    }

    @Override
    public void stop(Start start, Handle handle, Stop how) {
        var known = (Handle.Kubernetes) handle;
        // The object stays until its pods are gone, so that its state tells when they are.
        var answer = how == Stop.ASK
                ? kubectl("delete", known.resource(), known.name(), "--cascade=foreground", "--wait=false")
                : kubectl(
                        "delete",
                        "pods",
                        "--selector=" + label(known) + "=" + known.name(),
                        "--grace-period=0",
                        "--force",
                        "--wait=false");
        if (!answer.isFine() && !isMissing(answer)) {
            throw new LaunchFailed("Kubernetes does not end the job: " + answer.complaint());
        }
    }

    @Override
    public void tidy(Handle handle) {
        var known = (Handle.Kubernetes) handle;
        kubectl("delete", known.resource(), known.name(), "--ignore-not-found", "--cascade=foreground", "--wait=false");
    }

    private static String label(Handle.Kubernetes handle) {
        return handle.resource().startsWith("jobs") ? "batch.kubernetes.io/job-name" : "jobset.sigs.k8s.io/jobset-name";
    }

    private Handle.Kubernetes handle(Start start) {
        return new Handle.Kubernetes(resource(settings), settings.namespace(), KubernetesObject.name(start.nonce()));
    }

    static String resource(KubernetesSettings settings) {
        return settings.runtime().isPresent() ? "trainjobs.trainer.kubeflow.org" : "jobs.batch";
    }

    private RunCommand.Answer get(Handle.Kubernetes handle) {
        return kubectl("get", handle.resource(), handle.name(), "--output=json");
    }

    private static boolean isMissing(RunCommand.Answer answer) {
        return !answer.isFine() && answer.error().contains("(NotFound)");
    }

    private RunCommand.Answer kubectl(String... words) {
        var command = new ArrayList<>(settings.kubectl());
        command.add("--namespace=" + settings.namespace());
        command.addAll(List.of(words));
        return commands.run(command);
    }
}
