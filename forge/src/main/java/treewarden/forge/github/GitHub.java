package treewarden.forge.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHRepository;
import treewarden.domain.Person;
import treewarden.domain.Printable;
import treewarden.domain.Repository;
import treewarden.forge.FailedDelivery;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.Identity;
import treewarden.forge.RepositoryForge;

/** GitHub, or a server that speaks its REST API, as one App sees it. */
public final class GitHub implements Forge {
    private final GitHubConfig config;
    private final Clock clock;
    private final Wire wire;
    private final Installation app;
    private final ConcurrentMap<Long, Installation> installations = new ConcurrentHashMap<>();

    private volatile @Nullable Identity self;

    private GitHub(GitHubConfig config, AppKey key, OkHttpClient http, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.wire = new Wire(config.apiUrl(), http, clock);
        this.app = Installation.on(wire, new AppCredential(config.appId(), key, clock));
    }

    /**
     * Speaks to GitHub over the given client: its connections, its timeouts, and its cache where it has one (which then
     * holds what private repositories say). Nothing is sent yet.
     *
     * @throws IllegalArgumentException where the key cannot be read or the address is none; the message tells the
     *     operator what to do
     */
    public static GitHub connect(GitHubConfig config, OkHttpClient http, Clock clock) {
        return new GitHub(config, AppKey.read(config.privateKey()), http, clock);
    }

    /**
     * Takes three requests at first: the App tells its name, and one of its installations is needed to ask who the
     * account with that name is, for GitHub does not tell the App itself.
     */
    @Override
    public Identity self() {
        var known = self;
        if (known == null) {
            known = askWhoWeAre();
            self = known;
        }
        return known;
    }

    private Identity askWhoWeAre() {
        var slug = Hub4j.ask(() -> Rest.need(app.hub().getApp().getSlug(), "slug"));
        var reached = active();
        if (reached.isEmpty()) {
            throw new ForgeException.Missing("the GitHub App " + Printable.quoted(slug)
                    + " is not installed anywhere: install it on the taxonomy repository");
        }
        var bot = Hub4j.ask(() -> installation(reached.get(0)).hub().getUser(slug + "[bot]"));
        return new Identity(config.appId(), new Person(bot.getId(), Rest.need(bot.getLogin(), "login")));
    }

    @Override
    public List<Repository> repositories() {
        var all = new ArrayList<Repository>();
        for (var id : active()) {
            var reached = Hub4j.ask(() -> installation(id)
                    .hub()
                    .getInstallation()
                    .listRepositories()
                    .withPageSize(Rest.PAGE)
                    .toList());
            reached.stream()
                    // Nothing can be written in the archive.
                    .filter(found -> !found.isArchived())
                    .map(found -> repository(found, id))
                    .filter(this::serves)
                    .forEach(all::add);
        }
        return all;
    }

    @Override
    public boolean serves(Repository repository) {
        return config.allows(repository.fullName());
    }

    @Override
    public RepositoryForge in(Repository repository) {
        if (!serves(repository)) {
            throw new ForgeException.Forbidden(
                    ForgeException.Forbidden.Why.ALLOW_LIST,
                    "the configured list of repositories does not have " + Printable.plain(repository.fullName())
                            + ". Add it there to have it served");
        }
        return new GitHubRepository(repository, installation(repository.installation()), config.appId());
    }

    /**
     * GitHub itself leaves out those that arrived; an older server that does not know the filter names them all. One that
     * arrived by a later attempt is among them too: whoever received it knows.
     */
    @Override
    public List<FailedDelivery> failedDeliveries(Instant since) {
        var failed = app.rest()
                .address("app", "hook", "deliveries")
                .newBuilder()
                .addQueryParameter("status", "failure")
                .build();
        return app
                .rest()
                .listUntil(
                        failed,
                        Answers.Attempt[].class,
                        page -> page.stream().anyMatch(attempt -> attempt.at().isBefore(since)))
                .stream()
                .filter(attempt -> !attempt.arrived() && !attempt.at().isBefore(since))
                .map(Answers.Attempt::failed)
                .toList();
    }

    @Override
    public void redeliver(long attempt) {
        var rest = app.rest();
        rest.post(rest.address("app", "hook", "deliveries", Long.toString(attempt), "attempts"));
    }

    @Override
    public Duration writeSpacing() {
        return config.writeSpacing();
    }

    /** The installations that are not suspended. */
    private List<Long> active() {
        var all = app.rest().list(app.rest().address("app", "installations"), Answers.Installed[].class);
        return all.stream()
                .filter(installation -> installation.suspendedAt() == null)
                .map(installation -> Rest.need(installation.id(), "id"))
                .toList();
    }

    private Installation installation(long id) {
        return installations.computeIfAbsent(
                id, missing -> Installation.on(wire, new InstallationCredential(app.rest(), missing, clock)));
    }

    private static Repository repository(GHRepository found, long installation) {
        return new Repository(
                found.getId(),
                Rest.need(found.getOwnerName(), "owner.login"),
                Rest.need(found.getName(), "name"),
                installation);
    }
}
