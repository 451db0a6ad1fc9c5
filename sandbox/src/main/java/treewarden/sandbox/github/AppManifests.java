package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import treewarden.sandbox.http.Json;

/** Manifests of apps that people consented to, each waiting for its code to be exchanged: once, and within an hour. */
final class AppManifests {
    private static final Duration LIFE = Duration.ofHours(1);

    /** Before the PKCS#1 key of 2,048 bits stand two lengths, a version and the name of the algorithm. */
    private static final int PKCS8_HEADER = 26;

    /** What the exchange hands out. */
    record Made(App.Needs needs, RSAPublicKey key, String pem, String webhookSecret, String clientSecret) {}

    private record Consented(App.Needs needs, Instant at) {}

    private final World world;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Consented> waiting = new HashMap<>();

    AppManifests(World world) {
        this.world = world;
    }

    /** The code for what somebody consented to; a manifest that GitHub would refuse is refused. */
    String consent(String manifest) {
        var json = read(manifest);
        var permissions = new TreeMap<String, String>();
        json.path("default_permissions")
                .properties()
                .forEach(one -> permissions.put(one.getKey(), one.getValue().asText()));
        var events = new ArrayList<String>();
        json.path("default_events").forEach(event -> events.add(event.asText()));
        var code = secret(20);
        var hook = json.path("hook_attributes").path("url").asText("");
        waiting.put(code, new Consented(new App.Needs(permissions, events, hook), world.now()));
        return code;
    }

    /** The manifest as JSON, with what GitHub cannot do without. */
    static JsonNode read(String manifest) {
        var json = Json.parse(manifest.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> GitHubError.of(422, "The manifest is no JSON"));
        for (var field : new String[] {"name", "url", "redirect_url"}) {
            if (json.path(field).asText("").isEmpty()) {
                throw GitHubError.of(422, "The manifest lacks \"" + field + "\"");
            }
        }
        return json;
    }

    Optional<Made> convert(String code) {
        return Optional.ofNullable(waiting.remove(code))
                .filter(consented -> consented.at().plus(LIFE).isAfter(world.now()))
                .map(consented -> {
                    var pair = pair();
                    return new Made(
                            consented.needs(), (RSAPublicKey) pair.getPublic(), pem(pair), secret(20), secret(20));
                });
    }

    private String secret(int bytes) {
        var secret = new byte[bytes];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** In the form in which GitHub hands keys out. */
    private static String pem(KeyPair pair) {
        var pkcs8 = pair.getPrivate().getEncoded();
        var body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length));
        return "-----BEGIN RSA PRIVATE KEY-----\n" + body + "\n-----END RSA PRIVATE KEY-----\n";
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has RSA.", e);
        }
    }
}
