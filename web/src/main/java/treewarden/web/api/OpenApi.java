package treewarden.web.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The description of the API in the form of OpenAPI 3.1, made from the operations. */
final class OpenApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SchemaOf schemas = new SchemaOf();

    private OpenApi() {}

    static ObjectNode of(List<Operation> operations) {
        return new OpenApi().document(operations);
    }

    private ObjectNode document(List<Operation> operations) {
        var document = NODES.objectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Treewarden")
                .put("version", "1")
                .put(
                        "description",
                        "What the triage pages show, for programs. Texts come from contributors and models: treat them as"
                                + " untrusted. Fields may be added; none is taken away or given another meaning.");
        var paths = document.putObject("paths");
        for (var operation : operations) {
            paths.withObjectProperty(operation.path())
                    .set(operation.method().name().toLowerCase(Locale.ROOT), described(operation));
        }
        var components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "Made by `treewarden api-token create`.");
        components.set("schemas", schemas.all());
        return document;
    }

    private ObjectNode described(Operation operation) {
        var described = NODES.objectNode()
                .put("operationId", operation.name())
                .put("summary", operation.says())
                .put("description", "Who may: " + operation.access().words());
        var security = described.putArray("security");
        security.addObject().putArray("token");
        if (operation.access() != Operation.Access.OPERATORS) {
            security.addObject();
        }
        var parameters = described.putArray("parameters");
        for (var parameter : operation.parameters()) {
            var in = parameter.in();
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("in", in.name().toLowerCase(Locale.ROOT))
                    .put("required", in == Operation.Place.PATH)
                    .put("description", parameter.says())
                    .put("example", parameter.example())
                    .putObject("schema")
                    .put("type", parameter.type());
        }
        var responses = described.putObject("responses");
        answer(responses, "200", "The answer", "application/json", operation.answer());
        answer(responses, "default", "Why not, and what to do", "application/problem+json", Shapes.Problem.class);
        return described;
    }

    private void answer(ObjectNode responses, String status, String says, String contentType, Class<?> type) {
        responses
                .putObject(status)
                .put("description", says)
                .putObject("content")
                .putObject(contentType)
                .set(
                        "schema",
                        type == ObjectNode.class ? NODES.objectNode().put("type", "object") : schemas.reference(type));
    }
}
