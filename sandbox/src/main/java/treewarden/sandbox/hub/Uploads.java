package treewarden.sandbox.hub;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Uploads under way, by the unguessable name in their addresses, which is all the permission they ask for. Thread-safe. */
final class Uploads {
    private static final long NEVER = Long.MAX_VALUE;

    private final HubOptions options;
    private final ObjectStore objects;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong untilCut = new AtomicLong(NEVER);

    Uploads(HubOptions options, ObjectStore objects) {
        this.options = options;
        this.objects = objects;
    }

    String begin(String oid, long size, long chunkSize) {
        var id = UUID.randomUUID().toString();
        var expires = options.clock().instant().plus(options.urlLife());
        uploads.put(id, new Upload(oid, size, chunkSize, objects.unfinished(id), expires));
        return id;
    }

    Upload find(String id) {
        var upload = uploads.get(id);
        if (upload == null) {
            throw HubError.of(404, "The specified upload does not exist");
        }
        if (upload.isExpiredAt(options.clock().instant())) {
            throw HubError.of(403, "Request has expired");
        }
        return upload;
    }

    /** It is whole and checked: it becomes an object. */
    void keep(String id, Upload upload) {
        objects.keep(upload);
        uploads.remove(id);
    }

    int unfinished() {
        return uploads.size();
    }

    /** Forgets all uploads under way, as storage does when their time is over. */
    void forget() {
        uploads.clear();
    }

    /** Counts bytes as they come in. */
    void received(int bytes) throws Cut {
        received.addAndGet(bytes);
        if (untilCut.get() != NEVER && untilCut.addAndGet(-bytes) <= 0) {
            untilCut.set(NEVER);
            throw new Cut();
        }
    }

    long received() {
        return received.get();
    }

    void cutAfter(long bytes) {
        untilCut.set(bytes);
    }

    /** The connection is to be cut here. */
    static final class Cut extends java.io.IOException {
        private static final long serialVersionUID = 1;
    }
}
