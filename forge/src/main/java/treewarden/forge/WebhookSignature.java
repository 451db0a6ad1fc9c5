package treewarden.forge;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Secret;

/** Tells whether a webhook delivery comes from somebody who knows one of our secrets. */
public final class WebhookSignature {
    /** The header that carries it. The older {@code X-Hub-Signature}, by SHA-1, is not believed. */
    public static final String HEADER = "X-Hub-Signature-256";

    private static final String SCHEME = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * Whether the header signs the body, byte for byte as it came, with one of the secrets. Several are in force while
     * one is being replaced. Every secret is tried and each comparison takes the same time, so that the duration tells
     * nothing. A header of any other form than {@code sha256=} and 64 lower-case hexadecimal digits is simply wrong.
     */
    public static boolean matches(byte[] body, @Nullable String header, List<Secret> secrets) {
        if (header == null || !header.startsWith(SCHEME)) {
            return false;
        }
        var claimed = header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
        var found = false;
        for (var secret : secrets) {
            found |= MessageDigest.isEqual(digits(body, secret), claimed);
        }
        return found;
    }

    /** The header that a sender who knows the secret would write. */
    public static String of(byte[] body, Secret secret) {
        return SCHEME + new String(digits(body, secret), StandardCharsets.US_ASCII);
    }

    private static byte[] digits(byte[] body, Secret secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.revealBytes(), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
