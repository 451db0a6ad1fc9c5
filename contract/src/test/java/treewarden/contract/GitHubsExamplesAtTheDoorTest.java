package treewarden.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.Repositories;
import treewarden.bot.check.Addresses;
import treewarden.bot.check.ShowContribution;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Commands;
import treewarden.bot.handle.HandleDelivery;
import treewarden.bot.handle.Handlers;
import treewarden.bot.webhook.WebhookRoute;
import treewarden.domain.Capability;
import treewarden.domain.Secret;
import treewarden.forge.WebhookSignature;
import treewarden.sandbox.http.RequestLog;
import treewarden.store.ContributionFilter;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.DeliveryIntake;
import treewarden.store.JobFilter;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;

/**
 * All of GitHub's example payloads, signed and sent to our door as GitHub sends them: each is taken, each comes to its end,
 * and since none is about a repository of ours, nothing comes of any.
 */
class GitHubsExamplesAtTheDoorTest {
    private static final Secret SECRET = Secret.of("It's a Secret to Everybody");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaxonomyAtTheStandIn taxonomy = new TaxonomyAtTheStandIn();
    private final HttpClient github = HttpClient.newHttpClient();
    private Database database;
    private DeliveryIntake intake;
    private JobRunner runner;
    private Javalin door;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.open(DatabaseConfig.sqlite(folder.resolve("treewarden.db")), Clock.systemUTC());
        database.migrate();
        var forge = taxonomy.forge("instructlab/taxonomy");
        var shown = new ShowContribution(
                new Addresses(URI.create("https://github.com"), URI.create("https://door.example")));
        var commands = new Commands(database, forge, new Repositories(database, forge), shown, CommandRules.USUAL);
        var handle = new HandleDelivery(database, forge, new Handlers(forge, database, commands));
        runner = new JobRunner(database, Set.of(Capability.FORGE), List.of(handle), RunnerConfig.named("door"));
        intake = new DeliveryIntake(database);
        var route = new WebhookRoute(List.of(SECRET), intake, Clock.systemUTC());
        door = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.post(WebhookRoute.PATH, route);
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        door.stop();
        intake.close();
        database.close();
        taxonomy.close();
    }

    @Test
    void allAreTakenAndNothingComesOfAny() throws Exception {
        taxonomy.standIn.requests().clear();
        var index = NpmPackage.file("@octokit/webhooks-examples", "7.6.1", "api.github.com/index.json");
        int sent = 0;
        for (JsonNode event : JSON.readTree(index.toFile())) {
            for (JsonNode example : event.get("examples")) {
                var name = event.get("name").asText();
                assertThat(send("example-" + ++sent, name, throughTheApp(example)))
                        .as("%s", name)
                        .isEqualTo(202);
            }
        }

        var quiet = runner.runUntilQuiet();

        assertThat(sent).isEqualTo(329);
        assertThat(quiet.failures()).isEmpty();
        assertThat(quiet.ran()).isEqualTo(sent);
        database.read(tables -> {
            assertThat(tables.deliveries().latest(1_000))
                    .hasSize(329)
                    .allSatisfy(delivery -> assertThat(delivery.outcome())
                            .as("%s", delivery)
                            .isNotNull()
                            .doesNotContain("cannot be read"));
            assertThat(tables.jobs().count(JobFilter.ALL.in(JobState.DONE))).isEqualTo(329);
            assertThat(tables.contributions().count(ContributionFilter.ALL)).isZero();
            assertThat(tables.outbox().waiting()).isZero();
            return null;
        });
        assertThat(taxonomy.standIn.requests().all())
                .filteredOn(RequestLog.Request::writes)
                .allSatisfy(request -> assertThat(request.path()).endsWith("/access_tokens"));
    }

    /** Some were captured from webhooks that were set up by hand, without an App. */
    private static byte[] throughTheApp(JsonNode example) throws IOException {
        var payload = (ObjectNode) example;
        if (!payload.has("installation")) {
            payload.set("installation", JSON.createObjectNode().put("id", 1));
        }
        return JSON.writeValueAsBytes(payload);
    }

    private int send(String delivery, String event, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + WebhookRoute.PATH))
                .header("Content-Type", "application/json")
                .header("User-Agent", "GitHub-Hookshot/1234567")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", delivery)
                .header(WebhookSignature.HEADER, WebhookSignature.of(body, SECRET))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return github.send(request, BodyHandlers.discarding()).statusCode();
    }
}
