package treewarden.sdg.document.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Case S55 of the notes on security. */
class PublicAddressesTest {
    private final PublicAddresses policy = new PublicAddresses();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "140.82.112.3",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "223.255.255.255",
                "2606:50c0:8000::153",
                "2a00:1450:4001:82a::200e",
                "64:ff9b::8c52:7003"
            })
    void machinesOutThereMayBeSpokenTo(String address) throws UnknownHostException {
        assertThat(policy.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, an address of this machine",
        "0.1.2.3, an address of this machine",
        "127.0.0.1, an address of this machine",
        "127.255.255.255, an address of this machine",
        "::1, an address of this machine",
        "::, an address of this machine",
        "::ffff:127.0.0.1, an address of this machine",
        "::ffff:10.0.0.1, a private address",
        "10.0.0.1, a private address",
        "10.255.255.255, a private address",
        "172.16.0.1, a private address",
        "172.31.255.255, a private address",
        "192.168.1.1, a private address",
        "fc00::1, a private address",
        "fd00:ec2::254, a private address",
        "100.64.0.1, a private address (shared by a provider)",
        "100.100.100.200, a private address (shared by a provider)",
        "169.254.169.254, a link-local address",
        "fe80::1, a link-local address",
        "168.63.129.16, an address of a cloud's own services",
        "192.0.0.192, a reserved address",
        "192.0.2.1, a reserved address",
        "198.18.0.1, a reserved address",
        "198.51.100.1, a reserved address",
        "203.0.113.1, a reserved address",
        "240.0.0.1, a reserved address",
        "255.255.255.255, a reserved address",
        "fec0::1, a reserved address",
        "::7f00:1, a reserved address",
        "2001:db8::1, a reserved address",
        "2001::1, a reserved address",
        "2002:7f00:1::1, an address that hides another (6to4)",
        "224.0.0.1, a multicast address",
        "ff02::1, a multicast address",
        "64:ff9b::7f00:1, an address of this machine",
        "64:ff9b::a9fe:a9fe, a link-local address",
        "64:ff9b:1::a00:1, a reserved address"
    })
    void machinesOfOursMayNot(String address, String what) throws UnknownHostException {
        assertThat(policy.refusal(InetAddress.getByName(address))).contains(what);
    }
}
