package treewarden.web.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.at(List.of("127.0.0.1", "10.1.0.0/20", "2001:db8::/33"));

    @Test
    void aProxyOfOursIsBelievedOnWhomItAsksFor() {
        assertThat(proxies.client("127.0.0.1", List.of("203.0.113.7"))).isEqualTo("203.0.113.7");
        assertThat(proxies.client("127.0.0.1", List.of("203.0.113.7, 10.1.15.9")))
                .isEqualTo("203.0.113.7");
        assertThat(proxies.client("[2001:db8:0:0:0:0:0:1]", List.of("2001:db9::5")))
                .isEqualTo("2001:db9::5");
    }

    @Test
    void nobodyElseIs() {
        assertThat(proxies.client("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
        assertThat(proxies.client("10.1.16.1", List.of("198.51.100.1"))).isEqualTo("10.1.16.1");
        assertThat(proxies.client("127.0.0.1", List.of("198.51.100.1, 203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(proxies.client("127.0.0.1", List.of("198.51.100.1", "203.0.113.9")))
                .as("a header of its own below the stranger's")
                .isEqualTo("203.0.113.9");
        assertThat(TrustedProxies.NONE.client("127.0.0.1", List.of("198.51.100.1")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void whatIsNoAddressIsNotOne() {
        assertThat(proxies.client("127.0.0.1", List.of("unknown"))).isEqualTo("127.0.0.1");
        assertThat(proxies.client("127.0.0.1", List.of("203.0.113.7, evil.example")))
                .isEqualTo("127.0.0.1");
        assertThat(proxies.client("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "999.1.1.1", "/8", ""})
    void aProxyIsNamedByItsAddress(String text) {
        assertThatThrownBy(() -> TrustedProxies.at(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
