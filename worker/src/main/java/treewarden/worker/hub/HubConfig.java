package treewarden.worker.hub;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import treewarden.domain.Secret;

/**
 * How the Hub is reached.
 *
 * @param endpoint its origin, such as {@code https://huggingface.co}; plain http only of this machine
 * @param token one that may write to the repository, and best to that alone
 * @param journal where an upload notes its parts, so that another process can go on with it; holds addresses that are
 *     good for writing for some hours, so it is nobody else's to read
 * @param patience how long a rate limit is waited for; longer ones are reported
 */
public record HubConfig(URI endpoint, Secret token, Path journal, Duration patience) {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    public HubConfig {
        var scheme = String.valueOf(endpoint.getScheme());
        var host = String.valueOf(endpoint.getHost());
        if (!scheme.equals("https") && !(scheme.equals("http") && THIS_MACHINE.contains(host))) {
            throw new IllegalArgumentException(
                    "the Hub's address must begin with https://, so that nobody on the way reads the token");
        }
    }

    /** Waits for a rate limit for up to six minutes: the Hub counts in windows of five. */
    public static HubConfig of(URI endpoint, Secret token, Path journal) {
        return new HubConfig(endpoint, token, journal, Duration.ofMinutes(6));
    }
}
