package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Secret;

class AppKeyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void theKeyThatGitHubHandsOutSigns() throws GeneralSecurityException {
        assertThat(verifies(AppKey.read(Keys.pkcs1()).token(42, NOON))).isTrue();
    }

    @Test
    void aConvertedKeySignsJustTheSame() throws GeneralSecurityException {
        var converted = AppKey.read(Keys.pkcs8()).token(42, NOON);
        assertThat(verifies(converted)).isTrue();
        assertThat(converted).isEqualTo(AppKey.read(Keys.pkcs1()).token(42, NOON));
    }

    @Test
    void aKeyWhoseLineEndsAreWrittenOutIsRead() throws GeneralSecurityException {
        var inOneLine = Secret.of(Keys.pkcs1().reveal().replace("\n", "\\n"));
        assertThat(verifies(AppKey.read(inOneLine).token(42, NOON))).isTrue();
    }

    @Test
    void theTokenBeganAMinuteAgoAndLastsNineMinutes() {
        var claims = AppKey.read(Keys.pkcs8()).token(42, NOON).split("\\.", -1)[1];
        assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .isEqualTo("{\"iat\":%d,\"exp\":%d,\"iss\":\"42\"}"
                        .formatted(NOON.getEpochSecond() - 60, NOON.getEpochSecond() + 540));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefusedWithWordsForTheOperator(String text) {
        assertThatThrownBy(() -> AppKey.read(Secret.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use the .pem file that GitHub made for the App")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void aDamagedKeyIsRefusedWithoutQuotingIt() {
        var half = Keys.PAIR.getPrivate().getEncoded().length / 2;
        var damaged = Arrays.copyOf(Keys.PAIR.getPrivate().getEncoded(), half);
        assertThatThrownBy(() -> AppKey.read(Keys.pem("PRIVATE KEY", damaged)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whole and unchanged")
                .hasNoCause();
    }

    private static boolean verifies(String token) throws GeneralSecurityException {
        var parts = token.split("\\.", -1);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(Keys.PAIR.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }
}
