package treewarden.web.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is on their way to the code host and back. All of it is in a cookie of theirs, so that nothing is stored for
 * people who never come back: a secret, from which the state and the PKCE verifier follow, when they left and where they
 * want to be in the end. The cookie goes when they are back, so a state is good once.
 *
 * @param next an address of ours
 */
record Attempt(String secret, Instant began, String next) {
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final Pattern COOKIE = Pattern.compile("([A-Za-z0-9_-]{43})\\.(\\d{1,13})\\.([A-Za-z0-9_-]*)");

    /** One slash and then anything of ours; two slashes, or one and a backslash, lead a browser to another host. */
    private static final Pattern LOCAL = Pattern.compile("/(?:[!-\\[\\]-~&&[^/]][!-\\[\\]-~]*)?");

    private static final int LONGEST_ADDRESS = 1500;

    static Attempt begin(Instant now, @Nullable String next) {
        return new Attempt(Tokens.random(), Instant.ofEpochMilli(now.toEpochMilli()), local(next));
    }

    /** The one that this cookie tells of; empty where it tells of none, or began too long ago. */
    static Optional<Attempt> of(@Nullable String cookie, Instant now) {
        var parts = COOKIE.matcher(cookie == null ? "" : cookie);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var began = Instant.ofEpochMilli(Long.parseLong(parts.group(2)));
        if (began.isAfter(now) || !began.plus(LIFE).isAfter(now)) {
            return Optional.empty();
        }
        return text(parts.group(3)).map(next -> new Attempt(parts.group(1), began, local(next)));
    }

    String cookie() {
        return secret + "." + began.toEpochMilli() + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.US_ASCII));
    }

    /** Goes to the code host and comes back; it holds for this time and this address alone. */
    String state() {
        return Tokens.derived(secret, "state " + began.toEpochMilli() + " " + next);
    }

    /** Goes to the code host with the code that came back, and never by the browser. */
    String verifier() {
        return Tokens.derived(secret, "verifier");
    }

    /** The address where it is one of ours that can be gone to; else the first page. */
    static String local(@Nullable String address) {
        if (address == null) {
            return "/";
        }
        var isOurs = address.length() <= LONGEST_ADDRESS
                && LOCAL.matcher(address).matches()
                && !address.startsWith(SignInRoutes.SIGN_OUT)
                && (!address.startsWith(SignInRoutes.SIGN_IN) || address.equals(SignInRoutes.DONE));
        return isOurs ? address : "/";
    }

    private static Optional<String> text(String encoded) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
