package treewarden.worker.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import treewarden.worker.ChildEnvironment;

/**
 * What Kubernetes is to run: a Job, or a TrainJob of Kubeflow's trainer. Written as JSON, which kubectl reads as it reads
 * YAML. No time to live: a TrainJob whose set of jobs is deleted by it starts over (kubeflow/trainer#2981); what has ended
 * is deleted when its end is known.
 */
final class KubernetesObject {
    /** A bit more than torchrun gives its children. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final String VOLUME = "training";
    private static final String SHARED_MEMORY = "shared-memory";
    private static final String CONTAINER = "node"; // as Kubeflow's runtimes name it
    private static final String NO_TOKEN = "no-token";
    private static final String TOKEN_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final KubernetesSettings settings;
    private final Launcher.Start start;

    KubernetesObject(KubernetesSettings settings, Launcher.Start start) {
        this.settings = settings;
        this.start = start;
    }

    static String name(String nonce) {
        return "treewarden-" + nonce;
    }

    ObjectNode build() {
        return settings.runtime().isPresent() ? trainJob(settings.runtime().get()) : job();
    }

    private ObjectNode job() {
        var out = object("batch/v1", "Job");
        var spec = out.putObject("spec");
        // Whether it is worth another start is decided by the worker.
        spec.put("backoffLimit", 0).put("activeDeadlineSeconds", settings.time().toSeconds());
        var template = spec.putObject("template");
        labels(template.putObject("metadata"));
        var pod = template.putObject("spec");
        pod.put("restartPolicy", "Never")
                .put("terminationGracePeriodSeconds", GRACE.toSeconds())
                .put("automountServiceAccountToken", false)
                .put("enableServiceLinks", false);
        selector(pod);
        volumes(pod.putArray("volumes"));
        var container = pod.putArray("containers").addObject();
        container.put("name", CONTAINER).put("image", settings.image());
        strings(container.putArray("command"), local());
        environment(container.putArray("env"));
        container.put("workingDir", start.folder().path().toString());
        resources(container.putObject("resources"));
        mounts(container);
        return out;
    }

    private ObjectNode trainJob(String runtime) {
        var out = object("trainer.kubeflow.org/v1alpha1", "TrainJob");
        var spec = out.putObject("spec");
        spec.putObject("runtimeRef").put("name", runtime);
        spec.put("activeDeadlineSeconds", settings.time().toSeconds());
        var trainer = spec.putObject("trainer");
        trainer.put("image", settings.image())
                .put("numNodes", settings.nodes())
                .put("numProcPerNode", settings.trainer().processes());
        strings(trainer.putArray("command"), distributed());
        environment(trainer.putArray("env"));
        resources(trainer.putObject("resourcesPerNode"));
        var patch = spec.putArray("runtimePatches").addObject();
        patch.put("manager", "treewarden");
        var node = patch.putObject("trainingRuntimeSpec")
                .putObject("template")
                .putObject("spec")
                .putArray("replicatedJobs")
                .addObject();
        var template = node.put("name", CONTAINER)
                .putObject("template")
                .putObject("spec")
                .putObject("template");
        labels(template.putObject("metadata"));
        var pod = template.putObject("spec");
        selector(pod);
        var volumes = pod.putArray("volumes");
        volumes(volumes);
        var container = pod.putArray("containers").addObject().put("name", CONTAINER);
        mounts(container);
        withholdToken(volumes, container.withArray("volumeMounts"));
        return out;
    }

    private ObjectNode object(String version, String kind) {
        var out = WritePlan.JSON.createObjectNode().put("apiVersion", version).put("kind", kind);
        labels(out.putObject("metadata").put("name", name(start.nonce())).put("namespace", settings.namespace()));
        return out;
    }

    /** By which the operator's own policies, such as one for the network, know what is ours. */
    private static void labels(ObjectNode metadata) {
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "treewarden");
    }

    /**
     * A patch of a runtime cannot say {@code automountServiceAccountToken}: Kubeflow's trainer has no such field in it, and
     * what it does not know is refused. Kubernetes mounts no token where something is mounted already.
     */
    private static void withholdToken(ArrayNode volumes, ArrayNode mounts) {
        volumes.addObject().put("name", NO_TOKEN).putObject("emptyDir");
        mounts.addObject().put("name", NO_TOKEN).put("mountPath", TOKEN_FOLDER).put("readOnly", true);
    }

    private List<String> local() {
        return script(settings.trainer().command(start.folder().plan()));
    }

    /** Kubeflow tells torchrun by PET_ variables who and where it is. All nodes write beside each other, the first one tells. */
    private List<String> distributed() {
        return script(Trainer.and(settings.trainer().launched(), start.folder().plan()));
    }

    private List<String> script(List<String> command) {
        var words = new ArrayList<>(List.of("/bin/sh", start.folder().script().toString(), start.nonce()));
        words.addAll(command);
        return words;
    }

    private void selector(ObjectNode pod) {
        if (!settings.nodeSelector().isEmpty()) {
            var labels = pod.putObject("nodeSelector");
            new TreeMap<>(settings.nodeSelector()).forEach(labels::put);
        }
    }

    private void volumes(ArrayNode volumes) {
        volumes.addObject()
                .put("name", VOLUME)
                .putObject("persistentVolumeClaim")
                .put("claimName", settings.claim());
        // The processes of a node speak through it; what a container has by itself is too small.
        volumes.addObject().put("name", SHARED_MEMORY).putObject("emptyDir").put("medium", "Memory");
    }

    private void mounts(ObjectNode container) {
        var mounts = container.putArray("volumeMounts");
        mounts.addObject()
                .put("name", VOLUME)
                .put("mountPath", settings.volume().toString());
        mounts.addObject().put("name", SHARED_MEMORY).put("mountPath", "/dev/shm");
        var security = container.putObject("securityContext");
        security.put("allowPrivilegeEscalation", false);
        security.putObject("capabilities").putArray("drop").add("ALL");
    }

    private static void environment(ArrayNode environment) {
        new TreeMap<>(ChildEnvironment.FIXED)
                .forEach((name, value) ->
                        environment.addObject().put("name", name).put("value", value));
    }

    private void resources(ObjectNode resources) {
        if (settings.gpusPerNode() > 0) {
            resources.putObject("limits").put("nvidia.com/gpu", settings.gpusPerNode());
        }
    }

    private static void strings(ArrayNode array, List<String> words) {
        words.forEach(array::add);
    }

    /** How an object stands, by its conditions. */
    static RunState state(JsonNode object) {
        for (var condition : object.path("status").path("conditions")) {
            if (!condition.path("status").asText().equals("True")) {
                continue;
            }
            var why = treewarden.domain.Printable.line(condition.path("reason").asText() + ": "
                    + condition.path("message").asText());
            switch (condition.path("type").asText()) {
                case "Complete" -> {
                    return new RunState.Gone("Kubernetes says it is complete.");
                }
                case "Failed" -> {
                    return new RunState.Gone("Kubernetes says it failed (" + why + ").");
                }
                case "Suspended" -> {
                    return new RunState.Waiting("It is suspended (" + why + ").");
                }
                default -> {}
            }
        }
        var status = object.path("status");
        boolean isActive =
                status.path("active").asInt() > 0 && status.path("ready").asInt(1) > 0;
        for (var job : status.path("jobsStatus")) {
            isActive |= job.path("active").asInt() > 0;
        }
        return isActive ? new RunState.Reported() : new RunState.Waiting("Kubernetes has not begun yet.");
    }
}
