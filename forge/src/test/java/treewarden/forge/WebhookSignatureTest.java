package treewarden.forge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Secret;

class WebhookSignatureTest {
    /** The example of GitHub's documentation. */
    private static final Secret DOCUMENTED = Secret.of("It's a Secret to Everybody");

    private static final byte[] BODY = bytes("Hello, World!");
    private static final String SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void theDocumentedExampleIsBelieved() {
        assertThat(WebhookSignature.matches(BODY, SIGNATURE, List.of(DOCUMENTED)))
                .isTrue();
        assertThat(WebhookSignature.of(BODY, DOCUMENTED)).isEqualTo(SIGNATURE);
    }

    @Test
    void aDeliveryWithoutSignatureIsNotBelieved() {
        assertThat(WebhookSignature.matches(BODY, null, List.of(DOCUMENTED))).isFalse();
    }

    @Test
    void theOldSignatureBySha1IsNotBelieved() {
        var sha1 = "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6";
        assertThat(WebhookSignature.matches(BODY, sha1, List.of(DOCUMENTED))).isFalse();
    }

    @Test
    void anotherSecretIsNotBelieved() {
        assertThat(WebhookSignature.matches(BODY, SIGNATURE, List.of(Secret.of("another"))))
                .isFalse();
    }

    @Test
    void aBodyThatWasWrittenAnewIsNotBelieved() {
        var sent = bytes("{\"a\": 1}");
        var signature = WebhookSignature.of(sent, DOCUMENTED);
        assertThat(WebhookSignature.matches(sent, signature, List.of(DOCUMENTED)))
                .isTrue();
        assertThat(WebhookSignature.matches(bytes("{\"a\":1}"), signature, List.of(DOCUMENTED)))
                .isFalse();
    }

    @Test
    void whileASecretIsReplacedBothAreBelieved() {
        var old = Secret.of("old");
        var fresh = Secret.of("fresh");
        var both = List.of(old, fresh);
        assertThat(WebhookSignature.matches(BODY, WebhookSignature.of(BODY, old), both))
                .isTrue();
        assertThat(WebhookSignature.matches(BODY, WebhookSignature.of(BODY, fresh), both))
                .isTrue();
        assertThat(WebhookSignature.matches(BODY, WebhookSignature.of(BODY, old), List.of(fresh)))
                .isFalse();
    }

    @Test
    void withoutSecretsNothingIsBelieved() {
        assertThat(WebhookSignature.matches(BODY, SIGNATURE, List.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sha256=", "sha256=7", "sha256=75", "sha256=zz", "sha256=\u00e9", "757107ea", "SHA256=75"})
    void aSignatureOfAnotherFormIsSimplyWrong(String header) {
        assertThat(WebhookSignature.matches(BODY, header, List.of(DOCUMENTED))).isFalse();
    }

    @Test
    void aSignatureThatIsLongerShorterOrInUpperCaseIsSimplyWrong() {
        var secrets = List.of(DOCUMENTED);
        assertThat(WebhookSignature.matches(BODY, SIGNATURE + "0", secrets)).isFalse();
        assertThat(WebhookSignature.matches(BODY, SIGNATURE + " ", secrets)).isFalse();
        assertThat(WebhookSignature.matches(BODY, SIGNATURE.substring(0, SIGNATURE.length() - 1), secrets))
                .isFalse();
        var upper = "sha256=" + SIGNATURE.substring(7).toUpperCase(Locale.ROOT);
        assertThat(WebhookSignature.matches(BODY, upper, secrets)).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
