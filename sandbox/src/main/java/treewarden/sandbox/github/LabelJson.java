package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import treewarden.sandbox.http.Json;

/** Labels in GitHub's form. */
final class LabelJson {

    private LabelJson() {}

    static ObjectNode of(Repository repository, Label label) {
        return Json.object()
                .put("id", label.id())
                .put("node_id", Text.node("Label", label.id()))
                .put("url", repository.world().urls().api(repository, "/labels/" + Urls.segment(label.name())))
                .put("name", label.name())
                .put("color", label.color())
                .put("default", false)
                .put("description", label.description().orElse(null));
    }

    /** The labels on a pull request, where GitHub promises a description that may be empty but is never null. */
    static ArrayNode inPull(PullRequest pull) {
        return Json.array(
                pull.marks().labels(),
                label -> of(pull.repository(), label)
                        .put("description", label.description().orElse("")));
    }
}
