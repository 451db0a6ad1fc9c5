package treewarden.sandbox.hub;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How a stand-in Hub is set up. Start from {@link #in(Path)} and change what matters.
 *
 * @param folder where it keeps large objects and unfinished uploads
 * @param host the address to listen at
 * @param port of the Hub, 0 for a free one; its storage always listens at a free one, an origin of its own
 * @param multipartFrom objects of this many bytes are uploaded in parts
 * @param chunkSize bytes of a part
 * @param urlLife how long an upload's addresses are good for
 * @param pageSize entries of a listing until the next page
 * @param keeping what stays of large objects
 */
public record HubOptions(
        Path folder,
        String host,
        int port,
        long multipartFrom,
        long chunkSize,
        Duration urlLife,
        int pageSize,
        List<HubToken> tokens,
        Clock clock,
        Keeping keeping) {

    /** What stays of a large object when it has come. */
    public enum Keeping {
        CONTENT,
        /**
         * Its name alone: for measurements, which a disk would limit. Parts must come in their order, and storage knows no
         * faults.
         */
        NAMES
    }

    /** The token of {@link #in(Path)}, which may write everywhere. */
    public static final HubToken TOKEN = HubToken.writing("hf_standin", "community");

    public HubOptions {
        tokens = List.copyOf(tokens);
    }

    /** Objects from 16 MiB go in parts of 16 MiB, addresses live for an hour. */
    public static HubOptions in(Path folder) {
        long part = 16L << 20;
        return new HubOptions(
                folder,
                "127.0.0.1",
                0,
                part,
                part,
                Duration.ofHours(1),
                1000,
                List.of(TOKEN),
                Clock.systemUTC(),
                Keeping.CONTENT);
    }

    public HubOptions withHost(String other) {
        return new HubOptions(folder, other, port, multipartFrom, chunkSize, urlLife, pageSize, tokens, clock, keeping);
    }

    public HubOptions withPort(int other) {
        return new HubOptions(folder, host, other, multipartFrom, chunkSize, urlLife, pageSize, tokens, clock, keeping);
    }

    public HubOptions withParts(long from, long size) {
        return new HubOptions(folder, host, port, from, size, urlLife, pageSize, tokens, clock, keeping);
    }

    public HubOptions withPageSize(int other) {
        return new HubOptions(folder, host, port, multipartFrom, chunkSize, urlLife, other, tokens, clock, keeping);
    }

    public HubOptions withTokens(HubToken... others) {
        return new HubOptions(
                folder, host, port, multipartFrom, chunkSize, urlLife, pageSize, List.of(others), clock, keeping);
    }

    public HubOptions withClock(Clock other) {
        return new HubOptions(folder, host, port, multipartFrom, chunkSize, urlLife, pageSize, tokens, other, keeping);
    }

    public HubOptions withKeeping(Keeping other) {
        return new HubOptions(folder, host, port, multipartFrom, chunkSize, urlLife, pageSize, tokens, clock, other);
    }
}
