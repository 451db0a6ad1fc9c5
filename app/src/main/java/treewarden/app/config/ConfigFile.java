package treewarden.app.config;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import treewarden.app.config.Config.DatabaseSettings;
import treewarden.app.config.Config.GitHubSettings;
import treewarden.app.config.Config.JobSettings;
import treewarden.app.config.Config.SampleSettings;
import treewarden.app.config.Config.Server;
import treewarden.app.config.Config.ValidationSettings;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.store.RunnerConfig;
import treewarden.web.session.TrustedProxies;

/** Reads the configuration file and the secrets of the environment into a {@link Config}, or tells every problem. */
public final class ConfigFile {
    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(200);
    private static final Duration LONGEST_HEARTBEAT = Duration.ofMinutes(5);
    static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private static final int MOST_TOKENS = 2_000_000_000;

    private final List<Problem> problems = new ArrayList<>();
    private final Path file;
    private final Secrets secrets;

    private ConfigFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.secrets = new Secrets(environment, problems);
    }

    /**
     * The configuration in this file.
     *
     * @throws InvalidConfiguration with every problem at once
     */
    public static Config read(Path file, Map<String, String> environment) {
        return new ConfigFile(file, environment).read();
    }

    /**
     * What a worker needs of the configuration in this file; the sections of the service may stand there too, and are not
     * looked at: a worker has no credential of the code host.
     *
     * @throws InvalidConfiguration with every problem at once
     */
    public static WorkerConfig readForWorker(Path file, Map<String, String> environment) {
        return new ConfigFile(file, environment).readForWorker();
    }

    private WorkerConfig readForWorker() {
        var root = new Section(file.toString(), "", parse(), problems);
        var sdg = new SdgSections(secrets, this::path);
        List.of("server", "github", "validation", "reminders", "sign-in").forEach(root::leave);
        var config = new WorkerConfig(
                database(root.section("database")),
                path(root.text("artifacts", "data/artifacts")),
                sdg.teacher(root.section("teacher")),
                sdg.student(root.section("student")),
                sdg.documents(root.section("documents")),
                sdg.cache(root.section("cache")),
                sample(root.section("sample")),
                jobs(root.section("jobs")),
                new ReleaseSection(root.section("releases"), secrets, this::path)
                        .read(List.of(), CalendarSections.calendar(root.section("calendar")), Notes.OFF));
        root.finish();
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return config;
    }

    private Config read() {
        var root = new Section(file.toString(), "", parse(), problems);
        var sdg = new SdgSections(secrets, this::path);
        var server = server(root.section("server"));
        var calendar = CalendarSections.calendar(root.section("calendar"));
        var github = new GitHubSection(root.section("github"), secrets).read();
        var config = new Config(
                database(root.section("database")),
                path(root.text("artifacts", "data/artifacts")),
                server,
                github,
                sdg.teacher(root.section("teacher")),
                sdg.student(root.section("student")),
                validation(root.section("validation")),
                sdg.documents(root.section("documents")),
                sdg.cache(root.section("cache")),
                sample(root.section("sample")),
                CalendarSections.reminders(root.section("reminders"), calendar),
                jobs(root.section("jobs")),
                new SignInSection(root.section("sign-in"), secrets).read(server.publicUrl()),
                new ReleaseSection(root.section("releases"), secrets, this::path)
                        .read(github.repositories(), calendar, usualNotes(github)));
        if (config.releases() != null && config.teacher() == null) {
            root.missing("teacher", "the model that writes the data of releases, and judges candidates");
        }
        root.finish();
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return config;
    }

    private static Notes usualNotes(GitHubSettings github) {
        return github.approval().merge().isPresent() ? Notes.ON : Notes.OFF;
    }

    private @Nullable MappingNode parse() {
        try {
            var node = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .compose(new StringReader(Files.readString(file)));
            if (node instanceof MappingNode mapping) {
                return mapping;
            }
            problems.add(
                    new Problem(file.toString(), "holds no settings; docs/operating.md has an example to start from"));
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), "cannot be read (" + e + ")"));
        } catch (MarkedYAMLException e) {
            var line =
                    e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
            problems.add(new Problem(file + line, "is not valid YAML: " + e.getProblem()));
        }
        throw new InvalidConfiguration(problems);
    }

    private DatabaseSettings database(Section section) {
        var postgres = section.section("postgres");
        var sqlite = section.text("sqlite");
        if (!postgres.isPresent()) {
            return new DatabaseSettings.Sqlite(path(sqlite == null ? "data/treewarden.db" : sqlite));
        }
        if (sqlite != null) {
            section.problem("sqlite", "`database.sqlite` and `database.postgres` exclude each other; keep one of them");
        }
        var url = postgres.required("url", "the address of the database, such as jdbc:postgresql://db/treewarden");
        if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
            postgres.problem("url", "`database.postgres.url` must begin with jdbc:postgresql:");
        }
        return new DatabaseSettings.Postgres(
                url, postgres.text("user", "treewarden"), secrets.optional("TREEWARDEN_DATABASE_PASSWORD"));
    }

    private Server server(Section section) {
        var host = section.text("host", "127.0.0.1");
        var port = section.number("port", 8080, 1, 65535);
        var address = section.parsed(
                "public-url",
                URI.create("http://" + host + ":" + port),
                "an http or https address",
                ConfigFile::address);
        return new Server(host, port, withoutSlash(address.toString()), proxies(section));
    }

    private static TrustedProxies proxies(Section section) {
        try {
            return TrustedProxies.at(section.texts("trusted-proxies"));
        } catch (IllegalArgumentException e) {
            section.problem(
                    "trusted-proxies",
                    "an entry of `server.trusted-proxies` must be an address or a network, such as 127.0.0.1 or 10.0.0.0/8");
            return TrustedProxies.NONE;
        }
    }

    private ValidationSettings validation(Section section) {
        var schema = section.parsed("schema", "declared", "`declared` or `latest`", oneOf("declared", "latest"));
        var lint = section.text("lint-config");
        var rules = section.section("rules");
        var entries = rules.entries();
        entries.forEach((rule, setting) -> {
            if (!Set.of("off", "warning", "error").contains(setting)) {
                rules.problem(rule, "`validation.rules." + rule + "` must be off, warning or error");
            }
        });
        return new ValidationSettings(schema, lint == null ? null : path(lint), entries);
    }

    private static SampleSettings sample(Section section) {
        var usual = SampleSettings.USUAL;
        return new SampleSettings(
                section.number("leaves", usual.leaves(), 1, 1000),
                section.number("questions", usual.questions(), 1, 1000),
                section.number("tokens", (int) usual.tokens(), 1, MOST_TOKENS),
                section.number("tokens-per-contribution", (int) usual.contribution(), 1, MOST_TOKENS),
                section.number("tokens-per-contributor-and-month", (int) usual.contributor(), 1, MOST_TOKENS),
                section.parsed("precheck", Boolean.TRUE, "true or false", ConfigFile::flag)
                        ? SampleSettings.Prechecks.WITH_THE_SAMPLE
                        : SampleSettings.Prechecks.ON_COMMAND);
    }

    private static JobSettings jobs(Section section) {
        return new JobSettings(
                section.number("threads", 8, 1, 256),
                section.duration("polling", Duration.ofSeconds(1)),
                section.duration("reconcile-every", Duration.ofMinutes(10)),
                heartbeat(section));
    }

    /** So short that it is no work for the database, so long that a lost worker is noticed while somebody still waits. */
    private static Duration heartbeat(Section section) {
        var heartbeat = section.duration("heartbeat", RunnerConfig.HEARTBEAT);
        if (heartbeat.compareTo(SHORTEST_HEARTBEAT) < 0 || heartbeat.compareTo(LONGEST_HEARTBEAT) > 0) {
            section.problem("heartbeat", "`jobs.heartbeat` must be a length of time from 200ms to 5m");
        }
        return heartbeat;
    }

    static void encrypted(Section section, String key, URI address) {
        if ("http".equals(address.getScheme()) && !LOOPBACK.contains(address.getHost())) {
            section.problem(
                    key,
                    "an http address sends credentials in clear text; use https"
                            + (key.equals("url") ? ", or say `plain-http: true` where the network is your own" : ""));
        }
    }

    static URI address(String text) {
        var address = URI.create(text);
        if (address.getHost() == null
                || address.getUserInfo() != null
                || !Set.of("http", "https").contains(address.getScheme())) {
            throw new IllegalArgumentException("with a host, and without user and password");
        }
        return address;
    }

    static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Function<String, String> oneOf(String... words) {
        return text -> {
            var word = text.toLowerCase(Locale.ROOT);
            if (!List.of(words).contains(word)) {
                throw new IllegalArgumentException();
            }
            return word;
        };
    }

    private Path path(String text) {
        var base = file.toAbsolutePath().getParent();
        return base == null ? Path.of(text) : base.resolve(text).normalize();
    }

    static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
