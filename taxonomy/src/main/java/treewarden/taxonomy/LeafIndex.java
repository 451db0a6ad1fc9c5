package treewarden.taxonomy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Leaf;

/**
 * The examples of a taxonomy in memory, by their words, to find one that is much like another. Thread-safe.
 *
 * <p>Two texts are as alike as the share of their shingles (runs of three words) that they have in common. Texts that
 * share at least the share {@link #LEAST} of them must share one of the first few by hash, so only those few are looked
 * up: a thousand leaves cost a handful of comparisons, and none that is near is missed.
 */
public final class LeafIndex implements OtherLeaves {
    /** From which similarity on an example counts as near, from 0 to 1. */
    public static final double LEAST = 0.7;

    private final Map<Long, List<Entry>> byShingle = new HashMap<>();
    private final Set<String> paths = new HashSet<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private record Entry(String path, Shingles shingles) {}

    /** Adds a leaf's examples. */
    public void add(Leaf leaf) {
        for (var example : examples(leaf)) {
            add(leaf.path(), example);
        }
    }

    /** Adds an example of the leaf whose folder is {@code path}. */
    public void add(String path, Example example) {
        add(path, Shingles.of(example));
    }

    /** Adds an example of the leaf whose folder is {@code path}, by its shingles. */
    public void add(String path, Shingles shingles) {
        var entry = new Entry(path, shingles);
        lock.writeLock().lock();
        try {
            paths.add(path);
            for (var i = 0; i < entry.shingles.prefix(LEAST); i++) {
                byShingle
                        .computeIfAbsent(entry.shingles.hash(i), hash -> new ArrayList<>(1))
                        .add(entry);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether there is an example of the leaf whose folder is {@code path}. */
    public boolean knows(String path) {
        lock.readLock().lock();
        try {
            return paths.contains(path);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public Optional<Match> nearest(Example example, String exceptPath) {
        return nearest(Shingles.of(example), exceptPath);
    }

    /** As {@link #nearest(Example, String)}, by the shingles of the example. */
    public Optional<Match> nearest(Shingles shingles, String exceptPath) {
        @Nullable Match best = null;
        lock.readLock().lock();
        try {
            for (var i = 0; i < shingles.prefix(LEAST); i++) {
                for (var entry : byShingle.getOrDefault(shingles.hash(i), List.of())) {
                    var similarity = entry.path.equals(exceptPath) ? 0 : shingles.similarity(entry.shingles);
                    if (similarity >= LEAST && (best == null || similarity > best.similarity())) {
                        best = new Match(entry.path, similarity);
                    }
                }
            }
        } finally {
            lock.readLock().unlock();
        }
        return Optional.ofNullable(best);
    }

    /** The questions and answers of a leaf. */
    public static List<Example> examples(Leaf leaf) {
        if (leaf instanceof Leaf.Skill skill) {
            return skill.examples().stream()
                    .map(e -> new Example(e.question(), e.answer()))
                    .toList();
        }
        return ((Leaf.Knowledge) leaf)
                .examples().stream()
                        .flatMap(e -> e.questionsAndAnswers().stream())
                        .map(pair -> new Example(pair.question(), pair.answer()))
                        .toList();
    }
}
