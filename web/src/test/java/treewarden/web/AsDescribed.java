package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** Holds answers of the API to its own description. */
record AsDescribed(JsonNode description) {
    private static final JsonMapper JSON = new JsonMapper();

    /** As a server tells it at {@code /api/openapi.json}. */
    static AsDescribed by(HttpResponse<String> answer) {
        return new AsDescribed(json(answer));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer of the operation that reads this path, which is written as the description writes it. */
    JsonNode get(String path, HttpResponse<String> answer) {
        holds(answer, description.at("/paths/" + path.replace("/", "~1") + "/get"));
        return json(answer);
    }

    void holds(HttpResponse<String> answer, JsonNode operation) {
        holds(answer.body(), operation.at("/responses/200/content/application~1json/schema"));
    }

    void holds(String body, JsonNode schema) {
        var whole = JSON.createObjectNode();
        whole.setAll(JSON.convertValue(schema, ObjectNode.class));
        whole.set("components", description.get("components"));
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(registry.getSchema(whole.toString()).validate(body, InputFormat.JSON))
                .as(body)
                .isEmpty();
    }
}
