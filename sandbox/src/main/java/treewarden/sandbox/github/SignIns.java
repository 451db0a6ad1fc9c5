package treewarden.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** People who said yes to signing in to the app, each waiting for their code to be exchanged: once, within ten minutes. */
final class SignIns {
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** What the app sent along with the person, and has to keep to when it comes with the code. */
    record Asked(String redirect, Optional<String> challenge) {}

    private record Consented(Person person, Asked asked, Instant at) {}

    private final World world;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Consented> waiting = new HashMap<>();

    SignIns(World world) {
        this.world = world;
    }

    String consent(Person person, Asked asked) {
        var bytes = new byte[10];
        random.nextBytes(bytes);
        var code = HexFormat.of().formatHex(bytes);
        waiting.put(code, new Consented(person, asked, world.now()));
        return code;
    }

    /** The token of the person with this code; empty where it is not theirs who come with it. A code is spent by any try. */
    Optional<String> token(String code, String redirect, Optional<String> verifier) {
        return Optional.ofNullable(waiting.remove(code))
                .filter(one -> one.at().plus(LIFE).isAfter(world.now()))
                .filter(one -> one.asked().redirect().equals(redirect))
                .filter(one -> one.asked().challenge().isEmpty()
                        || one.asked().challenge().equals(verifier.map(SignIns::challenge)))
                .map(one -> world.app().giveToken(one.person()));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
