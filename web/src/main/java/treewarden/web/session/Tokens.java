package treewarden.web.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Words that nobody guesses, and words that only who knows such a word can make of it. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Tokens() {}

    /** 43 characters that can stand in an address, a cookie and a form. */
    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return text(bytes);
    }

    /** What follows from a secret word for a purpose; nobody finds the word by it, nor what follows for another purpose. */
    static String derived(String secret, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return text(mac.doFinal(bytes(purpose)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC", e);
        }
    }

    /** PKCE's challenge of a verifier (S256). */
    static String challenge(String verifier) {
        return text(sha256(verifier));
    }

    /** By what a session is known in the store. */
    static String fingerprint(String id) {
        return HexFormat.of().formatHex(sha256(id));
    }

    /** Compares without telling by its duration where they differ. */
    static boolean same(@Nullable String came, String expected) {
        return came != null && MessageDigest.isEqual(bytes(came), bytes(expected));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
