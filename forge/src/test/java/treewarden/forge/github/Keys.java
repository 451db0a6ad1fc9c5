package treewarden.forge.github;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import treewarden.domain.Secret;

/** A key pair for the tests, in the forms that it may be configured in. */
final class Keys {
    static final KeyPair PAIR = pair();

    /** Before the PKCS#1 key of 2,048 bits stand two lengths, a version and the name of the algorithm. */
    private static final int PKCS8_HEADER = 26;

    private Keys() {}

    static Secret pkcs8() {
        return pem("PRIVATE KEY", PAIR.getPrivate().getEncoded());
    }

    static Secret pkcs1() {
        var pkcs8 = PAIR.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length));
    }

    static Secret pem(String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Secret.of("-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label));
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
