package treewarden.sdg.document.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.DocumentSource;
import treewarden.domain.Printable;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/**
 * Documents out of git repositories: from the operator's mirrors, from the cache, else from the internet. Leaves that
 * name the same commit fetch it once, also when they ask at the same time. Thread-safe.
 */
public final class GitDocuments implements Documents {
    private static final int SHA1 = 40;

    private final DocumentSettings settings;
    private final Network network;
    private final FetchCache cache;

    public GitDocuments(DocumentSettings settings, Clock clock) {
        this(settings, clock, Network.INTERNET);
    }

    GitDocuments(DocumentSettings settings, Clock clock, Network network) {
        OwnGit.use();
        this.settings = settings;
        this.network = network;
        // A fetch lasts no longer than its time; twice that, and nobody holds what was used then.
        var inUse = settings.limits().time().multipliedBy(2);
        this.cache = new FetchCache(settings.cache(), settings.cacheBytes(), inUse, clock);
    }

    @Override
    public Fetched fetch(DocumentSource source, Cancel cancel) {
        var address = DocumentAddress.parse(source.repo());
        var commit = commit(source.commit());
        var patterns = Patterns.of(source.patterns());
        if (patterns.wanted().isEmpty()) {
            throw ReadFiles.nothing(patterns.refused());
        }
        var mirror = settings.mirror(address);
        if (mirror.isPresent()) {
            var patience = new Patience(cancel, settings.limits().time());
            return fromMirror(mirror.get(), address, new ReadCommit(commit, patterns, settings.limits(), patience));
        }
        settings.requireAllowed(address);
        return cache.alone(FetchCache.key(address, commit.name()), cancel, () -> {
            var patience = new Patience(cancel, settings.limits().time());
            var read = new ReadCommit(commit, patterns, settings.limits(), patience);
            try (var fetch = new FetchCommit(address, commit, network, settings.limits(), patience, cache)) {
                return fetch.read(read);
            }
        });
    }

    private static ObjectId commit(String text) {
        if (!CommitId.isFull(text)) {
            throw new DocumentsUnavailable(
                    Kind.REFUSED,
                    "document.commit: " + Printable.quoted(text)
                            + " is not the full id of a commit; write all of its 40 hexadecimal digits, in lower case,"
                            + " and no branch or tag");
        }
        if (text.length() != SHA1) {
            throw new DocumentsUnavailable(
                    Kind.REFUSED,
                    "document.commit: " + text
                            + " is an id of 64 digits, and repositories with such ids are not fetched; keep the"
                            + " documents in a repository of git's usual kind");
        }
        return ObjectId.fromString(text);
    }

    private static Fetched fromMirror(Path folder, DocumentAddress address, ReadCommit read) {
        var inside = folder.resolve(".git");
        var git = Files.isDirectory(inside) ? inside : folder;
        if (!Files.isDirectory(git.resolve("objects"))) {
            throw mirror(address, "is no git repository; put one at the folder that it names", null);
        }
        try (var repository = new FileRepository(git.toFile())) {
            if (!repository.getObjectDatabase().has(read.commit())) {
                throw new DocumentsUnavailable(
                        Kind.COMMIT_UNKNOWN,
                        "document.commit: the mirror of " + address.name() + " has no commit "
                                + read.commit().name()
                                + "; write the full id of a commit that is public, or ask the operator to bring the"
                                + " mirror up to date (documents.mirrors)");
            }
            return read.from(repository, ReadCommit.Bring.NOTHING);
        } catch (IOException e) {
            throw mirror(address, "cannot be read (" + Words.of(e) + ")", e);
        }
    }

    private static DocumentsUnavailable mirror(DocumentAddress address, String what, @Nullable IOException cause) {
        return new DocumentsUnavailable(
                Kind.OURS, "documents.mirrors: the mirror of " + address.name() + " " + what, cause);
    }
}
