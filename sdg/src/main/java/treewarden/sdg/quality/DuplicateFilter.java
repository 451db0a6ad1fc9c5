package treewarden.sdg.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import treewarden.domain.Leaf;
import treewarden.sdg.data.DataRow;

/**
 * Tells the rows of a run that repeat what was there before them: the seed examples and the evaluation questions of all
 * leaves first, then every row that was not a repetition itself. Keeps some hundred bytes of each, for one thread.
 */
public final class DuplicateFilter {
    private enum Kind {
        SEED,
        EVALUATION,
        ROW
    }

    private record Known(Kind kind, String id, String leaf) {}

    private final MinHash minHash;
    private final NearIndex near;
    private final ExactIndex exact = new ExactIndex();
    private final List<Known> known = new ArrayList<>();

    /** @param similarity of questions from which they are the same, above 0 and at most 1 */
    public DuplicateFilter(double similarity) {
        minHash = MinHash.finding(similarity);
        near = new NearIndex(similarity, minHash);
    }

    /** The seed examples of a leaf, which the model is tested with. */
    public void addSeeds(Leaf leaf) {
        for (var seed : Seed.of(leaf)) {
            add(new Known(Kind.SEED, "seed example " + (seed.example() + 1), leaf.path()), fingerprint(seed.said()));
        }
    }

    /** A question that the model will be evaluated with. */
    public void addEvaluation(DataRow row) {
        add(
                new Known(
                        Kind.EVALUATION,
                        "evaluation question " + row.id(),
                        row.origin().leaf()),
                fingerprint(Said.of(row)));
    }

    /** What the row repeats; of one that repeats nothing the filter takes note. */
    public Optional<Duplicate> seen(DataRow row) {
        return seen(row, fingerprint(Said.of(row)), Set.of(Repeat.values()));
    }

    Fingerprint fingerprint(Said said) {
        return Fingerprint.of(said, minHash);
    }

    Optional<Duplicate> seen(DataRow row, Fingerprint print, Set<Repeat> repeats) {
        var leaf = row.origin().leaf();
        int same = exact.find(print.all());
        if (same >= 0 && repeats.contains(Repeat.SAME) && known.get(same).kind() == Kind.ROW) {
            return Optional.of(duplicate(Repeat.SAME, same, 1));
        }
        int alike = near.find(print, entry -> repeats.contains(repeat(entry, leaf)));
        if (alike >= 0) {
            return Optional.of(duplicate(repeat(alike, leaf), alike, near.similarity(print, alike)));
        }
        add(new Known(Kind.ROW, row.id(), leaf), print);
        return Optional.empty();
    }

    private void add(Known entry, Fingerprint print) {
        exact.add(print.all(), near.size());
        near.add(print);
        known.add(entry);
    }

    private Repeat repeat(int entry, String leaf) {
        var other = known.get(entry);
        return switch (other.kind()) {
            case SEED -> other.leaf().equals(leaf) ? Repeat.SEED : Repeat.TEST;
            case EVALUATION -> Repeat.TEST;
            case ROW -> Repeat.ALIKE;
        };
    }

    private Duplicate duplicate(Repeat repeat, int entry, double similarity) {
        var other = known.get(entry);
        var id = other.kind() == Kind.ROW ? "row " + other.id() : other.id();
        return new Duplicate(repeat, id, other.leaf(), similarity);
    }
}
