package treewarden.domain.release;

import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import treewarden.domain.Digest;

/**
 * The settings that a release is made with beside its leaves, as the process that plans knows them. What it does not know is
 * no part, and says nothing of a change.
 *
 * @param parts in the order in which people are told of them
 */
public record PlanSettings(List<Part> parts) {
    /** Nothing is known. */
    public static final PlanSettings NONE = new PlanSettings(List.of());

    /**
     * Something of the configuration.
     *
     * @param name in words: {@code base model}
     * @param digest of all in it that the model depends on
     */
    public record Part(String name, Digest digest) {}

    public PlanSettings {
        parts = List.copyOf(parts);
    }

    /** The names of the parts that are known of both and are not the same. */
    public List<String> changedSince(PlanSettings before) {
        var digests = new HashMap<String, Digest>();
        before.parts().forEach(part -> digests.put(part.name(), part.digest()));
        return parts.stream()
                .filter(part -> Stream.ofNullable(digests.get(part.name())).anyMatch(it -> !it.equals(part.digest())))
                .map(Part::name)
                .toList();
    }
}
