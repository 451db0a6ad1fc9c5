package treewarden.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import treewarden.forge.Event;
import treewarden.forge.EventParser;

/**
 * GitHub's own example payloads. Many are older captures that no longer fit GitHub's present schema, so they say nothing
 * about what we should send; but whatever GitHub ever sent must not trip us.
 */
class GitHubsExamplesTest {
    private record Example(String event, ObjectNode payload) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static List<Example> examples = List.of();

    @BeforeAll
    static void fetch() throws IOException {
        var index = NpmPackage.file("@octokit/webhooks-examples", "7.6.1", "api.github.com/index.json");
        var all = new ArrayList<Example>();
        for (JsonNode event : JSON.readTree(index.toFile())) {
            for (JsonNode example : event.get("examples")) {
                all.add(new Example(event.get("name").asText(), (ObjectNode) example));
            }
        }
        examples = List.copyOf(all);
    }

    @Test
    void everyExampleIsAnEvent() throws IOException {
        assertThat(examples).hasSize(329);
        for (var example : examples) {
            assertThat(parsed(example)).as("%s", example.event()).isNotNull();
        }
    }

    @Test
    void examplesOfWhatConcernsUsAreUnderstood() throws IOException {
        var understood = new TreeMap<String, Integer>();
        for (var example : examples) {
            // Some were captured from webhooks set up by hand, and all comments are on issues: made to count.
            example.payload().set("installation", JSON.createObjectNode().put("id", 1));
            if (example.payload().path("issue") instanceof ObjectNode issue) {
                issue.set("pull_request", JSON.createObjectNode());
            }
            understood.merge(parsed(example).getClass().getSimpleName(), 1, Integer::sum);
        }
        assertThat(understood)
                .containsEntry("PullRequestChanged", 19)
                .containsEntry("CommentCreated", 5)
                .containsEntry("CheckRerequested", 4)
                .containsEntry("PushedToBranch", 2)
                .containsEntry("InstallationChanged", 10)
                .containsEntry("RepositoryChanged", 13)
                .containsEntry("Ping", 4);
    }

    private static Event parsed(Example example) throws IOException {
        return new EventParser().parse(example.event(), JSON.writeValueAsBytes(example.payload()));
    }
}
