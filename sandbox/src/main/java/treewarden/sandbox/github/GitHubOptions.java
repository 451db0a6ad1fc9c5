package treewarden.sandbox.github;

import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a stand-in GitHub is set up. Start from {@link #defaults()} and change what matters.
 *
 * @param host the address to listen at; the addresses it hands out say 127.0.0.1 in any case
 * @param port 0 for a free one
 * @param folder where the git repositories lie; without it in a temporary folder that {@code close} removes
 * @param appSlug the app's name in addresses; its bot is {@code slug[bot]}
 * @param appKey verifies the signature of the app's JSON Web Tokens; without it only their claims are checked
 * @param webhook where deliveries go; can be given later
 * @param webhookRetries how often a failed delivery is tried again by itself; GitHub itself never does, so 0 is the truth
 * @param webhookRetryDelay the wait before each such attempt
 */
public record GitHubOptions(
        String host,
        int port,
        Optional<Path> folder,
        Clock clock,
        long appId,
        String appSlug,
        Optional<RSAPublicKey> appKey,
        Optional<WebhookTarget> webhook,
        int webhookRetries,
        Duration webhookRetryDelay) {

    public static GitHubOptions defaults() {
        return new GitHubOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                Clock.systemUTC(),
                1,
                "treewarden",
                Optional.empty(),
                Optional.empty(),
                0,
                Duration.ofSeconds(1));
    }

    public GitHubOptions withHost(String other) {
        return new GitHubOptions(
                other, port, folder, clock, appId, appSlug, appKey, webhook, webhookRetries, webhookRetryDelay);
    }

    public GitHubOptions withPort(int other) {
        return new GitHubOptions(
                host, other, folder, clock, appId, appSlug, appKey, webhook, webhookRetries, webhookRetryDelay);
    }

    public GitHubOptions withFolder(Path other) {
        return new GitHubOptions(
                host,
                port,
                Optional.of(other),
                clock,
                appId,
                appSlug,
                appKey,
                webhook,
                webhookRetries,
                webhookRetryDelay);
    }

    public GitHubOptions withClock(Clock other) {
        return new GitHubOptions(
                host, port, folder, other, appId, appSlug, appKey, webhook, webhookRetries, webhookRetryDelay);
    }

    public GitHubOptions withApp(long id, String slug) {
        return new GitHubOptions(
                host, port, folder, clock, id, slug, appKey, webhook, webhookRetries, webhookRetryDelay);
    }

    public GitHubOptions withAppKey(RSAPublicKey other) {
        return new GitHubOptions(
                host,
                port,
                folder,
                clock,
                appId,
                appSlug,
                Optional.of(other),
                webhook,
                webhookRetries,
                webhookRetryDelay);
    }

    public GitHubOptions withWebhook(String url, String secret) {
        return new GitHubOptions(
                host,
                port,
                folder,
                clock,
                appId,
                appSlug,
                appKey,
                Optional.of(new WebhookTarget(url, secret)),
                webhookRetries,
                webhookRetryDelay);
    }

    public GitHubOptions withWebhookRetries(int times, Duration delay) {
        return new GitHubOptions(host, port, folder, clock, appId, appSlug, appKey, webhook, times, delay);
    }
}
