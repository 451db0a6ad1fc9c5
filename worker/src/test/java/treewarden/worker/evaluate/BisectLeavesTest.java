package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import treewarden.worker.evaluate.BisectLeaves.Step;
import treewarden.worker.evaluate.BisectLeaves.Trial;
import treewarden.worker.evaluate.BisectLeaves.Verdict;

/** Which leaves hurt, by as few trainings as possible. */
class BisectLeavesTest {
    @Test
    void onePoisonedLeafOfAThousandTakesAboutTwentyTrainings() {
        var search = new Search(1_000, Set.of("leaf 617"));

        assertThat(search.end(100)).isEqualTo(new Step.Found(Set.of("leaf 617")));
        assertThat(search.tried.size()).isLessThanOrEqualTo(21);
    }

    @Test
    void itBeginsWithoutAllSuspectsSinceItMayBeNoneOfThem() {
        var search = new Search(8, Set.of("the base model"));

        assertThat(BisectLeaves.next(search.suspects, List.of(), 10))
                .isEqualTo(new Step.Train(Set.copyOf(search.suspects)));
        assertThat(search.end(10)).isEqualTo(new Step.NoneOfThem());
        assertThat(search.tried).hasSize(1);
    }

    @Test
    void whenNoMoreTrainingsAreAllowedItSaysAmongWhichTheyAre() {
        var search = new Search(64, Set.of("leaf 5"));

        assertThat(search.end(4))
                .isInstanceOfSatisfying(
                        Step.OutOfTrainings.class,
                        out -> assertThat(out.among()).contains("leaf 5").hasSizeLessThan(64));
        assertThat(search.tried).hasSize(4);
    }

    @Test
    void withoutSuspectsThereIsNothingToTrain() {
        assertThat(BisectLeaves.next(List.of(), List.of(), 10)).isEqualTo(new Step.NoneOfThem());
    }

    @Property(tries = 300)
    void exactlyThoseThatHurtAreFoundInAFewTrainingsForEach(
            @ForAll @IntRange(min = 1, max = 200) int leaves,
            @ForAll @IntRange(min = 1, max = 4) int hurting,
            @ForAll long seed) {
        var random = new Random(seed);
        var culprits = new HashSet<String>();
        while (culprits.size() < Math.min(hurting, leaves)) {
            culprits.add("leaf " + random.nextInt(leaves));
        }
        var search = new Search(leaves, culprits);

        assertThat(search.end(Integer.MAX_VALUE)).isEqualTo(new Step.Found(culprits));
        int halvings = 32 - Integer.numberOfLeadingZeros(Math.max(1, leaves - 1));
        assertThat(search.tried.size()).isLessThanOrEqualTo(1 + 2 * culprits.size() * Math.max(1, halvings));
    }

    /** An operator who trains whatever the plan says; a candidate is mended without all leaves that hurt. */
    private static final class Search {
        private final List<String> suspects;
        private final Set<String> culprits;
        private final List<Trial> tried = new ArrayList<>();

        Search(int leaves, Set<String> culprits) {
            this.suspects =
                    IntStream.range(0, leaves).mapToObj(i -> "leaf " + i).toList();
            this.culprits = culprits;
        }

        Step end(int most) {
            while (true) {
                var step = BisectLeaves.next(suspects, tried, most);
                if (!(step instanceof Step.Train train)) {
                    return step;
                }
                assertThat(tried).extracting(Trial::without).doesNotContain(train.without());
                boolean mended = train.without().containsAll(culprits);
                tried.add(new Trial(train.without(), mended ? Verdict.MENDED : Verdict.STILL_WORSE));
            }
        }
    }
}
