package treewarden.forge.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What GitHub knows of our App: asked by an operator who wants to know whether all is as it should be. Writes nothing. */
public final class InspectApp {
    private final GitHubConfig config;
    private final Wire wire;
    private final Rest app;
    private final Clock clock;

    private InspectApp(GitHubConfig config, Wire wire, Clock clock) {
        this.config = config;
        this.wire = wire;
        this.clock = clock;
        this.app = new Rest(wire, new AppCredential(config.appId(), AppKey.read(config.privateKey()), clock));
    }

    /** @throws IllegalArgumentException where the key cannot be read */
    public static InspectApp of(GitHubConfig config, OkHttpClient http, Clock clock) {
        return new InspectApp(config, new Wire(config.apiUrl(), http, clock), clock);
    }

    /**
     * The App.
     *
     * @param permissions that it asks for: an installation has them once its owner consented
     * @param hookUrl where GitHub sends events
     */
    public record Found(
            String slug, Map<String, String> permissions, List<String> events, String hookUrl, List<Installed> on) {
        public Found {
            permissions = Map.copyOf(permissions);
            events = List.copyOf(events);
            on = List.copyOf(on);
        }
    }

    /**
     * One installation.
     *
     * @param account whose repositories it is for
     * @param permissions that the account consented to
     * @param repositories full names; not asked where it is suspended
     */
    public record Installed(
            String account, Standing standing, Map<String, String> permissions, List<String> repositories) {
        public Installed {
            permissions = Map.copyOf(permissions);
            repositories = List.copyOf(repositories);
        }
    }

    /** Whether an installation may be used. */
    public enum Standing {
        ACTIVE,
        SUSPENDED
    }

    /** Asks GitHub for all of it. */
    public Found ask() {
        var told = app.get(app.address("app"), App.class);
        var hook = app.get(app.address("app", "hook", "config"), Hook.class);
        var installations = new ArrayList<Installed>();
        for (var one : app.list(app.address("app", "installations"), Installation[].class)) {
            installations.add(installed(one));
        }
        return new Found(
                Rest.need(told.slug(), "slug"),
                Objects.requireNonNullElse(told.permissions(), Map.of()),
                Objects.requireNonNullElse(told.events(), List.of()),
                Objects.requireNonNullElse(hook.url(), ""),
                installations);
    }

    private Installed installed(Installation one) {
        var isSuspended = one.suspendedAt() != null;
        return new Installed(
                Rest.need(Rest.need(one.account(), "account").login(), "account.login"),
                isSuspended ? Standing.SUSPENDED : Standing.ACTIVE,
                Objects.requireNonNullElse(one.permissions(), Map.of()),
                isSuspended ? List.of() : repositories(Rest.need(one.id(), "id")));
    }

    private List<String> repositories(long installation) {
        var rest = new Rest(wire, new InstallationCredential(app, installation, clock));
        return rest.list(rest.address("installation", "repositories"), Repositories.class, Repositories::list).stream()
                .map(repository -> Rest.need(repository.fullName(), "full_name"))
                .toList();
    }

    private record App(
            @Nullable String slug,
            @Nullable Map<String, String> permissions,
            @Nullable List<String> events) {}

    private record Hook(@Nullable String url) {}

    private record Installation(
            @Nullable Long id,
            Answers.@Nullable Account account,
            @Nullable Map<String, String> permissions,
            @JsonProperty("suspended_at") @Nullable String suspendedAt) {}

    private record Repositories(@Nullable List<Repository> repositories) {
        List<Repository> list() {
            return Rest.need(repositories, "repositories");
        }
    }

    private record Repository(
            @JsonProperty("full_name") @Nullable String fullName) {}
}
