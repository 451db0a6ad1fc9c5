package treewarden.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.app.config.Config;
import treewarden.app.config.SignInSettings;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.sdg.CacheSettings;
import treewarden.app.sdg.DocumentPlaces;
import treewarden.app.sdg.StudentSettings;
import treewarden.app.sdg.TeacherSettings;
import treewarden.app.serve.Service;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.remind.ReminderRules;
import treewarden.domain.JobKind;
import treewarden.domain.Secret;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobFilter;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.store.Tables;

/** The whole service as {@code serve} makes it, in this process, between a stand-in GitHub and a stand-in teacher. */
public final class ServiceAtWork implements AutoCloseable {
    public static final String SECRET = "It's a Secret to Everybody";

    /** Made once: it is what takes longest. */
    private static final KeyPair KEY = key();

    private final Path folder;
    private final Clock clock;
    private final StandInGitHub github;
    private final StandInTeacher teacher = StandInTeacher.start(TeacherOptions.defaults());
    private final int port = freePort();
    private @Nullable Service running;
    private @Nullable ReleaseSettings releases;
    private Map<String, Path> mirrors = Map.of();

    /** Nothing runs yet but the stand-ins; the service keeps its files in the folder. */
    public ServiceAtWork(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.github = StandInGitHub.start(GitHubOptions.defaults()
                .withFolder(folder.resolve("github"))
                .withClock(clock)
                .withAppKey((RSAPublicKey) KEY.getPublic()));
        github.webhooks().target(url() + "/webhook", SECRET);
    }

    /** The same with releases, from the next start on. */
    public ServiceAtWork releasing(ReleaseSettings settings) {
        releases = settings;
        return this;
    }

    /** The same with documents that are on this machine, by the address that leaves name, from the next start on. */
    public ServiceAtWork mirroring(Map<String, Path> documents) {
        mirrors = documents;
        return this;
    }

    /** The service starts, or starts again over what it kept. */
    public ServiceAtWork start() {
        running = Service.start(config(), clock);
        return this;
    }

    /** The service ends in order. The stand-ins go on. */
    public void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    public StandInGitHub github() {
        return github;
    }

    public StandInTeacher teacher() {
        return teacher;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public TriagePage page() {
        return new TriagePage(url());
    }

    /** What is kept, to be read while the service is stopped: it owns its database alone. */
    public <T> T kept(Function<Tables, T> read) {
        return kept(folder.resolve("treewarden.db"), clock, read);
    }

    static <T> T kept(Path database, Clock clock, Function<Tables, T> read) {
        try (var opened = Database.open(DatabaseConfig.sqlite(database), clock)) {
            return opened.read(read);
        }
    }

    /** Jobs that failed for good. */
    public static List<Job> parked(Tables tables) {
        return tables.jobs().list(JobFilter.ALL.in(JobState.FAILED).of(JobKind.values()));
    }

    private Config config() {
        return new Config(
                new Config.DatabaseSettings.Sqlite(folder.resolve("treewarden.db")),
                folder.resolve("artifacts"),
                new Config.Server("127.0.0.1", port, url()),
                new Config.GitHubSettings(
                        URI.create(github.url()),
                        github.page(),
                        GitHubOptions.defaults().appId(),
                        Secret.of(pem()),
                        List.of(Secret.of(SECRET)),
                        github.repositories().stream()
                                .filter(repository -> repository.owner().kind() == Person.Kind.ORGANIZATION)
                                .map(Repository::fullName)
                                .toList(),
                        new Config.CommandSettings(List.of("maintain"), List.of("triage"), 10),
                        ApprovalRules.USUAL,
                        Duration.ZERO,
                        true),
                TeacherSettings.at(URI.create(teacher.url()), teacher.model(), null),
                StudentSettings.at(URI.create(teacher.url()), TeacherOptions.STUDENT, null),
                new Config.ValidationSettings("declared", null, Map.of()),
                DocumentPlaces.USUAL.withMirrors(mirrors),
                new CacheSettings(folder.resolve("cache"), CacheSettings.USUAL_BYTES),
                // So few that a test with four leaves meets the limit.
                new Config.SampleSettings(
                        3, 4, 200_000, 1_000_000, 6_000_000, Config.SampleSettings.Prechecks.WITH_THE_SAMPLE),
                ReminderRules.QUIET,
                new Config.JobSettings(4, Duration.ofMillis(200), Duration.ofMinutes(10), RunnerConfig.HEARTBEAT),
                SignInSettings.by(new SignInSettings.Client(github.clientId(), Secret.of(github.clientSecret()))),
                releases);
    }

    @Override
    public void close() {
        stop();
        github.close();
        teacher.close();
    }

    public static RSAPublicKey publicKey() {
        return (RSAPublicKey) KEY.getPublic();
    }

    /** The app's private key as GitHub hands it out. */
    public static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEY.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair key() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }
}
