package treewarden.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.command.CommandFailed;
import treewarden.app.config.ConfigFile;
import treewarden.app.online.CheckOnline;
import treewarden.app.online.Seen;
import treewarden.forge.AppNeeds;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

/** An operator sets a community up: from the button to a configuration that GitHub agrees with. */
class SetupTest {
    @TempDir
    Path folder;

    private final Browser browser = new Browser();
    private final StandInGitHub github = StandInGitHub.start(GitHubOptions.defaults());
    private final StandInTeacher teacher = StandInTeacher.start(TeacherOptions.defaults());

    @BeforeEach
    void thereIsATaxonomy() {
        github.repository("my-community", "taxonomy");
    }

    @AfterEach
    void end() {
        teacher.close();
        github.close();
    }

    private Path out() {
        return folder.resolve("my community's files");
    }

    private SetupSettings settings() {
        return new SetupSettings(
                out(),
                "treewarden-my-community",
                "my-community",
                URI.create("https://treewarden.example"),
                List.of("my-community/taxonomy"),
                Set.of(),
                URI.create(github.url()),
                github.page(),
                new SetupSettings.Teacher(URI.create(teacher.url()), teacher.model()));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Browser.Page throughGitHub(SetupServer server) {
        var asked = browser.open(server.page());
        var consent = browser.press(asked);
        assertThat(consent.html()).contains("Create GitHub App", "pull_requests: write");
        return browser.press(consent);
    }

    private Map<String, String> environment() throws IOException {
        return Files.readAllLines(out().resolve("treewarden.env")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0],
                        parts ->
                                parts[1].replace("'\\''", "\0").replace("'", "").replace("\0", "'")));
    }

    private List<Seen> seen() throws IOException {
        var config = ConfigFile.read(out().resolve("treewarden.yaml"), environment());
        return new CheckOnline(config).look(java.time.Clock.systemUTC());
    }

    @Test
    void theButtonTheConsentAndTheConfiguration() throws Exception {
        try (var server = SetupServer.start(settings(), freePort())) {
            var done = throughGitHub(server);

            assertThat(done.html())
                    .contains("treewarden-my-community is there", "/apps/treewarden/installations/new")
                    .contains("check-config --online")
                    .doesNotContain("BEGIN RSA");
            assertThat(server.done())
                    .isCompletedWithValueMatching(it -> it.files().size() == 5);
            assertThat(browser.open(done.address().toString()).html()).isEqualTo(done.html());
        }
        assertThat(out().resolve("treewarden.yaml"))
                .content()
                .startsWith("# The App is ")
                .endsWith("""
                server:
                    public-url: https://treewarden.example
                github:
                    api-url: %s
                    web-url: %s
                    app-id: 1
                    repositories:
                      - my-community/taxonomy
                    maintainers:
                      - maintain
                      - admin
                sign-in:
                    client-id: Iv1.1
                teacher:
                    url: %s
                    model: %s
                """.formatted(github.url(), github.page(), teacher.url(), teacher.model()));
        assertThat(out().resolve("secrets/github-private-key.pem")).content().startsWith("-----BEGIN RSA PRIVATE KEY");
        for (var secret : List.of("github-private-key.pem", "webhook-secret", "github-client-secret")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            out().resolve("secrets").resolve(secret))))
                    .isEqualTo("rw-------");
        }
        assertThat(seen())
                .allSatisfy(one -> assertThat(one.mark()).as(one.words()).isEqualTo(Seen.Mark.FINE));
    }

    @Test
    void whatIsMissingOutsideIsToldWithItsRemedy() throws Exception {
        try (var server = SetupServer.start(settings(), freePort())) {
            throughGitHub(server);
        }
        var file = out().resolve("treewarden.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("- my-community/taxonomy", "- my-community/other")
                        .replace("treewarden.example", "elsewhere.example")
                        .replace("model: " + teacher.model(), "model: a-larger-one"));

        assertThat(seen().stream()
                        .filter(one -> one.mark() == Seen.Mark.PROBLEM)
                        .map(Seen::words)
                        .toList())
                .containsExactly(
                        "GitHub sends events to \"https://treewarden.example/webhook\", and the service listens at"
                                + " https://elsewhere.example/webhook. Change the Webhook URL of the App, or"
                                + " `server.public-url`",
                        "the App is not installed on my-community/other: install it at " + github.page()
                                + "/apps/treewarden/installations/new",
                        "the teacher at " + teacher.url() + " does not serve a-larger-one; it has: " + teacher.model());

        teacher.close();
        assertThat(seen()).last().satisfies(one -> {
            assertThat(one.mark()).isEqualTo(Seen.Mark.PROBLEM);
            assertThat(one.words()).startsWith("the teacher at " + teacher.url() + " does not answer: ");
        });
    }

    @Test
    void aClientSecretThatGitHubDoesNotKnowIsToldBeforeSomebodySignsIn() throws Exception {
        try (var server = SetupServer.start(settings(), freePort())) {
            throughGitHub(server);
        }
        assertThat(seen()).extracting(Seen::words).contains("people can sign in: GitHub accepts the client secret");

        Files.writeString(out().resolve("secrets/github-client-secret"), "of-another-app");

        assertThat(seen())
                .filteredOn(one -> one.mark() == Seen.Mark.PROBLEM)
                .extracting(Seen::words)
                .singleElement()
                .asString()
                .contains("does not know the client \"Iv1.1\" by its secret", "make a new client secret");
    }

    @Test
    void theManifestAsksForWhatIsNeededAndNoMore() {
        try (var server = SetupServer.start(settings(), freePort())) {
            var page = browser.open(server.page());

            assertThat(page.html())
                    .contains("contents: read", "so that leaves can be read", "pull requests: write")
                    .doesNotContain("members");
            assertThat(page.headers().get("content-security-policy"))
                    .contains("form-action " + github.url(), "default-src 'none'");
        }
        assertThat(AppNeeds.of(Set.of(AppNeeds.Extra.MERGE, AppNeeds.Extra.TEAMS)).permissions().stream()
                        .map(AppNeeds.Allowed::words))
                .containsExactly(
                        "checks: write",
                        "contents: write",
                        "issues: write",
                        "members: read",
                        "merge queues: read",
                        "metadata: read",
                        "pull requests: write");
    }

    @Test
    void toShowReleasesItWritesContentsAndSaysWhatFor() {
        assertThat(AppNeeds.of(Set.of(AppNeeds.Extra.NOTES)).permissions())
                .contains(new AppNeeds.Allowed(
                        "contents",
                        AppNeeds.Access.WRITE,
                        "leaves can be read and releases of the model shown with their notes"));
    }

    @Test
    void whoComesBackWithoutOurStateGetsNothing() {
        try (var server = SetupServer.start(settings(), freePort())) {
            var back = server.page() + "/created";

            assertThat(browser.open(back + "?code=0123456789abcdef&state=guessed")
                            .html())
                    .contains("did not send you here with what we gave you");
            assertThat(browser.open(back).status()).isEqualTo(400);
            assertThat(browser.open(server.page().replaceAll("/setup/.*", "/setup/" + "0".repeat(32)))
                            .status())
                    .isEqualTo(404);
            assertThat(server.done()).isNotDone();
        }
        assertThat(out().resolve("treewarden.yaml")).doesNotExist();
    }

    @Test
    void aCodeThatGitHubDoesNotKnowIsToldWithWhatToDo() {
        try (var server = SetupServer.start(settings(), freePort())) {
            var state = browser.open(server.page()).html().replaceAll("(?s).*state=([0-9a-f]+).*", "$1");

            var page = browser.open(server.page() + "/created?code=" + "a".repeat(40) + "&state=" + state);

            assertThat(page.html()).contains("GitHub did not hand the App over", "A code holds for an hour, and once");
            assertThat(browser.open(server.page() + "/created?code=../../app&state=" + state)
                            .html())
                    .contains("no code of GitHub");
        }
        assertThat(out().resolve("secrets")).isEmptyDirectory();
    }

    @Test
    void nothingIsWrittenOverAndNothingIsAskedOfGitHubThen() throws IOException {
        Files.createDirectories(out());
        Files.writeString(out().resolve("treewarden.yaml"), "github: mine\n");

        assertThatThrownBy(() -> SetupServer.start(settings(), freePort()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("treewarden.yaml is there already, and nothing is written over");
        assertThat(out().resolve("treewarden.yaml")).content().isEqualTo("github: mine\n");
        assertThat(github.requests().all()).isEmpty();
    }
}
