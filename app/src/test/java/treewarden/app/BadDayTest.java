package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.Signature;
import treewarden.sandbox.github.Webhooks.Order;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.StoredDelivery;

/** What goes wrong outside reaches the whole service, and it keeps its promises. The bot's own tests take it apart. */
class BadDayTest {
    private static final String CHAT = "/v1/chat/completions";

    /** More than a sample has attempts: one that is interrupted by the end of the service does not count. */
    private static final int HOURS = 15;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final HttpClient http = HttpClient.newHttpClient();
    private ServiceAtWork service;
    private Repository repository;
    private Person ada;

    @BeforeEach
    void begin() {
        service = new ServiceAtWork(folder, clock);
        ada = service.github().person("ada");
        repository = service.github().repository("instructlab", "taxonomy");
        repository.knownContributor(ada);
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), ada, "Begin");
    }

    @AfterEach
    void end() {
        service.close();
    }

    private PullRequest opens(String topic) {
        return repository.contribute(ada, "Skill: " + topic, "", Leaves.good(topic));
    }

    /** The service stops, and somebody starts it again an hour later: what waited for its time is due. */
    private void anHourLater() {
        service.stop();
        clock.advance(Duration.ofHours(1));
        service.start();
    }

    @Test
    void whoCannotSignIsNotLetIn() throws Exception {
        service.start();
        var body = "{\"zen\": \"Half measures are as bad as nothing at all.\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(post("unsigned", BodyPublishers.ofByteArray(body), null)).isEqualTo(401);
        assertThat(post("forged", BodyPublishers.ofByteArray(body), Signature.sign("a guess", body)))
                .isEqualTo(401);
        assertThat(post("signed", BodyPublishers.ofByteArray(body), signed(body)))
                .isEqualTo(202);

        service.stop();
        assertThat(keptDeliveries()).containsExactly("signed");
    }

    @Test
    void aBodyMayBeAsLargeAsGitHubSendsAndNoLarger() throws Exception {
        service.start();
        var large = ("{\"text\": \"" + "x".repeat(24 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        var tooLarge = new byte[26 << 20];

        assertThat(post("large", BodyPublishers.ofByteArray(large), signed(large)))
                .isEqualTo(202);
        assertThat(post("declared", BodyPublishers.ofByteArray(tooLarge), signed(tooLarge)))
                .isEqualTo(413);
        assertThat(post(
                        "chunked",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)),
                        signed(tooLarge)))
                .isEqualTo(413);

        service.stop();
        assertThat(keptDeliveries()).containsExactly("large");
    }

    @Test
    void whileGitHubIsAwayDeliveriesAreTakenAndLaterHandled() {
        service.github().faults().always("*", "/**", Fault.status(500));
        service.start();

        var pull = opens("anchor");
        service.github().awaitDelivered(Duration.ofSeconds(30));

        assertThat(service.github().deliveries())
                .filteredOn(delivery -> delivery.event().equals("pull_request"))
                .isNotEmpty()
                .allMatch(delivery -> delivery.statusCode() == 202);
        assertThat(service.page().get("/readyz").status()).isEqualTo(200);
        assertThat(pull.comments()).isEmpty();

        service.github().faults().clear();
        anHourLater();

        eventually(() -> isReadyForTriage(pull));
    }

    @Test
    void everythingTwiceBackwardsAndHalfOfItAnsweredWrongEndsAsItShould() {
        var faults = service.github().faults();
        faults.every(3, "POST", "/repos/**", Fault.status(500));
        faults.every(4, "POST", "/repos/*/*/issues/*/comments", Fault.dropConnectionAfterStoring());
        faults.every(4, "POST", "/repos/*/*/check-runs", Fault.statusAfterStoring(502));
        service.github().webhooks().copies(2);
        service.github().webhooks().hold();
        service.start();

        var pulls = Stream.of("anchor", "bellows", "chisel", "dowel")
                .map(this::opens)
                .toList();
        pulls.forEach(pull -> pull.push(Leaves.good("more_" + pull.number()), "And another"));
        service.github().webhooks().release(Order.REVERSED);

        eventually(() -> assertThat(pulls).allSatisfy(BadDayTest::isReadyForTriage));
        service.stop();
        assertThat(service.kept(ServiceAtWork::parked)).isEmpty();
    }

    @Test
    void aTeacherThatRefusesUsForHoursIsToldToTheContributorOnce() {
        service.teacher().faults().always("POST", CHAT, Fault.status(401));
        service.start();
        var pull = opens("anchor");

        eventually(() -> assertThat(Shown.comment(pull)).contains("**Checks passed, sampling.**"));
        for (int hour = 0; hour < HOURS && Shown.comment(pull).contains("sampling"); hour++) {
            int asked = service.teacher().requests().count("POST", CHAT);
            anHourLater();
            eventually(() -> assertThat(service.teacher().requests().count("POST", CHAT) > asked
                            || !Shown.comment(pull).contains("sampling"))
                    .isTrue());
        }

        eventually(() -> {
            assertThat(Shown.comment(pull)).contains("**Ready for triage, without a sample.**");
            assertThat(service.page().rowOf(pull.number()).state()).isEqualTo("awaiting-triage");
        });
        assertThat(Shown.conclusion(pull)).isEqualTo("success");
        service.stop();
        // The sample, and the precheck whose judge is the same teacher.
        assertThat(service.kept(ServiceAtWork::parked))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.lastError())
                        .contains("401", service.teacher().url()));
    }

    @Test
    void aTeacherThatTalksNonsenseLeavesTheDecisionToPeople() {
        service.teacher().faults().always("POST", CHAT, TeacherFaults.saying("]] <img src=x> @everyone [["));
        service.start();

        var pull = opens("anchor");

        eventually(() -> {
            assertThat(service.page().rowOf(pull.number()).state()).isEqualTo("awaiting-triage");
            assertThat(Shown.comment(pull))
                    .contains("**Ready for triage, without a sample.**", "Nothing was kept.")
                    .doesNotContain("<img", "@everyone");
        });
        assertThat(Shown.conclusion(pull)).isEqualTo("success");
    }

    private static void isReadyForTriage(PullRequest pull) {
        assertThat(Shown.comment(pull))
                .contains("**Ready for triage.**", pull.headSha().substring(0, 7));
        assertThat(Shown.conclusion(pull)).isEqualTo("success");
        Shown.noCommitIsCheckedTwice(pull);
    }

    private List<String> keptDeliveries() {
        return service.kept(tables ->
                tables.deliveries().latest(10).stream().map(StoredDelivery::id).toList());
    }

    private static String signed(byte[] body) {
        return Signature.sign(ServiceAtWork.SECRET, body);
    }

    private int post(String id, BodyPublisher body, @Nullable String signature)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service.url() + "/webhook"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "ping")
                .header("X-GitHub-Delivery", id)
                .POST(body);
        if (signature != null) {
            request.header("X-Hub-Signature-256", signature);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
