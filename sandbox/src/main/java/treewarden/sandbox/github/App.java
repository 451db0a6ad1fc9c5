package treewarden.sandbox.github;

import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The one app of this stand-in: its bot, its installations, and the tokens that were given out. */
final class App {

    /** How long an installation token lives. */
    static final Duration TOKEN_LIFE = Duration.ofHours(1);

    /** What the app asks for: permissions with their access, and the events that it wants to hear of. */
    record Needs(Map<String, String> permissions, List<String> events, String hookUrl) {
        static final Needs EVERYTHING = new Needs(
                permissions("checks", "contents", "issues", "pull_requests"),
                List.of(
                        "check_run",
                        "check_suite",
                        "issue_comment",
                        "merge_group",
                        "pull_request",
                        "pull_request_review",
                        "push",
                        "repository"),
                "");

        Needs {
            permissions = Collections.unmodifiableMap(new TreeMap<>(permissions));
            events = List.copyOf(events);
        }

        private static Map<String, String> permissions(String... written) {
            var permissions = new TreeMap<>(Map.of("members", "read", "merge_queues", "read", "metadata", "read"));
            for (var name : written) {
                permissions.put(name, "write");
            }
            return permissions;
        }
    }

    /** One account's consent to the app, for all of its repositories but those that were taken out. */
    record Installation(long id, Person account, Instant createdAt) {}

    /** What a token stands for: an installation, or a person who signed in. */
    record Grant(Optional<Installation> installation, Person actor, Instant expiresAt) {}

    private final World world;
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, Installation> byAccount = new LinkedHashMap<>();
    private final Map<Long, Instant> suspended = new HashMap<>();
    private final Map<String, Grant> tokens = new HashMap<>();
    private final Instant createdAt;
    private Optional<RSAPublicKey> key;
    private Needs needs = Needs.EVERYTHING;
    private String clientSecret;

    App(World world) {
        this.world = world;
        this.createdAt = world.now();
        this.key = world.options().appKey();
        this.clientSecret = random(20);
    }

    Needs needs() {
        return needs;
    }

    /** It is what a manifest says from now on, and signs with a key of its own. */
    void become(AppManifests.Made made) {
        needs = made.needs();
        key = Optional.of(made.key());
        clientSecret = made.clientSecret();
    }

    /** How people who sign in to it know it. */
    String clientId() {
        return "Iv1." + Long.toHexString(id());
    }

    String clientSecret() {
        return clientSecret;
    }

    /** What its tokens are verified with; without one only their claims are checked. */
    Optional<RSAPublicKey> key() {
        return key;
    }

    long id() {
        return world.options().appId();
    }

    String slug() {
        return world.options().appSlug();
    }

    Instant createdAt() {
        return createdAt;
    }

    Person bot() {
        return world.people().account(slug() + "[bot]", Person.Kind.BOT);
    }

    Person owner() {
        return world.people().organization(slug() + "-project");
    }

    Installation install(Person account) {
        return byAccount.computeIfAbsent(account.id(), id -> new Installation(world.nextId(), account, world.now()));
    }

    /** The owner takes the app's access away for a while; its tokens are worth nothing meanwhile. */
    void suspend(Installation installation) {
        suspended.put(installation.id(), world.now());
    }

    void unsuspend(Installation installation) {
        suspended.remove(installation.id());
    }

    Optional<Instant> suspendedAt(Installation installation) {
        return Optional.ofNullable(suspended.get(installation.id()));
    }

    void mustNotBeSuspended(Installation installation) {
        if (suspended.containsKey(installation.id())) {
            throw GitHubError.of(403, "This installation has been suspended");
        }
    }

    List<Installation> installations() {
        return List.copyOf(byAccount.values());
    }

    Optional<Installation> installation(long id) {
        return byAccount.values().stream().filter(one -> one.id() == id).findFirst();
    }

    Optional<Installation> installationOf(Repository repository) {
        return repository.isInstalled()
                ? Optional.ofNullable(byAccount.get(repository.owner().id()))
                : Optional.empty();
    }

    List<Repository> repositoriesOf(Installation installation) {
        return world.repositories().stream()
                .filter(repository -> installationOf(repository).equals(Optional.of(installation)))
                .toList();
    }

    /** A new token, with the instant at which it ends. */
    Map.Entry<String, Grant> giveToken(Installation installation) {
        return keep(
                "ghs_", new Grant(Optional.of(installation), bot(), world.now().plus(TOKEN_LIFE)));
    }

    /** A token of a person who signed in; it lives eight hours, as those of apps do. */
    String giveToken(Person person) {
        return keep("ghu_", new Grant(Optional.empty(), person, world.now().plus(Duration.ofHours(8))))
                .getKey();
    }

    private Map.Entry<String, Grant> keep(String prefix, Grant grant) {
        var token = prefix + random(18);
        tokens.put(token, grant);
        return Map.entry(token, grant);
    }

    private String random(int bytes) {
        var secret = new byte[bytes];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    Optional<Grant> grant(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(grant -> grant.expiresAt().isAfter(world.clock().instant()));
    }

    void revokeTokensOf(Installation installation) {
        tokens.values().removeIf(grant -> grant.installation().equals(Optional.of(installation)));
    }

    void revokeTokens() {
        tokens.clear();
    }
}
