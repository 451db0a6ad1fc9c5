package treewarden.worker.hub;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import treewarden.domain.Printable;

/**
 * The SHA-256 of a file that is sent in pieces, one after the other. It is taken beside the sending, by a thread of its own, of
 * the very bytes that go out: so a file of many gigabytes is read once.
 */
final class HashAsSent implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var daemon = new Thread(task, "hash-as-sent");
        daemon.setDaemon(true);
        return daemon;
    });

    private MessageDigest digest = HashFolder.sha256();

    /** A piece that begins where the last whole one ended; it counts when it is done, and not where it broke off. */
    final class Piece {
        private final MessageDigest running = HashFolder.copy(digest);

        private Piece() {}

        /** Begins to hash the bytes, which must not change until that is done. */
        CompletableFuture<Void> add(byte[] bytes, int count) {
            return CompletableFuture.runAsync(() -> running.update(bytes, 0, count), thread);
        }

        void done() {
            digest = running;
        }
    }

    Piece begin() {
        return new Piece();
    }

    /** When all pieces have gone: that they were the file that was to be published. */
    void require(LocalFile file) {
        var found = HexFormat.of().formatHex(HashFolder.copy(digest).digest());
        if (!found.equals(file.sha256())) {
            throw new HubException.Changed(Printable.plain(file.path()) + " is not what it was when it was made");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
