package treewarden.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import treewarden.domain.Leaf;
import treewarden.domain.SkillExample;

class LeafIndexTest {
    private static final Example SEA = new Example(
            "Why is sea water salty?",
            "Rivers wash a little salt out of rocks, and the sea keeps it for a very long time.");

    @Test
    void findsTheSameWordsWhateverTheirCapitalsAndPunctuation() {
        var index = new LeafIndex();
        index.add("knowledge/sea", SEA);

        var match =
                index.nearest(new Example("WHY is sea-water salty", SEA.answer().replace(",", ";")), "knowledge/other");

        assertThat(match).hasValueSatisfying(found -> {
            assertThat(found.path()).isEqualTo("knowledge/sea");
            assertThat(found.similarity()).isEqualTo(1);
        });
    }

    @Test
    void oneWordChangedIsStillNearAndAnotherTextIsNot() {
        var index = new LeafIndex();
        index.add("knowledge/sea", SEA);

        assertThat(index.nearest(new Example(SEA.question(), SEA.answer().replace("very long", "long")), "x"))
                .hasValueSatisfying(match -> assertThat(match.similarity()).isCloseTo(0.8, within(0.1)));
        assertThat(index.nearest(new Example("Why is the sky blue?", "Air scatters blue light the most."), "x"))
                .isEmpty();
    }

    @Test
    void aLeafIsNotComparedWithItself() {
        var index = new LeafIndex();
        var example = new SkillExample(null, SEA.question(), SEA.answer());
        index.add(new Leaf.Skill("knowledge/sea", 3, "ada", "Explain.", java.util.List.of(example)));

        assertThat(index.nearest(SEA, "knowledge/sea")).isEmpty();
        assertThat(index.nearest(SEA, "knowledge/seas")).isPresent();
    }

    @Property(tries = 100)
    void missesNoneThatComparingWithEachWouldFind(@ForAll long seed) {
        var random = new Random(seed);
        var examples = new ArrayList<Example>();
        var index = new LeafIndex();
        for (var i = 0; i < 30; i++) {
            var example = i % 3 == 0 || examples.isEmpty()
                    ? new Example(words(random, 8), words(random, 30))
                    : tampered(examples.get(random.nextInt(examples.size())), random);
            examples.add(example);
            index.add("leaf/" + i, example);
        }
        for (var i = 0; i < examples.size(); i++) {
            var ours = Shingles.of(examples.get(i));
            var best = 0.0;
            for (var j = 0; j < examples.size(); j++) {
                best = i == j ? best : Math.max(best, ours.similarity(Shingles.of(examples.get(j))));
            }
            var nearest = index.nearest(examples.get(i), "leaf/" + i);
            assertThat(nearest.map(OtherLeaves.Match::similarity).orElse(0.0))
                    .isEqualTo(best >= LeafIndex.LEAST ? best : 0.0);
        }
    }

    private static Example tampered(Example example, Random random) {
        var words = new ArrayList<>(java.util.List.of(example.answer().split(" ")));
        for (var i = 0; i < random.nextInt(4); i++) {
            words.set(random.nextInt(words.size()), "w" + random.nextInt(50));
        }
        return new Example(example.question(), String.join(" ", words));
    }

    private static String words(Random random, int count) {
        return random.ints(count, 0, 50).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }
}
