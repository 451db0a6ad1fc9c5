package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Delivery;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

/** {@code serve} in a process of its own, killed again and again while GitHub sends, and nothing is lost or said twice. */
class KillServeTest {
    private static final int KILLS = 8;
    private static final int DELIVERIES = 200;
    private static final long SEED = 20_261_122;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final int port = ServiceAtWork.freePort();
    private final String url = "http://127.0.0.1:" + port;
    private StandInGitHub github;
    private StandInTeacher teacher;
    private Repository repository;
    private int told;
    private DeliveryStream stream;
    private AnotherProcess serve;

    @BeforeEach
    void start() throws IOException {
        github = StandInGitHub.start(GitHubOptions.defaults()
                .withFolder(folder.resolve("github"))
                .withAppKey(ServiceAtWork.publicKey())
                // Nobody listens there: GitHub notes what it could not deliver, and the stream delivers it.
                .withWebhook("http://127.0.0.1:" + ServiceAtWork.freePort(), ServiceAtWork.SECRET));
        github.rateLimit(1_000_000);
        teacher = StandInTeacher.start(TeacherOptions.defaults());
        repository = github.repository("instructlab", "taxonomy");
        repository.knownContributor(github.person("ada"));
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), github.person("grace"), "Begin");
        Files.writeString(folder.resolve("treewarden.yaml"), configuration());
        Files.createFile(
                folder.resolve("app.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("app.pem"), ServiceAtWork.pem());
        stream = new DeliveryStream(url + "/webhook");
        serve = serve();
    }

    @AfterEach
    void stop() {
        stream.close();
        serve.kill();
        teacher.close();
        github.close();
    }

    private String configuration() {
        return """
                server:
                  port: %d
                github:
                  api-url: %s
                  web-url: %s
                  app-id: 1
                  repositories:
                    - instructlab/taxonomy
                  maintainers:
                    - maintain
                  write-spacing: 0s
                teacher:
                  url: %s
                  model: %s
                sample:
                  questions: 2
                jobs:
                  polling: 200ms
                """.formatted(port, github.url(), github.page(), teacher.url(), teacher.model());
    }

    private AnotherProcess serve() {
        return AnotherProcess.start(
                folder.resolve("serve.log"),
                Map.of(
                        "TREEWARDEN_GITHUB_PRIVATE_KEY_FILE",
                        folder.resolve("app.pem").toString(),
                        "TREEWARDEN_WEBHOOK_SECRET",
                        ServiceAtWork.SECRET),
                "serve",
                "--config",
                folder.resolve("treewarden.yaml").toString());
    }

    @Test
    void whatWasAcknowledgedIsHandledAndShownOnceHoweverOftenItIsKilled() {
        for (int kill = 0; kill < KILLS; kill++) {
            stream.send(shuffled(happenings()));
            int known = stream.acknowledged().size();
            stream.awaitAcknowledged(known + random.nextInt(stream.sent() - known), serve);
            park(random.nextInt(300));
            serve.kill();
            serve = serve();
        }
        stream.awaitAcknowledged(stream.sent(), serve);
        assertThat(stream.sent()).isGreaterThanOrEqualTo(DELIVERIES);

        eventually(() -> {
            assertThat(new TriagePage(url).rows())
                    .hasSameSizeAs(repository.pullRequests())
                    .noneMatch(TriagePage.Row::isUnderWay);
            assertThat(repository.pullRequests()).allSatisfy(KillServeTest::isShown);
        });
        eventually(() -> assertThat(new TriagePage(url).get("/readyz").status()).isEqualTo(200));
        serve.terminate();

        var database = folder.resolve("data/treewarden.db");
        ServiceAtWork.kept(database, Clock.systemUTC(), tables -> {
            assertThat(stream.acknowledged())
                    .allSatisfy(id -> assertThat(
                                    tables.deliveries().find(id).orElseThrow().handledAt())
                            .as("when delivery %s was handled", id)
                            .isNotNull());
            assertThat(ServiceAtWork.parked(tables)).isEmpty();
            return true;
        });
        assertThat(repository.pullRequests()).allSatisfy(KillServeTest::isShown);
    }

    private static void isShown(PullRequest pull) {
        assertThat(Shown.comment(pull)).contains(pull.headSha().substring(0, 7));
        assertThat(Shown.conclusion(pull)).isIn("success", "failure");
        Shown.noCommitIsCheckedTwice(pull);
    }

    /** People open, push, talk and rename; what GitHub tells of it, and of what Treewarden did, since the last time. */
    private List<Delivery> happenings() {
        for (int i = 0; i < DELIVERIES / KILLS; i++) {
            somethingHappens();
        }
        github.awaitDelivered(PATIENCE);
        var all = github.deliveries();
        var fresh = all.subList(told, all.size());
        told = all.size();
        return fresh;
    }

    private void somethingHappens() {
        var ada = github.person("ada");
        var pulls = repository.pullRequests();
        if (pulls.size() < 4 || random.nextInt(8) == 0) {
            var topic = "topic_" + (pulls.size() + 1);
            repository.contribute(
                    ada, "Skill: " + topic, "", random.nextInt(3) == 0 ? Leaves.bad(topic) : Leaves.good(topic));
            return;
        }
        var pull = pulls.get(random.nextInt(pulls.size()));
        switch (random.nextInt(4)) {
            case 0 ->
                pull.push(
                        Leaves.good(
                                "topic_" + pull.number() + "_" + pull.commits().size()),
                        "One more");
            case 1 -> pull.comment(ada, "I am not sure about the second example.");
            case 2 -> pull.retitle(ada, pull.title() + ", again");
            default -> pull.describe(ada, "Thought over once more.");
        }
    }

    private List<Delivery> shuffled(List<Delivery> deliveries) {
        var shuffled = new ArrayList<>(deliveries);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static void park(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
