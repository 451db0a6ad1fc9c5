package treewarden.sdg.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LeafNamesTest {
    @Test
    void aLeafIsNamedByItsFoldersAsTheReferenceDoesIt() {
        assertThat(LeafNames.of(List.of("compositional_skills/STEM/math/area", "knowledge/astronomy/comets-2")))
                .containsEntry("compositional_skills/STEM/math/area", "compositional_skills_STEM_math_area")
                .containsEntry("knowledge/astronomy/comets-2", "knowledge_astronomy_comets-2");
    }

    @Test
    void twoLeavesNeverShareAFileAlsoWhereCaseDoesNotCount() {
        var leaves = List.of("skills/a_b", "skills/a/b", "skills/STEM", "skills/stem");

        assertThat(LeafNames.of(leaves).values().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).startsWith("leaf_skills_"));
    }

    @Test
    void aNameThatIsNoFileNameOrOneOfOursGetsADigest() {
        var leaves = List.of(
                "skills/../etc", "skills/sum_P07", "Leaf/x", "skills/" + "long/".repeat(60), "skills/gr\u00fc\u00df");

        assertThat(LeafNames.of(leaves).values())
                .allSatisfy(name -> assertThat(name).matches("leaf_[A-Za-z0-9_-]{1,150}-[0-9a-f]{12}"));
    }
}
