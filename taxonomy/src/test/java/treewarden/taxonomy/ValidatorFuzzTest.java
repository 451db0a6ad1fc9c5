package treewarden.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.CheckedLeaf;

/**
 * Whatever the bytes, there is an answer and no exception. The fuzz target replays its seeds in a normal run; with
 * {@code JAZZER_FUZZ=1} it looks for new ones.
 */
class ValidatorFuzzTest {
    private static final Validator VALIDATOR = Validator.of(ValidationConfig.defaults());

    static byte[][] seeds() {
        return new byte[][] {
            {},
            Leaves.bytes(Leaves.SKILL),
            Leaves.bytes(Leaves.KNOWLEDGE),
            Leaves.bytes("a: &a [*a]"),
            Leaves.bytes("? - a\n: |+2\n   b\n"),
            Leaves.bytes("{\"a\": [1, 2.5, ~, yes, 2020-01-01 00:00:00 +25], 'b': \"\\ud800\"}"),
            Leaves.bytes("version: 0x_\nseed_examples: !!binary x"),
            {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', ':', 0},
            {(byte) 0xFF, (byte) 0xFE, 'a', 0}
        };
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void anyBytesGetAnAnswer(byte[] bytes) {
        assertAnswer(bytes);
    }

    @Property(tries = 500)
    void randomBytesGetAnAnswer(@ForAll byte[] bytes) {
        assertAnswer(bytes);
    }

    @Property(tries = 500)
    void aLeafWithRandomTextInItGetsAnAnswer(@ForAll String text, @ForAll int place) {
        var at = Math.floorMod(place, Leaves.SKILL.length());
        assertAnswer(Leaves.bytes(Leaves.SKILL.substring(0, at) + text + Leaves.SKILL.substring(at)));
    }

    @Example
    void aLeafThatIsCutOffAnywhereGetsAnAnswer() {
        var bytes = Leaves.bytes(Leaves.KNOWLEDGE);
        for (var length = 0; length < bytes.length; length++) {
            assertAnswer(Arrays.copyOf(bytes, length));
        }
    }

    private static void assertAnswer(byte[] bytes) {
        CheckedLeaf checked = VALIDATOR.check(new LeafFile(Leaves.SKILL_PATH, bytes), Surroundings.UNKNOWN);

        assertThat(checked.leaf() != null).isEqualTo(checked.errors() == 0 && checked.version() > 0);
        assertThat(checked.findings()).allSatisfy(finding -> {
            assertThat(finding.at().line()).isPositive();
            assertThat(finding.at().column()).isPositive();
            assertThat(finding.remedy()).isNotBlank();
        });
    }
}
