package treewarden.web.api;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import treewarden.domain.Digest;
import treewarden.domain.Printable;
import treewarden.store.ApiToken;

/**
 * A token that was just made.
 *
 * @param text what its holder shows; nobody can find it out again
 * @param kept what is stored of it
 */
public record NewApiToken(String text, ApiToken kept) {
    /** Where it is found by mistake, such as in a repository, it tells what it opens. */
    private static final String PREFIX = "tw_";

    private static final int BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Makes one; throws {@link IllegalArgumentException} with what to do where it cannot be made like this.
     *
     * @param name what its holder is called from now on
     * @param createdBy who makes it
     */
    public static NewApiToken make(String name, Set<ApiScope> scopes, String createdBy, Instant now, Duration lasts) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a token's name is made of a-z, 0-9 and hyphens, 63 at most; not " + Printable.quoted(name));
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("a token needs a scope: read, operate, or both");
        }
        if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a token lasts from a day to a year; make a new one before it ends");
        }
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new NewApiToken(
                text,
                new ApiToken(
                        name,
                        Digest.of(text),
                        scopes.stream().map(ApiScope::slug).collect(Collectors.toSet()),
                        createdBy,
                        now,
                        now.plus(lasts),
                        null,
                        null));
    }

    /** Without the token itself: this may stand in a log. */
    @Override
    public String toString() {
        return "NewApiToken[" + kept.name() + "]";
    }
}
