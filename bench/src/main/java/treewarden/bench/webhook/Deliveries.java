package treewarden.bench.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed deliveries as GitHub sends them: a comment on a pull request was edited, which is stored and handled like every
 * other event and leads to no further work, so that the intake is what is measured.
 */
final class Deliveries {
    static final String EVENT = "issue_comment";

    private final int port;
    private final byte[] body;
    private final String signature;

    Deliveries(int port, String secret) {
        this.port = port;
        this.body = body().getBytes(StandardCharsets.UTF_8);
        this.signature = "sha256=" + hmac(secret, body);
    }

    byte[] bytes() {
        return body.clone();
    }

    /** A request with a delivery id of its own. */
    byte[] request() {
        return Wire.post(
                port,
                "/webhook",
                "X-GitHub-Event: " + EVENT + "\r\nX-GitHub-Delivery: " + UUID.randomUUID() + "\r\nX-Hub-Signature-256: "
                        + signature + "\r\n",
                body);
    }

    /** About eight kilobytes, the size of GitHub's own examples of this event. */
    private static String body() {
        return """
                {"action":"edited","issue":{"number":7,"title":"A leaf","pull_request":{},"body":"%s"},
                 "comment":{"id":99,"user":{"id":5,"login":"someone","type":"User"},"body":"%s"},
                 "repository":{"id":4242,"name":"taxonomy","full_name":"bench/taxonomy","owner":{"id":6,"login":"bench"}},
                 "installation":{"id":1},"sender":{"id":5,"login":"someone","type":"User"}}
                """.formatted(prose(120), prose(60));
    }

    private static String prose(int lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("Line ").append(i).append(" of what somebody wrote: ").append(Integer.toHexString(i * 7919));
            text.append("\\n");
        }
        return text.toString();
    }

    private static String hmac(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        }
    }
}
