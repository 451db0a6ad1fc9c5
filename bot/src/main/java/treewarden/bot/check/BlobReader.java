package treewarden.bot.check;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import treewarden.domain.Digest;
import treewarden.forge.ForgeException;
import treewarden.forge.RepositoryForge;
import treewarden.forge.TreeEntry;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.taxonomy.Attribution;
import treewarden.taxonomy.yaml.Limits;

/**
 * Reads files by their git object names and keeps them by digest, for the jobs that come after. What was read once is not
 * asked of the code host again: a check that a rate limit or a restart interrupts goes on where it was.
 */
public final class BlobReader {
    /** The limit of a leaf: a real one of 1.8 MB exists. */
    public static final int MOST_LEAF_BYTES = Limits.DEFAULT.bytes();

    private static final int MOST_ATTRIBUTION_BYTES = 256 * 1024;

    private final Artifacts artifacts;
    private final Database database;

    public BlobReader(Artifacts artifacts, Database database) {
        this.artifacts = artifacts;
        this.database = database;
    }

    /** A file's bytes, and the digest under which they are stored. */
    public record Blob(byte[] bytes, Digest digest) {}

    /** A leaf's file; empty where it is larger than a leaf may be. */
    public Optional<Blob> leaf(RepositoryForge forge, String sha) {
        try {
            return Optional.of(read(forge, sha, MOST_LEAF_BYTES));
        } catch (ForgeException.TooLarge e) {
            return Optional.empty();
        }
    }

    /** The {@code attribution.txt} in the leaf's folder. */
    Attribution attribution(RepositoryForge forge, HeadTree tree, String leafPath) {
        var path = ChangedLeaves.folder(leafPath) + "/" + ChangedLeaves.ATTRIBUTION;
        var entry = tree.entry(path).filter(TreeEntry::isPlainFile);
        if (entry.isEmpty()) {
            return tree.isCut() ? new Attribution.Unknown() : new Attribution.Absent();
        }
        try {
            return new Attribution.Present(
                    read(forge, entry.get().sha(), MOST_ATTRIBUTION_BYTES).bytes());
        } catch (ForgeException.TooLarge e) {
            return new Attribution.Unknown();
        }
    }

    /** The template for descriptions of pull requests; empty where there is none. */
    String template(RepositoryForge forge, HeadTree tree) {
        try {
            return tree.template()
                    .map(entry ->
                            read(forge, entry.sha(), MOST_ATTRIBUTION_BYTES).bytes())
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
        } catch (ForgeException.TooLarge e) {
            return "";
        }
    }

    private Blob read(RepositoryForge forge, String sha, int atMostBytes) {
        var digest = digest(sha);
        if (digest.isPresent()) {
            var stored = artifacts.get(digest.get());
            if (stored.length > atMostBytes) {
                throw new ForgeException.TooLarge("a blob of " + stored.length + " bytes");
            }
            return new Blob(stored, digest.get());
        }
        var bytes = forge.blob(sha, atMostBytes);
        var put = artifacts.put(bytes);
        database.run(transaction -> transaction.blobNames().remember(sha, put));
        return new Blob(bytes, put);
    }

    private Optional<Digest> digest(String sha) {
        return database.read(tables -> tables.blobNames().find(sha)).filter(artifacts::exists);
    }
}
