package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import treewarden.domain.Leaf;
import treewarden.domain.SkillExample;
import treewarden.domain.release.ExamQuestion;

/** Which questions are kept away from training. */
class HoldOutTest {
    private static final HoldOut HOLD_OUT = HoldOut.usual("community");

    @Test
    void oneInFiveIsHeldOutAndTheRestIsLeft() {
        var held = of(List.of(Leaves.skill("skills/a", 10), Leaves.knowledge("knowledge/b", "https://x/b", 5)));

        assertThat(questionsOf(held, "skills/a")).hasSize(2);
        assertThat(questionsOf(held, "knowledge/b"))
                .as("a passage with its three questions")
                .hasSize(3);
        assertThat(held.leaves()).extracting(Leaf::seedCount).containsExactly(8, 4);
        assertThat(held.emptied()).isEmpty();
    }

    @Test
    void noHeldOutQuestionIsAmongThoseThatAreLeft() {
        var held = of(List.of(Leaves.skill("skills/a", 23), Leaves.knowledge("knowledge/b", "https://x/b", 9)));

        var left = held.leaves().stream()
                .flatMap(leaf -> SeedExample.of(leaf).stream())
                .flatMap(example -> example.ids().stream())
                .collect(Collectors.toSet());
        assertThat(left).isNotEmpty().doesNotContainAnyElementsOf(held.ids());
    }

    @Test
    void aSmallLeafKeepsAllItHas() {
        var held = of(List.of(Leaves.skill("skills/small", 4)));

        assertThat(held.questions()).isEmpty();
        assertThat(held.leaves()).containsExactly(Leaves.skill("skills/small", 4));
    }

    @Test
    void aSkillIsAskedWithItsContextAndKnowledgeWithoutItsDocument() {
        var grounded = new Leaf.Skill(
                "skills/grounded",
                3,
                "ann",
                "reading",
                IntStream.range(0, 5)
                        .mapToObj(i -> new SkillExample("Ann brings cake on day " + i, "Who brings cake?", "Ann"))
                        .toList());
        var held = of(List.of(grounded, Leaves.knowledge("knowledge/b", "https://x/b", 5)));

        assertThat(questionsOf(held, "skills/grounded"))
                .singleElement()
                .satisfies(one -> assertThat(one.context()).startsWith("Ann brings cake on day"));
        assertThat(questionsOf(held, "knowledge/b"))
                .allSatisfy(one -> assertThat(one.context()).isNull())
                .allSatisfy(one -> assertThat(one.passage()).contains("pulls the water"));
    }

    @Test
    void questionsOnOneDocumentAreOneClusterAndThoseOfASkillAnother() {
        var held = of(List.of(
                Leaves.knowledge("knowledge/a", "https://x/same", 5),
                Leaves.knowledge("knowledge/b", "https://x/same", 5),
                Leaves.knowledge("knowledge/c", "https://x/other", 5),
                Leaves.skill("skills/d", 10)));

        assertThat(held.questions().stream().map(ExamQuestion::cluster).distinct())
                .hasSize(3)
                .contains("skills/d");
    }

    @Property(tries = 100)
    void anotherLeafAndAnotherOrderDisturbNothing(@ForAll @IntRange(min = 1, max = 12) int leaves, @ForAll long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Leaf>();
        for (int i = 0; i < leaves; i++) {
            all.add(Leaves.skill("skills/" + i, 1 + random.nextInt(20)));
        }
        var before = of(all);
        all.add(Leaves.knowledge("knowledge/new", "https://x/new", 7));
        Collections.shuffle(all, random);
        var after = of(all);

        assertThat(without(after, "knowledge/new")).isEqualTo(before.ids());
    }

    @Property(tries = 100)
    void onceHeldOutAlwaysHeldOutHoweverALeafGrows(@ForAll @IntRange(min = 5, max = 20) int examples) {
        var before = of(List.of(Leaves.skill("skills/a", examples)));
        var grown = HOLD_OUT.of(List.of(Leaves.skill("skills/a", examples + 17)), before.ids());

        assertThat(grown.ids()).containsAll(before.ids()).hasSize((examples + 17) / 5);
    }

    @Test
    void aLeafThatMovesIsAskedTheSame() {
        var here = Leaves.skill("skills/a", 10);
        var there = new Leaf.Skill("skills/moved/a", 3, "ann", "poems", here.examples());

        assertThat(of(List.of(there)).ids()).isEqualTo(of(List.of(here)).ids());
    }

    @Test
    void copiesOfALeafDoNotEmptyIt() {
        var copies = IntStream.range(0, 30)
                .mapToObj(i -> (Leaf) new Leaf.Skill(
                        "skills/" + i,
                        3,
                        "eve",
                        "poems",
                        Leaves.skill("skills/a", 10).examples()))
                .toList();

        var held = of(copies);

        assertThat(held.ids()).hasSize(2);
        assertThat(held.leaves())
                .hasSize(30)
                .allSatisfy(leaf -> assertThat(leaf.seedCount()).isEqualTo(8));
    }

    @Test
    void aQuestionThatStandsInEveryExampleEmptiesNoLeaf() {
        var held = of(List.of(skill("Who?", "Who?", "Who?", "Who?", "Who?")));

        assertThat(held.questions()).isEmpty();
        assertThat(held.emptied()).isEmpty();
        assertThat(held.leaves()).extracting(Leaf::seedCount).containsExactly(5);
    }

    @Test
    void whatSharesItsQuestionWithNoneIsHeldOutFirst() {
        var held = of(List.of(skill("Who?", "Who?", "Who?", "Who?", "Where?")));

        assertThat(held.questions()).extracting(ExamQuestion::question).containsExactly("Where?");
        assertThat(held.leaves()).extracting(Leaf::seedCount).containsExactly(4);
    }

    @Test
    void examplesThatShareAQuestionAreHeldOutTogether() {
        var held = of(List.of(skill("Who?", "Who?", "Where?", "Where?", "When?", "When?")));

        assertThat(held.questions()).hasSize(1);
        assertThat(held.leaves()).extracting(Leaf::seedCount).containsExactly(4);
    }

    private static Leaf skill(String... questions) {
        return new Leaf.Skill(
                "skills/alike",
                3,
                "ann",
                "poems",
                Arrays.stream(questions)
                        .map(question -> new SkillExample(null, question, "Somebody"))
                        .toList());
    }

    @Test
    void whatOneLeafHoldsOutIsHeldOutOfAllThatAskIt() {
        var one = Leaves.skill("skills/a", 5);
        var asked = of(List.of(one)).questions().get(0);
        var copy = new Leaf.Skill(
                "skills/b",
                3,
                "bob",
                "poems",
                List.of(new SkillExample(null, "  " + asked.question().toUpperCase(Locale.ROOT), "Another")));

        var held = of(List.of(one, copy));

        assertThat(held.questions()).hasSize(1);
        assertThat(held.leaves()).extracting(Leaf::path).containsExactly("skills/a");
        assertThat(held.emptied()).containsExactly("skills/b");
    }

    @Test
    void anotherSeedChoosesOthers() {
        var leaves = List.<Leaf>of(Leaves.skill("skills/a", 60));

        assertThat(HoldOut.usual("other").of(leaves, Set.of()).ids())
                .isNotEqualTo(of(leaves).ids());
    }

    private static HeldOut of(List<? extends Leaf> leaves) {
        return HOLD_OUT.of(List.copyOf(leaves), Set.of());
    }

    private static List<ExamQuestion> questionsOf(HeldOut held, String leaf) {
        return held.questions().stream().filter(one -> one.leaf().equals(leaf)).toList();
    }

    private static Set<String> without(HeldOut held, String leaf) {
        var ids = new HashSet<>(held.ids());
        questionsOf(held, leaf).forEach(one -> ids.remove(one.id()));
        return ids;
    }
}
