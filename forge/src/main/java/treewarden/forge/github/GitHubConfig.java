package treewarden.forge.github;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.Secret;

/**
 * How to reach GitHub, and as whom.
 *
 * @param apiUrl where the REST API is: {@code https://api.github.com}, or that of a server of one's own. No request
 *     leaves its origin
 * @param appId the App's id
 * @param privateKey the App's private key, PEM, as GitHub hands it out (PKCS#1) or converted (PKCS#8)
 * @param writeSpacing how long to wait between two writes of an installation; GitHub asks for a second
 * @param repositories full names ({@code owner/name}) of those to serve; empty for all that the App is installed on
 */
public record GitHubConfig(URI apiUrl, long appId, Secret privateKey, Duration writeSpacing, Set<String> repositories) {
    public static final URI GITHUB_COM = URI.create("https://api.github.com");
    public static final Duration ONE_SECOND = Duration.ofSeconds(1);

    public GitHubConfig {
        // Names on GitHub do not differ by case.
        repositories = repositories.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean allows(String fullName) {
        return repositories.isEmpty() || repositories.contains(fullName.toLowerCase(Locale.ROOT));
    }
}
