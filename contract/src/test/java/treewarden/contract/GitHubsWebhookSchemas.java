package treewarden.contract;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.FileInputStream;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GitHub's description of its webhooks: what a delivery of each event and action holds. */
final class GitHubsWebhookSchemas {
    private static final String VERSION = "12.1.0";

    /** A name for the description, so that it can refer to itself. Nothing is fetched from there. */
    private static final String PLACE = "https://webhooks.example/github.json";

    private final JsonMapper json = new JsonMapper();
    private final JsonNode description;
    private final SchemaRegistry registry;

    private GitHubsWebhookSchemas(Path file) {
        this.description = json.readTree(file.toFile());
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.resourceLoaders(loaders -> loaders.add(
                        iri -> iri.toString().equals(PLACE) ? () -> new FileInputStream(file.toFile()) : null)));
    }

    static GitHubsWebhookSchemas fetched() {
        return new GitHubsWebhookSchemas(
                NpmPackage.file("@octokit/openapi-webhooks", VERSION, "generated/api.github.com.json"));
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
                .asString("");
        if (described.isEmpty()) {
            return List.of("GitHub has no webhook " + name);
        }
        var schema = registry.getSchema(SchemaLocation.of(PLACE + described));
        return schema.validate(json.readTree(body)).stream()
                .map(GitHubsWebhookSchemas::told)
                .toList();
    }

    private static String told(Error error) {
        return error.getInstanceLocation() + ": " + error.getMessage();
    }
}
