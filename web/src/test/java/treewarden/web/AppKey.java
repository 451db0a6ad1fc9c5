package treewarden.web;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import treewarden.domain.Secret;

/** The key of the App that speaks to the stand-in GitHub: made once, since that takes a while. */
final class AppKey {
    private static final KeyPair KEY = make();

    private AppKey() {}

    static RSAPublicKey open() {
        return (RSAPublicKey) KEY.getPublic();
    }

    static Secret pem() {
        return Secret.of("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEY.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    }

    private static KeyPair make() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }
}
