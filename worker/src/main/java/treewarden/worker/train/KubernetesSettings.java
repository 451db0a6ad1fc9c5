package treewarden.worker.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of Kubernetes.
 *
 * @param kubectl the operator's program with its options, such as {@code kubectl --context=gpu}
 * @param image that holds the trainer, by digest
 * @param trainer in the image, with one process for each GPU of a pod
 * @param runtime of Kubeflow's trainer for several nodes, such as {@code torch-distributed}; without it a plain Job of one
 *     pod
 * @param claim the volume that the run's folder and the base model are on
 * @param volume where that volume is mounted, in the pods as on this worker
 * @param gpusPerNode 0 for none
 * @param nodeSelector labels that a node must have
 * @param time until it is ended, whatever it does
 */
public record KubernetesSettings(
        List<String> kubectl,
        String namespace,
        String image,
        Trainer trainer,
        Optional<String> runtime,
        int nodes,
        int gpusPerNode,
        String claim,
        Path volume,
        Map<String, String> nodeSelector,
        Duration time) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    public KubernetesSettings {
        kubectl = List.copyOf(kubectl);
        nodeSelector = Map.copyOf(nodeSelector);
        if (kubectl.isEmpty()) {
            throw new IllegalArgumentException("name the program that speaks to Kubernetes, such as kubectl");
        }
        if (!NAME.matcher(namespace).matches() || !NAME.matcher(claim).matches()) {
            throw new IllegalArgumentException("namespace and claim are names of Kubernetes: small letters, digits, -");
        }
        if (nodes < 1 || gpusPerNode < 0 || (nodes > 1 && runtime.isEmpty())) {
            throw new IllegalArgumentException(
                    "ask for one node or more; several need a runtime of Kubeflow's trainer");
        }
    }
}
