package treewarden.sdg.document.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * A host with the addresses that it had when it was checked. Connections go to these and are never resolved again, so
 * that a name cannot point elsewhere between the check and the connection.
 */
record Pinned(String host, List<InetAddress> addresses) implements Dns {
    Pinned {
        addresses = List.copyOf(addresses);
    }

    /** Resolves once. One forbidden address among several is reason enough to refuse them all. */
    static Pinned resolve(String host, Network network, Patience patience) {
        var addresses = lookUp(host, network, patience);
        for (var address : addresses) {
            var refusal = network.policy().refusal(address);
            if (refusal.isPresent()) {
                throw new DocumentsUnavailable(
                        DocumentsUnavailable.Kind.REFUSED,
                        "document.repo: " + host + " is " + address.getHostAddress() + " here, " + refusal.get()
                                + ", and documents are fetched from public addresses alone; an operator who wants"
                                + " them from there can mirror the repository (documents.mirrors)");
            }
        }
        return new Pinned(host, addresses);
    }

    /** In a thread of its own, since a name server may not answer for longer than anyone waits. */
    private static List<InetAddress> lookUp(String host, Network network, Patience patience) {
        var answer = new CompletableFuture<List<InetAddress>>();
        var thread = new Thread(
                () -> {
                    try {
                        answer.complete(network.resolver().resolve(host));
                    } catch (UnknownHostException | RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                },
                "document-names");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            patience.check();
            try {
                var addresses = answer.get(100, TimeUnit.MILLISECONDS);
                if (!addresses.isEmpty()) {
                    return addresses;
                }
                throw unknown(host, null);
            } catch (TimeoutException e) {
                continue;
            } catch (ExecutionException e) {
                throw unknown(host, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Interrupted.whileFetching(e);
            }
        }
    }

    private static DocumentsUnavailable unknown(String host, @Nullable Throwable cause) {
        return new DocumentsUnavailable(
                DocumentsUnavailable.Kind.UNREACHABLE,
                "document.repo: the host " + host + " has no address here; is it spelt right? If it is, try again"
                        + " later, or ask the operator whether this machine may go out",
                cause);
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        if (!hostname.equals(host)) {
            throw new UnknownHostException(hostname + " is not the host that was checked");
        }
        return addresses;
    }
}
