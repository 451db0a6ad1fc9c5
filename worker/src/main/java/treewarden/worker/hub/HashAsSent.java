package treewarden.worker.hub;

import java.security.MessageDigest;
import java.util.HexFormat;
import treewarden.domain.Printable;

/**
 * The SHA-256 of a file that is sent in pieces, one after the other, taken of the very bytes that go out: so a file of many
 * gigabytes is read once. It is taken by the thread that sends: to hand buffers to another one cost more than it saved.
 */
final class HashAsSent {
    private MessageDigest digest = HashFolder.sha256();

    /** A piece that begins where the last whole one ended; it counts when it is done, and not where it broke off. */
    final class Piece {
        private final MessageDigest running = HashFolder.copy(digest);

        private Piece() {}

        void add(byte[] bytes, int count) {
            running.update(bytes, 0, count);
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
}
