package treewarden.sdg.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Questions that are alike are found as comparing each with each finds them. */
class NearIndexTest {
    private static final double THRESHOLD = 0.85;

    /** Questions, many of them a few words away from another. */
    private static List<String> questions(long seed, int count) {
        var random = new Random(seed);
        var questions = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            if (i == 0 || random.nextInt(3) == 0) {
                questions.add(IntStream.range(0, 5 + random.nextInt(60))
                        .mapToObj(word -> "w" + random.nextInt(400))
                        .collect(Collectors.joining(" ")));
            } else {
                var words = questions.get(random.nextInt(i)).split(" ");
                for (int change = random.nextInt(4); change > 0; change--) {
                    words[random.nextInt(words.length)] = "w" + random.nextInt(400);
                }
                questions.add(String.join(" ", words));
            }
        }
        return questions;
    }

    private static double bruteForce(String one, String other) {
        return bruteForce(runs(one), runs(other));
    }

    private static double bruteForce(Set<String> a, Set<String> b) {
        var both = new HashSet<>(a);
        both.retainAll(b);
        var either = new HashSet<>(a);
        either.addAll(b);
        return (double) both.size() / either.size();
    }

    private static HashSet<String> runs(String text) {
        var words = Arrays.asList(text.split(" "));
        var runs = new HashSet<String>();
        for (int i = 0; i + 3 <= words.size(); i++) {
            runs.add(String.join(" ", words.subList(i, i + 3)));
        }
        return runs;
    }

    private static Fingerprint print(String question, MinHash minHash) {
        return Fingerprint.of(new Said(question, "yes", null, List.of()), minHash);
    }

    @Property(tries = 60)
    void nothingBelowTheThresholdIsTakenForTheSame(@ForAll long seed) {
        var minHash = MinHash.finding(THRESHOLD);
        var index = new NearIndex(THRESHOLD, minHash);
        var questions = questions(seed, 120);
        for (int i = 0; i < questions.size(); i++) {
            var print = print(questions.get(i), minHash);
            int found = index.find(print, entry -> true);
            if (found >= 0) {
                assertThat(bruteForce(questions.get(i), questions.get(found))).isGreaterThanOrEqualTo(THRESHOLD);
                assertThat(index.similarity(print, found))
                        .isEqualTo(bruteForce(questions.get(i), questions.get(found)), within(1e-9));
            }
            index.add(print);
        }
    }

    @Test
    void whatComparingEachWithEachFindsIsFound() {
        var minHash = MinHash.finding(THRESHOLD);
        int alike = 0;
        int found = 0;
        for (long seed = 0; seed < 40; seed++) {
            var index = new NearIndex(THRESHOLD, minHash);
            var questions = questions(seed, 150);
            var runs = questions.stream().map(NearIndexTest::runs).toList();
            for (int i = 0; i < questions.size(); i++) {
                var print = print(questions.get(i), minHash);
                for (int j = 0; j < i; j++) {
                    if (bruteForce(runs.get(i), runs.get(j)) >= THRESHOLD) {
                        int other = j;
                        alike++;
                        found += index.find(print, entry -> entry == other) == other ? 1 : 0;
                    }
                }
                index.add(print);
            }
        }
        assertThat(alike).isGreaterThan(2000);
        assertThat((double) found / alike).isGreaterThan(0.99);
    }

    @Property(tries = 200)
    void aTextIsTheSameAsItself(@ForAll String text) {
        var minHash = MinHash.finding(THRESHOLD);
        var index = new NearIndex(THRESHOLD, minHash);
        var print = print(text, minHash);
        index.add(print);

        assertThat(index.find(print(text, minHash), entry -> true)).isEqualTo(print.question().length == 0 ? -1 : 0);
    }

    @Property(tries = 50)
    void theSimilarityOfLongTextsIsEstimatedClosely(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int changed) {
        var random = new Random(seed);
        var words = IntStream.range(0, 2000)
                .mapToObj(i -> "w" + random.nextInt(100_000))
                .toArray(String[]::new);
        var other = words.clone();
        for (int i = 0; i < changed; i++) {
            other[random.nextInt(other.length)] = "x" + i;
        }
        var minHash = MinHash.finding(THRESHOLD);
        var one = String.join(" ", words);
        var two = String.join(" ", other);

        assertThat(print(one, minHash).similarity(print(two, minHash))).isEqualTo(bruteForce(one, two), within(0.15));
    }

    @Test
    void onePhraseOverAndOverStaysQuick() {
        var minHash = MinHash.finding(THRESHOLD);
        var index = new NearIndex(THRESHOLD, minHash);
        var phrase = "Please write for me a short and friendly poem in four lines that rhyme about the topic ";
        for (int i = 0; i < 20_000; i++) {
            var print = print(phrase + "n" + i, minHash);
            index.find(print, entry -> true);
            index.add(print);
        }
        assertThat(index.size()).isEqualTo(20_000);
    }
}
