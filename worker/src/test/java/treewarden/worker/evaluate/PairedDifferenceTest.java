package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import treewarden.worker.evaluate.PairedDifference.Observed;

/** The mean difference and its bounds, beside numbers that are known. */
class PairedDifferenceTest {
    @Test
    void quantilesAreThoseOfTheTables() {
        assertThat(Quantile.normal(0.95)).isEqualTo(1.6448536269514722, within(1e-12));
        assertThat(Quantile.normal(0.8)).isEqualTo(0.8416212335729142, within(1e-12));
        assertThat(Quantile.normal(0.5)).isEqualTo(0, within(1e-12));
        assertThat(Quantile.student(0.95, 1)).isEqualTo(6.313751514675043, within(1e-9));
        assertThat(Quantile.student(0.975, 2)).isEqualTo(4.302652729911275, within(1e-9));
        assertThat(Quantile.student(0.95, 4)).isEqualTo(2.131846786326649, within(1e-9));
        assertThat(Quantile.student(0.95, 10)).isEqualTo(1.812461122811676, within(1e-9));
        assertThat(Quantile.student(0.8, 30)).isEqualTo(0.853767, within(1e-6));
        assertThat(Quantile.student(0.95, 4_999)).isEqualTo(1.645158, within(1e-6));
    }

    @Test
    void theErrorIsClusteredAsCountedByHand() {
        // The mean is 1/3, the clusters' residuals sum to 4/3, -2/3 and -2/3: sqrt(24/9) / 6 * sqrt(3/2) = 1/3.
        var found = PairedDifference.of(
                List.of(seen("a", 1), seen("a", 1), seen("b", 0), seen("b", 0), seen("c", -1), seen("c", 1)));

        assertThat(found.questions()).isEqualTo(6);
        assertThat(found.clusters()).isEqualTo(3);
        assertThat(found.mean()).isEqualTo(1 / 3.0, within(1e-12));
        assertThat(found.error()).isEqualTo(1 / 3.0, within(1e-12));
        // Student's 95 % quantile with 2 degrees of freedom is 2.919986.
        assertThat(found.lower(0.95)).isEqualTo((1 - 2.919986) / 3, within(1e-6));
    }

    @Test
    void aClusterOfItsOwnForEachQuestionGivesTheUsualStandardError() {
        var found = PairedDifference.of(List.of(seen("a", 1), seen("b", 0), seen("c", 0), seen("d", -1), seen("e", 1)));

        // The sample's variance is 0.7: sqrt(0.7 / 5).
        assertThat(found.error()).isEqualTo(Math.sqrt(0.7 / 5), within(1e-12));
    }

    @Test
    void threePointsWithAFifthOfThePairsDecidedTakeAbout1370Questions() {
        // 200 questions, a fifth of them decided: 20 better, 20 worse. (1.6449 + 0.8416)^2 * 0.2 / 0.03^2 = 1,374; the
        // sample's variance is 200/199 of that.
        var pairs = IntStream.range(0, 200)
                .mapToObj(i -> seen("leaf " + i, i < 20 ? 1 : i < 40 ? -1 : 0))
                .toList();

        long needed = PairedDifference.of(pairs).needed(0.03, 0.95, 0.8);

        assertThat(needed).isBetween(1_374L, 1_382L);
    }

    @Test
    void oneClusterTellsNothing() {
        var found = PairedDifference.of(List.of(seen("a", 1), seen("a", 1)));

        assertThat(found.lower(0.95)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(found.needed(0.05, 0.95, 0.8)).isEqualTo(-1);
    }

    @Test
    void tiesAloneAreNotCertainty() {
        var few = PairedDifference.of(
                IntStream.range(0, 10).mapToObj(i -> seen("leaf " + i, 0)).toList());
        var many = PairedDifference.of(
                IntStream.range(0, 400).mapToObj(i -> seen("leaf " + i, 0)).toList());

        assertThat(few.lower(0.95)).isLessThan(-0.05);
        assertThat(many.lower(0.95)).isBetween(-0.05, -0.001);
    }

    @Property
    void theOrderOfQuestionsAndTheNamesOfClustersDoNotMatter(
            @ForAll("observations") List<Observed> all, @ForAll int seed) {
        var shuffled = new ArrayList<Observed>();
        all.forEach(one -> shuffled.add(seen("other " + one.cluster(), one.difference())));
        Collections.shuffle(shuffled, new Random(seed));

        var one = PairedDifference.of(all);
        var other = PairedDifference.of(shuffled);

        assertThat(other.mean()).isEqualTo(one.mean(), within(1e-9));
        assertThat(other.lower(0.95)).isEqualTo(one.lower(0.95), within(1e-9));
    }

    @Property
    void askingTheSameAgainDoesNotBuyCertainty(
            @ForAll("observations") List<Observed> all, @ForAll @IntRange(min = 2, max = 5) int times) {
        var repeated = new ArrayList<Observed>();
        for (int i = 0; i < times; i++) {
            repeated.addAll(all);
        }
        var once = PairedDifference.of(all);
        var again = PairedDifference.of(repeated);

        assertThat(again.mean()).isEqualTo(once.mean(), within(1e-9));
        double least = Math.sqrt(2) / (all.size() + 2);
        if (once.error() > least) {
            assertThat(again.error()).isEqualTo(once.error(), within(1e-9));
        }
    }

    @Property
    void whatIsTurnedRoundIsTheMirrorImage(@ForAll("observations") List<Observed> all) {
        var mirrored = PairedDifference.of(
                all.stream().map(one -> seen(one.cluster(), -one.difference())).toList());
        var found = PairedDifference.of(all);

        assertThat(mirrored.upper(0.9)).isEqualTo(-found.lower(0.9), within(1e-9));
    }

    @Property
    void moreConfidenceReachesFurther(@ForAll("observations") List<Observed> all) {
        var found = PairedDifference.of(all);

        assertThat(found.lower(0.95)).isLessThan(found.lower(0.8));
        assertThat(found.lower(0.8)).isLessThanOrEqualTo(found.mean());
        assertThat(found.upper(0.95)).isGreaterThan(found.mean());
    }

    /** The bound holds: of many samples of two models that are alike, about one in twenty lies above 0. */
    @Test
    void theBoundIsWrongAboutAsOftenAsItSays() {
        var random = new Random(7);
        int wrong = 0;
        for (int sample = 0; sample < 4_000; sample++) {
            var pairs = new ArrayList<Observed>();
            for (int leaf = 0; leaf < 30; leaf++) {
                int luck = random.nextInt(3) - 1;
                for (int i = 0; i < 3; i++) {
                    pairs.add(seen("leaf " + leaf, random.nextInt(3) == 0 ? luck : random.nextInt(3) - 1.0));
                }
            }
            wrong += PairedDifference.of(pairs).lower(0.95) > 0 ? 1 : 0;
        }

        assertThat(wrong / 4_000.0).isBetween(0.035, 0.065);
    }

    @Provide
    Arbitrary<List<Observed>> observations() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(-1, 1))
                .as((cluster, difference) -> seen("leaf " + cluster, difference))
                .list()
                .ofMinSize(2)
                .ofMaxSize(60)
                .filter(all -> all.stream().map(Observed::cluster).distinct().count() > 1);
    }

    private static Observed seen(String cluster, double difference) {
        return new Observed(cluster, difference);
    }
}
