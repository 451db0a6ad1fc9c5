package treewarden.sdg.document.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/**
 * How the outside is reached.
 *
 * @param resolver asked once for each fetch
 * @param policy which of the resolved addresses may be spoken to
 * @param client a last touch for the HTTP client: nothing in production; in tests the trust in their own certificate
 *     and the way to their own port
 */
record Network(Resolver resolver, AddressPolicy policy, UnaryOperator<OkHttpClient.Builder> client) {
    /** Names to addresses. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    static final Network INTERNET = new Network(
            host -> List.of(InetAddress.getAllByName(host)), new PublicAddresses(), UnaryOperator.identity());
}
