package treewarden.worker.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Where a start runs: enough to find it again after the worker's restart. */
public sealed interface Handle {
    /**
     * A process.
     *
     * @param host the machine's name
     * @param pid of the script that runs the trainer
     * @param started when that process began, in the machine's own terms: a number can be another process's later
     */
    record Local(String host, long pid, String started) implements Handle {}

    /** A job of Slurm. */
    record Slurm(String jobId) implements Handle {}

    /**
     * An object in Kubernetes.
     *
     * @param resource such as {@code jobs.batch}
     */
    record Kubernetes(String resource, String namespace, String name) implements Handle {}

    /** Which launcher's it is. */
    default String kind() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    default void write(ObjectNode out) {
        out.put("kind", kind());
        if (this instanceof Local local) {
            out.put("host", local.host()).put("pid", local.pid()).put("started", local.started());
        } else if (this instanceof Slurm slurm) {
            out.put("job", slurm.jobId());
        } else if (this instanceof Kubernetes kubernetes) {
            out.put("resource", kubernetes.resource())
                    .put("namespace", kubernetes.namespace())
                    .put("name", kubernetes.name());
        }
    }

    static Optional<Handle> read(JsonNode in) {
        return switch (in.path("kind").asText()) {
            case "local" ->
                Optional.of(new Local(
                        in.path("host").asText(),
                        in.path("pid").asLong(),
                        in.path("started").asText()));
            case "slurm" -> Optional.of(new Slurm(in.path("job").asText()));
            case "kubernetes" ->
                Optional.of(new Kubernetes(
                        in.path("resource").asText(),
                        in.path("namespace").asText(),
                        in.path("name").asText()));
            default -> Optional.empty();
        };
    }
}
