package treewarden.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The part of an OpenAPI description that some paths need. The validator keeps a copy of all schemas with each one that
 * it uses, which for the whole of GitHub's is gigabytes.
 */
final class Excerpt {
    private static final String COMPONENT = "#/components/";

    private Excerpt() {}

    /** Cuts the description down, in place, to these paths and the components that they refer to. */
    static void of(ObjectNode description, Predicate<String> path) {
        description.remove("x-webhooks");
        ((ObjectNode) description.path("paths")).properties().removeIf(entry -> !path.test(entry.getKey()));
        var needed = components(description);
        for (var kind : description.path("components").properties()) {
            ((ObjectNode) kind.getValue())
                    .properties()
                    .removeIf(entry -> !needed.contains(COMPONENT + kind.getKey() + "/" + entry.getKey()));
        }
    }

    private static Set<String> components(JsonNode description) {
        var needed = new HashSet<String>();
        var open = new ArrayDeque<JsonNode>();
        open.add(description.path("paths"));
        while (!open.isEmpty()) {
            var node = open.remove();
            node.forEach(open::add);
            var reference = node.path("$ref").asText("");
            if (reference.startsWith(COMPONENT) && needed.add(reference)) {
                open.add(description.at(reference.substring(1)));
            }
        }
        return needed;
    }
}
