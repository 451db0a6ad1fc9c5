package treewarden.bot.check;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import treewarden.domain.Digest;
import treewarden.domain.Leaf;
import treewarden.store.Database;
import treewarden.store.KnownExample;
import treewarden.taxonomy.LeafIndex;
import treewarden.taxonomy.Shingles;

/**
 * The leaves that a repository's base branch has, by their examples, to find those that a new leaf repeats. Read from the
 * database once and again after each snapshot.
 */
public final class KnownLeaves {
    private final Database database;
    private final Map<Long, LeafIndex> byRepository = new ConcurrentHashMap<>();

    public KnownLeaves(Database database) {
        this.database = database;
    }

    LeafIndex of(long repository) {
        return byRepository.computeIfAbsent(repository, this::read);
    }

    /** A leaf's examples as they are stored for comparison. */
    public static List<KnownExample> examples(Leaf leaf) {
        return LeafIndex.examples(leaf).stream()
                .map(example -> new KnownExample(
                        Digest.of(example.question() + "\n" + example.answer()),
                        Shingles.of(example).bytes()))
                .toList();
    }

    /** A snapshot changed what is known: it is read again when it is needed. */
    public void forget(long repository) {
        byRepository.remove(repository);
    }

    private LeafIndex read(long repository) {
        var index = new LeafIndex();
        database.read(tables -> {
            tables.leafExamples()
                    .forEach(repository, (path, example) -> index.add(path, Shingles.ofBytes(example.shingles())));
            return true;
        });
        return index;
    }
}
