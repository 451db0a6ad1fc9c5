package treewarden.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;
import treewarden.sandbox.http.Json;

/** Tells who makes a request from its {@code Authorization} header, with GitHub's words where it does not hold. */
final class Authenticate {

    /** The longest life of an app's token, and the skew that is forgiven, in seconds. */
    private static final long LONGEST_LIFE = 600;

    private static final long SKEW = 60;

    private final World world;

    Authenticate(World world) {
        this.world = world;
    }

    Actor actor(Optional<String> header) {
        if (header.isEmpty()) {
            return new Actor.Anonymous();
        }
        var parts = header.get().trim().split("\\s+", 2);
        if (parts.length < 2) {
            throw badCredentials();
        }
        var token = parts[1];
        if (token.chars().filter(c -> c == '.').count() == 2) {
            verify(token);
            return new Actor.TheApp();
        }
        return new Actor.Holder(world.app().grant(token).orElseThrow(Authenticate::badCredentials));
    }

    private void verify(String token) {
        var parts = token.split("\\.", -1);
        var claims = Json.parse(decode(parts[1])).orElseThrow(Authenticate::unreadable);
        world.app().key().ifPresent(key -> {
            if (!isSigned(parts[0] + "." + parts[1], decode(parts[2]), key)) {
                throw unreadable();
            }
        });
        long now = world.clock().instant().getEpochSecond();
        long issued = claims.path("iat").asLong(Long.MAX_VALUE);
        long expires = claims.path("exp").asLong(Long.MIN_VALUE);
        if (issued > now + SKEW) {
            throw GitHubError.of(
                    401,
                    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
        }
        if (expires <= now) {
            throw GitHubError.of(
                    401,
                    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which"
                            + " the assertion expires");
        }
        if (expires > now + LONGEST_LIFE + SKEW) {
            throw GitHubError.of(401, "'Expiration time' claim ('exp') is too far in the future");
        }
        if (!claims.path("iss").asText().equals(Long.toString(world.app().id()))) {
            throw GitHubError.of(404, "Integration not found");
        }
    }

    private static boolean isSigned(String text, byte[] signature, RSAPublicKey key) {
        try {
            var check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static GitHubError badCredentials() {
        return GitHubError.of(401, "Bad credentials");
    }

    private static GitHubError unreadable() {
        return GitHubError.of(401, "A JSON web token could not be decoded");
    }
}
