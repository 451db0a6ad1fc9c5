package treewarden.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.Map;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import treewarden.domain.Repository;

/**
 * An installation of the App, and the two ways to speak as it.
 *
 * @param rest for what {@code github-api} has no call for, or none without surprises
 * @param hub for the rest
 */
record Installation(Rest rest, GitHub hub) {
    static Installation on(Wire wire, Credential credential) {
        return new Installation(new Rest(wire, credential), Hub4j.client(wire, credential));
    }

    /**
     * The library's repository without a request for it: it reads repositories out of event payloads, and what its calls
     * need of one is the name.
     */
    GHRepository handle(Repository repository) {
        JsonNode event = Rest.JSON.valueToTree(Map.of(
                "repository",
                Map.of(
                        "id", repository.id(),
                        "name", repository.name(),
                        "full_name", repository.fullName(),
                        "owner", Map.of("login", repository.owner()))));
        return Hub4j.ask(
                () -> hub.parseEventPayload(new StringReader(event.toString()), GHEventPayload.Repository.class)
                        .getRepository());
    }
}
