package treewarden.forge.github;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import treewarden.domain.Secret;

/** The App's private key: signs the short-lived tokens by which the App itself speaks to GitHub. */
final class AppKey {
    /** The token begins a minute ago, so that a clock that is a little fast does no harm. */
    private static final Duration BEGAN = Duration.ofSeconds(60);

    /** GitHub takes ten minutes at most; nine leave room for a clock that is a little slow. */
    private static final Duration LASTS = Duration.ofSeconds(540);

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** In DER: INTEGER 0, then SEQUENCE { OBJECT IDENTIFIER rsaEncryption, NULL }. What PKCS#8 puts before the key. */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private final PrivateKey key;

    private AppKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a key in PEM: {@code BEGIN RSA PRIVATE KEY} (PKCS#1, what GitHub hands out) or {@code BEGIN PRIVATE KEY}
     * (PKCS#8). Line ends may be written as {@code \n}, as some secret stores do.
     *
     * @throws IllegalArgumentException where it is no such key; the message tells the operator what to do
     */
    static AppKey read(Secret pem) {
        var found = PEM.matcher(pem.reveal().replace("\\n", "\n"));
        if (!found.find()) {
            throw new IllegalArgumentException("the App's private key is not a PEM file with BEGIN RSA PRIVATE KEY or"
                    + " BEGIN PRIVATE KEY: use the .pem file that GitHub made for the App, without a passphrase");
        }
        try {
            var der = Base64.getMimeDecoder().decode(found.group(2));
            var pkcs8 = found.group(1).startsWith("RSA") ? wrapped(der) : der;
            return new AppKey(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause is left out: it may quote the key.
            throw new IllegalArgumentException("the App's private key cannot be read as an RSA key:"
                    + " use the .pem file that GitHub made for the App, whole and unchanged");
        }
    }

    /** A JSON Web Token, signed with RS256, that says "I am this App". */
    String token(long appId, Instant now) {
        var claims = "{\"iat\":%d,\"exp\":%d,\"iss\":\"%d\"}"
                .formatted(now.minus(BEGAN).getEpochSecond(), now.plus(LASTS).getEpochSecond(), appId);
        var signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime signs with SHA256withRSA", e);
        }
    }

    /** PKCS#8 around PKCS#1, which the JDK does not read by itself. */
    private static byte[] wrapped(byte[] pkcs1) {
        var inside = new ByteArrayOutputStream();
        inside.writeBytes(RSA_HEADER);
        inside.writeBytes(der(OCTET_STRING, pkcs1));
        return der(SEQUENCE, inside.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        var length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            var bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (var shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                out.write(length >> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
