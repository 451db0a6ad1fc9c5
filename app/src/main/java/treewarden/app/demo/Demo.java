package treewarden.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.app.config.Config;
import treewarden.app.config.Config.CommandSettings;
import treewarden.app.config.Config.DatabaseSettings;
import treewarden.app.config.Config.GitHubSettings;
import treewarden.app.config.Config.JobSettings;
import treewarden.app.config.Config.SampleSettings;
import treewarden.app.config.Config.Server;
import treewarden.app.config.Config.ValidationSettings;
import treewarden.app.config.SignInSettings;
import treewarden.app.sdg.CacheSettings;
import treewarden.app.sdg.DocumentPlaces;
import treewarden.app.sdg.StudentSettings;
import treewarden.app.sdg.TeacherSettings;
import treewarden.app.serve.FreePort;
import treewarden.app.serve.Service;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.remind.ReminderRules;
import treewarden.domain.Secret;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.hub.StandInHub;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.store.DatabaseConfig;
import treewarden.store.RunnerConfig;

/**
 * The service as an operator runs it, between a stand-in GitHub and a stand-in teacher. It speaks HTTP to both, signs and
 * verifies with keys made for this run, and keeps everything in a folder that goes when it ends.
 */
public final class Demo implements AutoCloseable {
    private static final String BANNER =
            "This is a demonstration: the code host and its people are made up, and nothing is kept."
                    + " Sign in as any of them: reader, triager, maintainer or admin.";

    private final Path folder;
    private final StandInGitHub github;
    private final @Nullable StandInTeacher teacher;
    private final @Nullable DemoReleases releases;
    private final Service service;
    private final Repository repository;
    private final Runnable scenario;
    private final int border;
    /** A history of any length, or a teacher that costs something, is released when somebody says so. */
    private final boolean releasesItself;

    private final Map<String, Path> documents;

    /** @param commits those to replay; none for the contributions made by hand */
    private Demo(DemoSettings settings, Path folder, List<String> commits) throws IOException {
        var key = key();
        var secret = secret();
        this.folder = folder;
        this.github = StandInGitHub.start(
                GitHubOptions.defaults().withFolder(folder.resolve("github")).withAppKey((RSAPublicKey)
                        key.getPublic()));
        this.teacher = settings.teacher() == null ? StandInTeacher.start(TeacherOptions.defaults()) : null;
        if (settings.taxonomy() == null) {
            var stage = StageContributions.prepare(github);
            this.repository = stage.repository();
            this.scenario = stage::play;
            this.border = 0;
        } else {
            this.repository = ReplayHistory.prepare(github, settings.taxonomy());
            this.scenario = () -> commits.forEach(repository::openPullRequestForCommit);
            this.border = ReplayHistory.border(settings.taxonomy());
        }
        DemoPeople.settle(github, repository);
        if (teacher != null) {
            DemoStudent.learn(teacher);
        }
        this.documents = DemoDocuments.mirrors(folder);
        this.releases = settings.trainer() == null
                ? null
                : DemoReleases.begin(folder, settings.trainer(), repository.fullName());
        this.releasesItself = settings.taxonomy() == null && teacher != null;
        this.service = Service.start(config(settings, key, secret), Clock.systemUTC(), BANNER);
        github.webhooks().target(service.url() + "/webhook", secret);
    }

    /** Starts everything; the people do nothing until {@link #play}. */
    public static Demo start(DemoSettings settings) {
        // A folder that is none is told before anything runs.
        List<String> commits =
                settings.taxonomy() == null ? List.of() : ReplayHistory.commits(settings.taxonomy(), settings.open());
        try {
            var folder = Files.createTempDirectory("treewarden-demo");
            try {
                return new Demo(settings, folder, commits);
            } catch (RuntimeException e) {
                remove(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("there is no room for the demo's files: " + e.getMessage(), e);
        }
    }

    /** The people of the demo push, correct, merge and close, and begin a release; returns when they are done. */
    public void play() {
        scenario.run();
        if (releases != null && releasesItself) {
            releases.start(database(), Clock.systemUTC());
        }
    }

    public String url() {
        return service.url();
    }

    /** Where releases go; empty where there is no trainer. */
    Optional<StandInHub> hub() {
        return Optional.ofNullable(releases).map(DemoReleases::hub);
    }

    DatabaseConfig.Sqlite database() {
        return DatabaseConfig.sqlite(folder.resolve("treewarden.db"));
    }

    public StandInGitHub github() {
        return github;
    }

    public Repository repository() {
        return repository;
    }

    /** What stands in the terminal once everything runs. */
    public String welcome() {
        return """
                Treewarden is ready.

                  Triage page        %s
                                     sign in there as demo-founder (admin), maintainer-ada, triager-bo or reader-cleo
                  Stand-in GitHub    %s
                  Teacher            %s
                %s%s
                Contributions arrive now. Comment, push or merge on the stand-in GitHub and watch the page follow.
                Press Ctrl-C to end; nothing is kept.""".formatted(service.url(), repository.page(), teacherInWords(), releasesInWords(), leftOut());
    }

    private String releasesInWords() {
        if (releases == null) {
            return """
                      Releases           No Python environment of the trainer was found: trainer/check --install makes one \
                    (about 2 GB); everything else works
                    """;
        }
        return """
                  Trainer            %s
                  Releases           %s/releases
                                     %s
                  Stand-in Hub       %s
                """.formatted(
                releases.python(),
                service.url(),
                releasesItself
                        ? "one begins once two contributions are merged, trains a tiny model, and then waits for"
                                + " somebody who approves it"
                        : "a maintainer can start one there; it trains a tiny model",
                releases.hub().url() + "/" + DemoReleases.MODEL + "/resolve/main/README.md, once it is published");
    }

    private String leftOut() {
        return border == 0
                ? ""
                : "%nThe clone is shallow: %d commits at its border are left out, because their parents are not there.%n"
                        .formatted(border);
    }

    public void awaitClosed() throws InterruptedException {
        service.awaitClosed();
    }

    private String teacherInWords() {
        return teacher == null
                ? "as you named it"
                : teacher.model() + ", which answers by rules; name a real one with --teacher and --model";
    }

    private Config config(DemoSettings settings, KeyPair key, String secret) {
        int port = settings.port() == 0 ? FreePort.find() : settings.port();
        var named = settings.teacher();
        var url = teacher == null ? URI.create("http://127.0.0.1") : URI.create(teacher.url());
        var apiKey = System.getenv("TREEWARDEN_TEACHER_API_KEY");
        return new Config(
                new DatabaseSettings.Sqlite(folder.resolve("treewarden.db")),
                folder.resolve("artifacts"),
                new Server("127.0.0.1", port, "http://127.0.0.1:" + port),
                new GitHubSettings(
                        URI.create(github.url()),
                        github.page(),
                        GitHubOptions.defaults().appId(),
                        Secret.of(pem(key)),
                        List.of(Secret.of(secret)),
                        List.of(repository.fullName()),
                        new CommandSettings(List.of("maintain", "write"), List.of("triage"), 100),
                        ApprovalRules.USUAL,
                        Duration.ZERO,
                        true),
                TeacherSettings.at(
                        named == null ? url : named.url(),
                        named == null ? TeacherOptions.MODEL : named.model(),
                        named == null || apiKey == null || apiKey.isBlank() ? null : Secret.of(apiKey)),
                teacher == null ? null : StudentSettings.at(url, TeacherOptions.STUDENT, null),
                new ValidationSettings("declared", null, Map.of()),
                DocumentPlaces.USUAL.withMirrors(documents),
                new CacheSettings(folder.resolve("cache"), CacheSettings.USUAL_BYTES),
                SampleSettings.USUAL,
                ReminderRules.QUIET,
                new JobSettings(8, Duration.ofMillis(500), Duration.ofMinutes(10), RunnerConfig.HEARTBEAT),
                SignInSettings.by(new SignInSettings.Client(github.clientId(), Secret.of(github.clientSecret()))),
                releases == null ? null : releases.settings());
    }

    private static KeyPair key() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }

    private static String pem(KeyPair key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static String secret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        service.close();
        if (releases != null) {
            releases.close();
        }
        github.close();
        if (teacher != null) {
            teacher.close();
        }
        remove(folder);
    }

    private static void remove(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the demo's folder " + folder + " could not be removed; you may delete it", e);
        }
    }
}
