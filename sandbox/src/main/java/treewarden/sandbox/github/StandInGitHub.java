package treewarden.sandbox.github;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import treewarden.sandbox.git.GitStore;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Faults;
import treewarden.sandbox.http.Json;
import treewarden.sandbox.http.Replies;
import treewarden.sandbox.http.RequestLog;
import treewarden.sandbox.http.StandInServer;

/**
 * A GitHub for tests and demonstrations, on a port of this machine. Its REST lies at {@link #url()} as GitHub's lies at
 * {@code api.github.com}; its pages for people lie below {@code /ui}. Git content is kept in a folder, everything else in
 * memory: it begins anew with each start.
 */
public final class StandInGitHub implements AutoCloseable {

    private final World world;
    private final Webhooks webhooks;
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final RateLimit rateLimit;
    private final AppManifests manifests;
    private final StandInServer server;
    private final Optional<Path> temporary;

    private StandInGitHub(GitHubOptions options, Path folder, Optional<Path> temporary) {
        this.temporary = temporary;
        this.webhooks = new Webhooks(options);
        this.world = new World(options, folder, webhooks);
        this.rateLimit = new RateLimit(options.clock());
        this.manifests = new AppManifests(world);
        this.server = StandInServer.start(options.host(), options.port(), this::addRoutes);
        world.urls().openAt(server.url());
    }

    public static StandInGitHub start(GitHubOptions options) {
        try {
            if (options.folder().isPresent()) {
                return new StandInGitHub(
                        options, Files.createDirectories(options.folder().get()), Optional.empty());
            }
            var folder = Files.createTempDirectory("stand-in-github");
            return new StandInGitHub(options, folder, Optional.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no folder for the git repositories: " + e.getMessage(), e);
        }
    }

    private void addRoutes(RoutesConfig routes, Replies replies) {
        var rest = new Rest(world, routes, replies, new Rest.Switches(faults, log, rateLimit));
        rest.get("/", this::root);
        new AppRoutes(world, webhooks, manifests).addTo(rest);
        new ManifestPages(world, replies, manifests).addTo(routes);
        new SignInPages(world, replies).addTo(routes, rest);
        new PeopleRoutes(world, rateLimit).addTo(rest);
        // Before the pull requests, so that "comments" is not taken for the number of one.
        new CommentRoutes().addTo(rest);
        new PullRoutes().addTo(rest);
        new IssueRoutes().addTo(rest);
        new AssigneeRoutes().addTo(rest);
        new ReviewCommentRoutes().addTo(rest);
        new LabelRoutes().addTo(rest);
        new CheckRunRoutes().addTo(rest);
        new ContentRoutes().addTo(rest);
        new ReleaseRoutes().addTo(rest);
        var git = new GitRoutes();
        git.addTo(rest);
        git.addLastTo(rest);
        new PageRoutes(world, replies).addTo(routes);
    }

    private Answer root(Call call) {
        if (call.accepts("text/html")) {
            return Answer.seeOther("/ui");
        }
        return Answer.json(
                200,
                Json.object()
                        .put("current_user_url", world.urls().api("/user"))
                        .put("rate_limit_url", world.urls().api("/rate_limit"))
                        .put("repository_url", world.urls().api("/repos/{owner}/{repo}")));
    }

    /** The root of the REST, such as {@code http://127.0.0.1:41234}. */
    public String url() {
        return server.url();
    }

    /** The first page for people. */
    public String page() {
        return world.urls().page("");
    }

    /** The account with this login, made when there is none yet. */
    public Person person(String login) {
        return world.locked(() -> world.people().account(login, Person.Kind.USER));
    }

    /** The account of another app. */
    public Person program(String name) {
        return world.locked(() -> world.people().account(name + "[bot]", Person.Kind.BOT));
    }

    public Person organization(String login) {
        return world.locked(() -> world.people().organization(login));
    }

    /** People, without bots and organizations, in the order in which they came. */
    public List<Person> people() {
        return world.locked(() -> world.people().users());
    }

    /** The app's own account, such as {@code treewarden[bot]}. */
    public Person bot() {
        return world.locked(() -> world.app().bot());
    }

    /** Makes a person a member of a team, and so of its organization. */
    public void team(String organization, String slug, Person member) {
        world.locked(() -> world.people().join(organization, slug, member, "member"));
    }

    /** Shuts a person out: what they wrote stays, and there is no such account any more. */
    public void suspend(Person person) {
        world.locked(() -> world.people().suspend(person));
    }

    /** The repository of an organization, made empty when there is none yet, with the app installed. */
    public Repository repository(String owner, String name) {
        return world.locked(() -> world.find(owner, name).orElseGet(() -> {
            var account = world.people().organization(owner);
            return added(new Repository(world, account, name, GitStore.at(folderOf(owner, name))));
        }));
    }

    /**
     * A repository with the branches and the content of a git directory. Nothing is copied: that directory has to stay.
     *
     * @param source a git directory, or a folder that holds one
     */
    public Repository importRepository(String owner, String name, Path source) {
        return world.locked(() -> {
            if (world.find(owner, name).isPresent()) {
                throw new IllegalArgumentException(owner + "/" + name + " is there already.");
            }
            var account = world.people().organization(owner);
            return added(Repository.importing(world, account, name, source, folderOf(owner, name)));
        });
    }

    private Repository added(Repository repository) {
        world.add(repository);
        world.app().install(repository.owner());
        return repository;
    }

    /** A folder name that no owner or name can turn into a way out of ours. */
    private Path folderOf(String owner, String name) {
        return world.folder()
                .resolve(Urls.segment(owner).replace(".", "%2E"))
                .resolve(Urls.segment(name).replace(".", "%2E") + ".git");
    }

    public List<Repository> repositories() {
        return world.locked(world::repositories);
    }

    /** By what people who sign in know the app. */
    public String clientId() {
        return world.app().clientId();
    }

    /** With this the app exchanges the codes of people who sign in. */
    public String clientSecret() {
        return world.locked(() -> world.app().clientSecret());
    }

    /** Somebody consented to an app of this manifest; the code is to be exchanged for it. */
    public String consent(String manifest) {
        return world.locked(() -> manifests.consent(manifest));
    }

    /** A token with which a person may call the REST, as after signing in. */
    public String tokenOf(Person person) {
        return world.locked(() -> world.app().giveToken(person));
    }

    /** All tokens that were given out are worth nothing from now on. */
    public void revokeTokens() {
        world.locked(() -> world.app().revokeTokens());
    }

    /** How many requests an hour each caller has; 5,000 to begin with. */
    public void rateLimit(int requestsAnHour) {
        world.locked(() -> rateLimit.limit(requestsAnHour));
    }

    public Faults faults() {
        return faults;
    }

    public RequestLog requests() {
        return log;
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    /** All attempts to deliver an event so far, oldest first. */
    public List<Delivery> deliveries() {
        return webhooks.log();
    }

    /** Delivers again what an attempt delivered, as the button in the app's settings does. */
    public void redeliver(Delivery attempt) {
        webhooks.again(attempt);
    }

    /** Waits until every event that is not held back has been attempted. */
    public void awaitDelivered(Duration patience) {
        webhooks.awaitDelivered(patience);
    }

    /** Sends GitHub's first greeting to the webhook. */
    public void ping() {
        world.locked(() -> world.events().ping());
    }

    /** Tells the app that an account has installed it. */
    public void announceInstallation(Person account, Person sender) {
        world.locked(() -> world.events().installation(world.app().install(account), "created", sender));
    }

    /** An account suspends the app's installation, and tells the app. */
    public void suspend(Person account, Person sender) {
        world.locked(() -> {
            var installation = world.app().install(account);
            world.app().suspend(installation);
            world.events().installation(installation, "suspend", sender);
        });
    }

    /** It lets the app go on, and tells it. */
    public void unsuspend(Person account, Person sender) {
        world.locked(() -> {
            var installation = world.app().install(account);
            world.app().unsuspend(installation);
            world.events().installation(installation, "unsuspend", sender);
        });
    }

    @Override
    public void close() {
        server.close();
        webhooks.close();
        world.locked(() -> world.repositories().stream()
                .filter(repository -> repository.parent().isEmpty())
                .forEach(repository -> repository.git().close()));
        temporary.ifPresent(StandInGitHub::remove);
    }

    private static void remove(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder " + folder + " could not be removed.", e);
        }
    }
}
