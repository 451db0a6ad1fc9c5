package treewarden.sdg.document.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Addresses of the public internet alone: none of the IANA registries for special purposes (RFC 6890 and what came
 * after), none under which clouds keep credentials for the machines that ask.
 */
final class PublicAddresses implements AddressPolicy {

    /** A block of addresses, by its first bits. */
    private record Block(byte[] start, int bits, String what) {
        static Block of(String written, String what) {
            int slash = written.indexOf('/');
            return new Block(bytes(written.substring(0, slash)), Integer.parseInt(written.substring(slash + 1)), what);
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, start, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || ((address[whole] ^ start[whole]) & 0xff) >> (8 - rest) == 0;
        }
    }

    private static final String OURS = "a private address";
    private static final String RESERVED = "a reserved address";

    private static final List<Block> FORBIDDEN_4 = List.of(
            Block.of("0.0.0.0/8", "an address of this machine"),
            Block.of("10.0.0.0/8", OURS),
            Block.of("100.64.0.0/10", "a private address (shared by a provider)"),
            Block.of("127.0.0.0/8", "an address of this machine"),
            Block.of("168.63.129.16/32", "an address of a cloud's own services"),
            Block.of("169.254.0.0/16", "a link-local address"),
            Block.of("172.16.0.0/12", OURS),
            Block.of("192.0.0.0/24", RESERVED),
            Block.of("192.0.2.0/24", RESERVED),
            Block.of("192.31.196.0/24", RESERVED),
            Block.of("192.52.193.0/24", RESERVED),
            Block.of("192.88.99.0/24", RESERVED),
            Block.of("192.168.0.0/16", OURS),
            Block.of("192.175.48.0/24", RESERVED),
            Block.of("198.18.0.0/15", RESERVED),
            Block.of("198.51.100.0/24", RESERVED),
            Block.of("203.0.113.0/24", RESERVED),
            Block.of("224.0.0.0/4", "a multicast address"),
            Block.of("240.0.0.0/4", RESERVED));

    /** All that is public lies in this block. */
    private static final Block PUBLIC_6 = Block.of("2000::/3", "public");

    private static final List<Block> FORBIDDEN_6 = List.of(
            Block.of("::1/128", "an address of this machine"),
            Block.of("::/128", "an address of this machine"),
            Block.of("fc00::/7", OURS),
            Block.of("fe80::/10", "a link-local address"),
            Block.of("ff00::/8", "a multicast address"),
            Block.of("2001::/23", RESERVED),
            Block.of("2001:db8::/32", RESERVED),
            Block.of("2002::/16", "an address that hides another (6to4)"),
            Block.of("2620:4f:8000::/48", RESERVED),
            Block.of("3fff::/20", RESERVED));

    /** How a network without IPv4 writes an IPv4 address (RFC 6052): judged by the address within. */
    private static final Block TRANSLATED = Block.of("64:ff9b::/96", "translated");

    @Override
    public Optional<String> refusal(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return held(FORBIDDEN_4, bytes);
        }
        if (TRANSLATED.holds(bytes)) {
            return held(FORBIDDEN_4, Arrays.copyOfRange(bytes, 12, 16));
        }
        return held(FORBIDDEN_6, bytes).or(() -> PUBLIC_6.holds(bytes) ? Optional.empty() : Optional.of(RESERVED));
    }

    private static Optional<String> held(List<Block> blocks, byte[] address) {
        return blocks.stream()
                .filter(block -> block.holds(address))
                .map(Block::what)
                .findFirst();
    }

    /** Only for the numbers above: a number is never looked up. */
    private static byte[] bytes(String number) {
        try {
            return InetAddress.getByName(number).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(number, e);
        }
    }
}
