package treewarden.bot.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.store.Database;
import treewarden.taxonomy.Example;
import treewarden.taxonomy.LeafIndex;
import treewarden.taxonomy.OtherLeaves;
import treewarden.taxonomy.Shingles;

/**
 * The leaves that open contributions bring, to find those that a later one repeats.
 *
 * <p>Which contributions are open and at which head is read from the database each time, their examples only once for each
 * head: so every process sees what the others have checked.
 */
final class OpenLeaves {
    /** Examples of one contribution that others are compared with. */
    private static final int MOST = 200;

    private final Database database;
    private final Map<ContributionId, Open> known = new ConcurrentHashMap<>();

    OpenLeaves(Database database) {
        this.database = database;
    }

    /** What an open contribution brings at a head. */
    private record Open(int number, CommitId head, LeafIndex leaves) {}

    /** The taxonomy, and the contributions that came before this one. */
    OtherLeaves before(ContributionId id, LeafIndex taxonomy) {
        var heads = database.read(tables -> tables.contributions().openHeads(id.repository()));
        known.keySet().removeIf(other -> other.repository() == id.repository() && !heads.containsKey(other.number()));
        var earlier = new ArrayList<Open>();
        heads.forEach((number, head) -> {
            if (number < id.number()) {
                earlier.add(open(new ContributionId(id.repository(), number), head));
            }
        });
        earlier.sort(Comparator.comparingInt(Open::number));
        return (example, exceptPath) -> taxonomy.nearest(example, exceptPath)
                .or(() -> nearest(example, taxonomy.knows(exceptPath) ? exceptPath : "", earlier));
    }

    /** The nearest of all; the earliest where several are as near. */
    private static Optional<OtherLeaves.Match> nearest(Example example, String exceptPath, List<Open> earlier) {
        var shingles = Shingles.of(example);
        return earlier.stream()
                .flatMap(open -> open.leaves().nearest(shingles, exceptPath).stream()
                        .map(match -> new OtherLeaves.Match(match.path(), match.similarity(), open.number())))
                .reduce((one, other) -> other.similarity() > one.similarity() ? other : one);
    }

    private Open open(ContributionId id, CommitId head) {
        var before = known.get(id);
        if (before != null && before.head().equals(head)) {
            return before;
        }
        var read = new Open(id.number(), head, read(id, head));
        known.put(id, read);
        return read;
    }

    private LeafIndex read(ContributionId id, CommitId head) {
        var index = new LeafIndex();
        database.read(tables -> tables.runs().find(id, head)).stream()
                .flatMap(run -> run.leaves().stream())
                .map(CheckedLeaf::leaf)
                .filter(Objects::nonNull)
                .flatMap(leaf -> LeafIndex.examples(leaf).stream().map(example -> Map.entry(leaf.path(), example)))
                .limit(MOST)
                .forEach(entry -> index.add(entry.getKey(), entry.getValue()));
        return index;
    }
}
