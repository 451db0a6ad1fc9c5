package treewarden.web.session;

import io.javalin.http.Context;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The proxies of the operator, whose word is taken on whom they ask for. Of everybody else the header {@value #HEADER}
 * is what a stranger wrote. It is read from its end: each proxy adds there whom it was asked by.
 */
public final class TrustedProxies {
    private static final String HEADER = "X-Forwarded-For";

    /** Whoever connects is who asks. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /** What {@link InetAddress} reads without asking a name server: four numbers, or something with a colon. */
    private static final Pattern ADDRESS =
            Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}|\\[?[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*]?");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Those at these addresses and networks, such as {@code 127.0.0.1} and {@code 10.0.0.0/8}; throws {@link
     * IllegalArgumentException} on the first that is neither.
     */
    public static TrustedProxies at(List<String> addresses) {
        return addresses.isEmpty()
                ? NONE
                : new TrustedProxies(addresses.stream().map(Network::of).toList());
    }

    /** The address of whoever asks. */
    public String client(Context ctx) {
        return client(ctx.ip(), Collections.list(ctx.req().getHeaders(HEADER)));
    }

    String client(String peer, List<String> forwarded) {
        var asked = forwarded.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .toList();
        var client = peer;
        for (int i = asked.size() - 1;
                i >= 0 && isOurs(client) && parsed(asked.get(i)).isPresent();
                i--) {
            client = asked.get(i);
        }
        return client;
    }

    private boolean isOurs(String address) {
        return parsed(address)
                .filter(bytes -> networks.stream().anyMatch(network -> network.holds(bytes)))
                .isPresent();
    }

    private static Optional<byte[]> parsed(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Addresses whose first bits are the same.
     *
     * @param first those bits
     * @param bits how many
     * @param bytes of an address
     */
    private record Network(BigInteger first, int bits, int bytes) {
        static Network of(String text) {
            var parts = text.split("/", 2);
            var address = parsed(parts[0]).orElseThrow(IllegalArgumentException::new);
            int all = address.length * Byte.SIZE;
            int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException();
            }
            return new Network(first(address, bits), bits, address.length);
        }

        boolean holds(byte[] address) {
            return address.length == bytes && first(address, bits).equals(first);
        }

        private static BigInteger first(byte[] address, int bits) {
            return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
        }
    }
}
