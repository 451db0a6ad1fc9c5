package treewarden.worker.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.domain.Digest;
import treewarden.domain.Leaf;
import treewarden.domain.release.ExamQuestion;

/**
 * Chooses which seed examples of each leaf are held out for the evaluation: whole ones, so that those that are left are as
 * a contributor wrote them, and a passage of knowledge goes with all questions on it.
 *
 * <p>The choice hangs on nothing but the seed and the leaf's own questions, so that another leaf disturbs it only where it
 * has the very same question; then both hold it out. The path is no part of it: a leaf that is moved, or copied, chooses as
 * before. What an earlier release held out stays so, also where the leaf has grown since.
 *
 * @param seed of the model; another one chooses anew, and asks what was trained on before
 * @param oneIn this many examples, rounded down, but at least one of a leaf that has {@code atLeast}
 * @param atLeast a leaf with fewer examples keeps them all
 */
public record HoldOut(String seed, int oneIn, int atLeast) {
    /** One in five, of leaves with the five examples that InstructLab's schema asks for. */
    public static HoldOut usual(String seed) {
        return new HoldOut(seed, 5, 5);
    }

    public HoldOut {
        if (oneIn < 2 || atLeast < 2) {
            throw new IllegalArgumentException("hold out at most one example in two, of leaves with at least two");
        }
    }

    /** @param before ids of the questions that earlier releases held out */
    public HeldOut of(List<Leaf> leaves, Set<String> before) {
        var examples = new LinkedHashMap<Leaf, List<SeedExample>>();
        leaves.forEach(leaf -> examples.put(leaf, SeedExample.of(leaf)));
        var held = new HashSet<>(before);
        examples.values().forEach(all -> choose(all, before).forEach(one -> held.addAll(one.ids())));
        spread(examples.values(), held);
        return split(examples, held);
    }

    /**
     * Those of before, and of the others as many as are wanting: first those that share their questions with the fewest,
     * then by their keys. None is chosen that would take more than half of the leaf with it: contributors do write the same
     * question to each passage, and a leaf of which nothing is left teaches nothing.
     */
    private List<SeedExample> choose(List<SeedExample> all, Set<String> before) {
        var chosen = all.stream().filter(one -> one.isOneOf(before)).toList();
        int wanted = all.size() < atLeast ? 0 : Math.max(1, all.size() / oneIn);
        var others = new ArrayList<>(all);
        others.removeAll(chosen);
        others.sort(Comparator.<SeedExample>comparingInt(
                        one -> sharing(all, List.of(one)).size())
                .thenComparing(this::key));
        for (int i = 0; i < others.size() && chosen.size() < wanted; i++) {
            var more = new ArrayList<>(chosen);
            more.add(others.get(i));
            var together = sharing(all, more);
            if (2 * together.size() <= all.size()) {
                chosen = together;
            }
        }
        return chosen;
    }

    /** Some examples of a leaf, and those that ask one of their questions, and so on. */
    private static List<SeedExample> sharing(List<SeedExample> all, List<SeedExample> some) {
        var asked = new HashSet<String>();
        some.forEach(one -> asked.addAll(one.ids()));
        spread(List.of(all), asked);
        return all.stream().filter(one -> one.isOneOf(asked)).toList();
    }

    private String key(SeedExample example) {
        return Digest.of(seed + '\n' + String.join("\n", example.ids())).hex();
    }

    /** An example goes whole: where one of its questions is held out in another leaf, so are its others, everywhere. */
    private static void spread(Collection<List<SeedExample>> examples, Set<String> held) {
        boolean more = true;
        while (more) {
            more = false;
            for (var all : examples) {
                for (var one : all) {
                    more |= one.isOneOf(held) && held.addAll(one.ids());
                }
            }
        }
    }

    private static HeldOut split(Map<Leaf, List<SeedExample>> examples, Set<String> held) {
        var questions = new ArrayList<ExamQuestion>();
        var asked = new HashSet<String>();
        var left = new ArrayList<Leaf>();
        var emptied = new LinkedHashSet<String>();
        examples.forEach((leaf, all) -> {
            var kept = new ArrayList<Integer>();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).isOneOf(held)) {
                    all.get(i).questions().stream()
                            .filter(question -> asked.add(question.id()))
                            .forEach(questions::add);
                } else {
                    kept.add(i);
                }
            }
            if (kept.isEmpty() && !all.isEmpty()) {
                emptied.add(leaf.path());
            } else {
                left.add(SeedExample.only(leaf, kept));
            }
        });
        return new HeldOut(questions, left, List.copyOf(emptied));
    }
}
