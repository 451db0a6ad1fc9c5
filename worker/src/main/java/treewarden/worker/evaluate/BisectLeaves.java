package treewarden.worker.evaluate;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans which leaves to leave out of which training, until it is known which of them hurt: by halves, as Zeller and
 * Hildebrandt's delta debugging does (TSE 2002), so that one leaf of a thousand takes about twenty trainings and not a
 * thousand. Several leaves that hurt together, or each by itself, are found as well.
 *
 * <p>It is taken for granted that leaving out more does not make worse what was mended. Pure: a training may take hours, so
 * the next step follows from what was tried before, whoever asks, and after any restart.
 */
public final class BisectLeaves {
    private final Map<Set<String>, Verdict> known = new HashMap<>();

    private BisectLeaves(Collection<Trial> tried) {
        tried.forEach(trial -> known.put(trial.without(), trial.verdict()));
    }

    /** What the gate said of a candidate that was trained without some leaves. */
    public enum Verdict {
        MENDED,
        STILL_WORSE
    }

    /** A training that was done. */
    public record Trial(Set<String> without, Verdict verdict) {
        public Trial {
            without = Set.copyOf(without);
        }
    }

    /** What to do next. */
    public sealed interface Step {
        /** Train and evaluate without these leaves. */
        record Train(Set<String> without) implements Step {}

        /** These leaves hurt: without them, and with all others, the candidate is not worse. */
        record Found(Set<String> hurting) implements Step {}

        /** Without all suspects the candidate is as bad: look at the other leaves, the recipe, or the base model. */
        record NoneOfThem() implements Step {}

        /** No more trainings are allowed; those that hurt are among these. */
        record OutOfTrainings(Set<String> among) implements Step {}
    }

    /** A question that has no answer yet. */
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Set<String> without;

        Unknown(Set<String> without) {
            super(null, null, false, false);
            this.without = without;
        }
    }

    /**
     * The next step.
     *
     * @param suspects folders of leaves, the most suspect first: those of one half are left out together
     * @param tried so far, for these suspects
     * @param most trainings that are allowed
     */
    public static Step next(List<String> suspects, List<Trial> tried, int most) {
        if (suspects.isEmpty()) {
            return new Step.NoneOfThem();
        }
        var search = new BisectLeaves(tried);
        try {
            return search.isMended(Set.of(), suspects)
                    ? new Step.Found(search.hurting(suspects, Set.of()))
                    : new Step.NoneOfThem();
        } catch (Unknown unknown) {
            return tried.size() < most
                    ? new Step.Train(unknown.without)
                    : new Step.OutOfTrainings(fewest(tried).orElse(Set.copyOf(suspects)));
        }
    }

    /** Those of these that hurt; without all of these and of those that are out already the candidate is mended. */
    private Set<String> hurting(List<String> among, Set<String> out) throws Unknown {
        if (among.size() == 1) {
            return Set.copyOf(among);
        }
        var first = among.subList(0, among.size() / 2);
        var second = among.subList(among.size() / 2, among.size());
        if (isMended(out, first)) {
            return hurting(first, out);
        }
        if (isMended(out, second)) {
            return hurting(second, out);
        }
        var ofFirst = hurting(first, union(out, second));
        var both = new LinkedHashSet<>(ofFirst);
        both.addAll(hurting(second, union(out, ofFirst)));
        return both;
    }

    private boolean isMended(Set<String> out, Collection<String> more) throws Unknown {
        var without = Set.copyOf(union(out, more));
        var verdict = known.get(without);
        if (verdict == null) {
            throw new Unknown(without);
        }
        return verdict == Verdict.MENDED;
    }

    private static Set<String> union(Collection<String> some, Collection<String> others) {
        var all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Optional<Set<String>> fewest(List<Trial> tried) {
        return tried.stream()
                .filter(trial -> trial.verdict() == Verdict.MENDED)
                .map(Trial::without)
                .min(Comparator.comparingInt(Set::size));
    }
}
