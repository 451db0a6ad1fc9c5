package treewarden.sdg.document.fetch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/**
 * Takes objects from a server into a repository: first a commit with its trees and without the files in them, then the
 * files that are wanted. A server that cannot leave the files out sends all of them at first; nobody sends history.
 */
final class Receive {
    /** What a disk says of itself in an exception without a type of its own. */
    private static final Pattern DISK = Pattern.compile(
            "(?i)no space left|not enough space|quota exceeded|permission denied|read-only file system|input/output error");

    /** A file among those asked for is larger than one may be. */
    static final class TooLargeObject extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final FetchRepository repository;
    private final Wire wire;
    private final FetchLimits limits;
    private final Patience patience;

    Receive(FetchRepository repository, Wire wire, FetchLimits limits, Patience patience) {
        this.repository = repository;
        this.wire = wire;
        this.limits = limits;
        this.patience = patience;
    }

    /** The commit and its trees; the files too where the server sends them anyway. */
    void commit(ObjectId commit) {
        try {
            repository.takeObjectsUpTo(limits.largestObject());
            try {
                ask(List.of(commit), "blob:none", 1);
            } catch (IOException e) {
                if (!cannotFilter(e)) {
                    throw e;
                }
                ask(List.of(commit), null, 1);
            }
        } catch (IOException e) {
            var large = Words.caused(e, TooLargeObjectInPackException.class);
            throw large == null
                    ? trouble(e, commit)
                    : new DocumentsUnavailable(
                            Kind.TOO_LARGE,
                            "document.repo: " + wire.address() + " holds an object of more than "
                                    + FetchLimits.words(limits.largestObject())
                                    + "; keep the documents in a repository of their own",
                            e);
        }
    }

    /**
     * Single files.
     *
     * @throws TooLargeObject where one is larger than a file may be; none has arrived then
     */
    void blobs(Collection<ObjectId> blobs, ObjectId commit) throws TooLargeObject {
        try {
            repository.takeObjectsUpTo(limits.fileBytes());
            askForBlobs(blobs, commit);
        } catch (IOException e) {
            if (Words.caused(e, TooLargeObjectInPackException.class) != null && wire.trouble() == null) {
                throw new TooLargeObject();
            }
            throw trouble(e, commit);
        }
    }

    /** A server that hands out commits alone is asked for the whole commit once more. */
    private void askForBlobs(Collection<ObjectId> blobs, ObjectId commit) throws IOException {
        try {
            ask(blobs, null, 0);
        } catch (IOException e) {
            if (!isNotGiven(e)) {
                throw e;
            }
            repository.takeObjectsUpTo(limits.largestObject());
            ask(List.of(commit), null, 1);
        }
    }

    private void ask(Collection<ObjectId> ids, @Nullable String filter, int depth) throws IOException {
        patience.check();
        try (var transport = open()) {
            if (filter != null) {
                transport.setFilterSpec(FilterSpec.fromFilterLine(filter));
            }
            if (depth > 0) {
                transport.setDepth(depth);
            }
            // Names by their ids, and a name that is not there: the server need not list its branches.
            var names = ids.stream().map(id -> new RefSpec(id.name())).toList();
            var connection = transport.openFetch(names, "refs/heads/no/such/name");
            try {
                connection.fetch(monitor(), refs(ids), Set.of());
            } finally {
                connection.close();
                for (PackLock lock : connection.getPackLocks()) {
                    lock.unlock();
                }
            }
        }
        patience.check();
        if (wire.trouble() != null) {
            throw new Wire.Stopped("the fetch has ended", null);
        }
    }

    private TransportHttp open() throws IOException {
        try {
            var transport = (TransportHttp)
                    Transport.open(repository, new URIish(wire.address().url()));
            transport.setHttpConnectionFactory(wire);
            transport.setCredentialsProvider(null);
            transport.setUseSmartHttp(true);
            return transport;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the address was checked before: " + wire.address(), e);
        }
    }

    private static List<Ref> refs(Collection<ObjectId> ids) {
        return ids.stream()
                .<Ref>map(id -> new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id))
                .toList();
    }

    private ProgressMonitor monitor() {
        return new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
                return patience.isOver();
            }
        };
    }

    private static boolean cannotFilter(IOException e) {
        var message = e.getMessage();
        return message != null && message.contains(JGitText.get().filterRequiresCapability);
    }

    /** What was noted on the wire goes before what JGit made of it. */
    private DocumentsUnavailable trouble(IOException e, ObjectId commit) {
        patience.check();
        var noted = wire.trouble();
        if (noted != null) {
            return noted;
        }
        if (Words.caused(e, BoundedPack.TooManyObjects.class) != null) {
            return Wire.tooLarge(wire.address(), limits);
        }
        var refused = Words.caused(e, RemoteRepositoryException.class);
        if (refused != null) {
            return notGiven(refused, commit);
        }
        return isOurs(e)
                ? DocumentsUnavailable.ours("what was fetched cannot be kept: " + Words.of(root(e)), e)
                : new DocumentsUnavailable(
                        Kind.UNREACHABLE,
                        "document.repo: " + wire.address() + " sends what is no git (" + Words.of(root(e))
                                + "); try again later, or move the documents to another host",
                        e);
    }

    /** Trouble with our own files. All trouble of the network was noted on the wire before. */
    private static boolean isOurs(IOException e) {
        return Words.caused(e, FileSystemException.class) != null
                || Words.caused(e, FileNotFoundException.class) != null
                || DISK.matcher(Words.of(root(e))).find();
    }

    private static Throwable root(Throwable e) {
        var at = e;
        for (int i = 0; i < 20 && at.getCause() != null; i++) {
            at = at.getCause();
        }
        return at;
    }

    private DocumentsUnavailable notGiven(RemoteRepositoryException e, ObjectId commit) {
        return isNotGiven(e)
                ? unknown(wire.address().name(), commit)
                : new DocumentsUnavailable(
                        Kind.UNREACHABLE,
                        "document.repo: " + wire.address() + " answers: "
                                + Words.of(e).replace(wire.address().url() + ": ", "") + "; try again later",
                        e);
    }

    /** As git, JGit and older servers say it. */
    private static boolean isNotGiven(IOException e) {
        var refused = Words.caused(e, RemoteRepositoryException.class);
        var message = refused == null ? "" : String.valueOf(refused.getMessage());
        return message.contains("not our ref") || message.contains("not valid") || message.contains("unadvertised");
    }

    static DocumentsUnavailable unknown(String where, ObjectId commit) {
        return new DocumentsUnavailable(
                Kind.COMMIT_UNKNOWN,
                "document.commit: " + where + " has no commit " + commit.name()
                        + " that it hands out; write the full id of a commit on one of its public branches");
    }
}
