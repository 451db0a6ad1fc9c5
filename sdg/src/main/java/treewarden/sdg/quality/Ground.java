package treewarden.sdg.quality;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;

/**
 * What the rows of one leaf are measured against.
 *
 * @param seeds what its seed examples ask and answer
 * @param shortestAnswer words of the shortest answer of a seed example
 * @param checks those that are made: not switched off, and not broken by the seed examples themselves
 * @param lifted those that a fifth of the seed examples breaks
 * @param tongues the languages that the seed examples are in, as far as they can be told
 */
record Ground(
        QualitySettings settings,
        LeafKind kind,
        List<Seed> seeds,
        int shortestAnswer,
        List<Check> checks,
        List<Check> lifted,
        Set<Tongue> tongues) {
    /** A leaf of more seed examples than that is judged by the first ones. */
    private static final int LOOKED_AT = 200;

    static Ground of(Leaf leaf, QualitySettings settings) {
        var seeds = Seed.of(leaf);
        var bare = new Ground(settings, leaf.kind(), seeds, shortest(seeds), List.of(), List.of(), tongues(seeds));
        var checks = new ArrayList<Check>();
        var lifted = new ArrayList<Check>();
        for (var check : Checks.ALL) {
            if (!settings.isOff(leaf.kind(), check.name())) {
                (bare.lifts(check) ? lifted : checks).add(check);
            }
        }
        return new Ground(
                settings,
                leaf.kind(),
                seeds,
                bare.shortestAnswer,
                List.copyOf(checks),
                List.copyOf(lifted),
                bare.tongues);
    }

    /** The ways of repeating something that are looked for. */
    Set<Repeat> repeats() {
        var repeats = EnumSet.noneOf(Repeat.class);
        for (var repeat : Repeat.values()) {
            if (!settings.isOff(kind, repeat.check())) {
                repeats.add(repeat);
            }
        }
        return repeats;
    }

    /** Whether a fifth of the seed examples, which may be one of five, breaks it: so it is what the leaf teaches. */
    private boolean lifts(Check check) {
        if (!check.yieldsToSeeds()) {
            return false;
        }
        var looked = seeds.stream().limit(LOOKED_AT).map(Seed::said).toList();
        long breaking = looked.stream()
                .filter(seed -> check.trouble(new Subject(this, seed)) != null)
                .count();
        return breaking > 0 && breaking * 5 >= looked.size();
    }

    private static int shortest(List<Seed> seeds) {
        return seeds.stream()
                .limit(LOOKED_AT)
                .mapToInt(seed -> Words.of(seed.said().answer()).size())
                .min()
                .orElse(0);
    }

    private static Set<Tongue> tongues(List<Seed> seeds) {
        var tongues = EnumSet.noneOf(Tongue.class);
        seeds.stream().limit(LOOKED_AT).map(Seed::said).forEach(seed -> {
            Tongues.likely(seed.question()).ifPresent(tongues::add);
            Tongues.likely(seed.answer()).ifPresent(tongues::add);
            seed.sources().forEach(source -> Tongues.likely(source).ifPresent(tongues::add));
        });
        return tongues;
    }
}
