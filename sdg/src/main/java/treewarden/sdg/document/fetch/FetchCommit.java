package treewarden.sdg.document.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/** One commit of one address, in the cache or brought there. Nothing is sent before something is missing. */
final class FetchCommit implements AutoCloseable {
    private final DocumentAddress address;
    private final ObjectId commit;
    private final Network network;
    private final FetchLimits limits;
    private final Patience patience;
    private final FetchCache cache;
    private final String key;
    private @Nullable Pinned pinned;
    private @Nullable Wire wire;

    FetchCommit(
            DocumentAddress address,
            ObjectId commit,
            Network network,
            FetchLimits limits,
            Patience patience,
            FetchCache cache) {
        this.address = address;
        this.commit = commit;
        this.network = network;
        this.limits = limits;
        this.patience = patience;
        this.cache = cache;
        this.key = FetchCache.key(address, commit.name());
    }

    /** An entry of the cache that proves damaged is fetched anew, once. */
    Fetched read(ReadCommit read) {
        try {
            var known = cache.find(key);
            if (known.isPresent()) {
                try {
                    var fetched = from(known.get(), read);
                    if (wire != null) {
                        cache.shrink();
                    }
                    return fetched;
                } catch (IOException e) {
                    cache.discard(key);
                }
            }
            var fetched = from(receive(), read);
            cache.shrink();
            return fetched;
        } catch (MissingObjectException | CorruptObjectException e) {
            throw new DocumentsUnavailable(
                    Kind.UNREACHABLE,
                    "document.repo: " + address + " sends its commit " + commit.name()
                            + " with parts missing; try again later, or look whether git fsck finds it whole",
                    e);
        } catch (IOException e) {
            throw DocumentsUnavailable.ours("what was fetched cannot be kept or read: " + Words.of(e), e);
        }
    }

    private Fetched from(Path entry, ReadCommit read) throws IOException {
        try (var repository = new FetchRepository(entry, limits)) {
            cache.used(key);
            return read.from(repository, missing -> bring(repository, missing));
        }
    }

    private Path receive() throws IOException {
        var folder = cache.unfinished();
        try {
            try (var repository = new FetchRepository(folder, limits)) {
                repository.create(true);
                bring(repository, receive -> receive.commit(commit));
                if (!repository.getObjectDatabase().has(commit)) {
                    throw Receive.unknown(address.name(), commit);
                }
            }
            return cache.keep(folder, key);
        } catch (IOException | RuntimeException e) {
            try {
                FetchCache.delete(folder);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** All at once; where one is too large, one by one, to know which. */
    private Set<ObjectId> bring(FetchRepository repository, Set<ObjectId> missing) {
        var tooLarge = new HashSet<ObjectId>();
        bring(repository, receive -> {
            try {
                receive.blobs(missing, commit);
            } catch (Receive.TooLargeObject e) {
                for (var blob : missing) {
                    try {
                        receive.blobs(List.of(blob), commit);
                    } catch (Receive.TooLargeObject single) {
                        tooLarge.add(blob);
                    }
                }
            }
        });
        return tooLarge;
    }

    private interface Work {
        void with(Receive receive);
    }

    /** At the address as it is written; where the server knows it only with {@code .git} at its end, there. */
    private void bring(FetchRepository repository, Work work) {
        var first = open(wire == null ? address : wire.address());
        try {
            work.with(new Receive(repository, first, limits, patience));
        } catch (DocumentsUnavailable e) {
            if (!first.wantsGit()) {
                throw e;
            }
            first.close();
            wire = null;
            work.with(new Receive(repository, open(address.withGit()), limits, patience));
        }
    }

    /** The same wire for all of a fetch, so that all is counted together and the host is looked up once. */
    private Wire open(DocumentAddress at) {
        var open = wire;
        if (open == null) {
            if (pinned == null) {
                pinned = Pinned.resolve(at.host(), network, patience);
            }
            open = new Wire(at, pinned, network, limits, patience);
            wire = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
    }
}
