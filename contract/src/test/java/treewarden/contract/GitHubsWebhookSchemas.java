package treewarden.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** GitHub's description of its webhooks: what a delivery of each event and action holds. */
final class GitHubsWebhookSchemas {
    private static final String VERSION = "12.1.0";

    /** A name for the description, so that it can refer to itself. Nothing is fetched from there. */
    private static final String PLACE = "https://webhooks.example/github.json";

    private final JsonNode description;
    private final SchemaRegistry registry;

    private GitHubsWebhookSchemas(Path file, JsonNode description) {
        this.description = description;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.resourceLoaders(loaders -> loaders.add(
                        iri -> iri.toString().equals(PLACE) ? () -> new FileInputStream(file.toFile()) : null)));
    }

    static GitHubsWebhookSchemas fetched() {
        var file = NpmPackage.file("@octokit/openapi-webhooks", VERSION, "generated/api.github.com.json");
        try {
            return new GitHubsWebhookSchemas(file, new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("the description of GitHub's webhooks cannot be read: " + file, e);
        }
    }

    /**
     * What is wrong with a delivery: {@code /pull_request/base: required property 'repo' not found}.
     *
     * @param event as in the header, {@code pull_request}
     * @param action empty where the event has none
     */
    List<String> violations(String event, String action, String body) {
        var name = (action.isEmpty() ? event : event + "-" + action).replace('_', '-');
        var described = description
                .path("webhooks")
                .path(name)
                .at("/post/requestBody/content/application~1json/schema/$ref")
                .asText("");
        if (described.isEmpty()) {
            return List.of("GitHub has no webhook " + name);
        }
        var schema = registry.getSchema(SchemaLocation.of(PLACE + described));
        return schema.validate(body, InputFormat.JSON).stream()
                .map(GitHubsWebhookSchemas::told)
                .toList();
    }

    private static String told(Error error) {
        return error.getInstanceLocation() + ": " + error.getMessage();
    }
}
