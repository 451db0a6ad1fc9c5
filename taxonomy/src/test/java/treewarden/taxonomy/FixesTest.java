package treewarden.taxonomy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.Edit;
import treewarden.domain.Finding;
import treewarden.domain.Position;
import treewarden.domain.Severity;

class FixesTest {
    @Test
    void whatAMachineCanMendIsMendedInOneGo() {
        var broken = Leaves.SKILL
                .replace("version: 3\ncreated_by", "version: '3'  \ncreted_by")
                .replace("seed_examples:\n", "seed_examples:\n\n\n\n\n")
                .replace("How does", "How\u200b does")
                .stripTrailing();
        var fixed = fix(broken);

        assertThat(fixed).isEqualTo(Leaves.SKILL.replace("seed_examples:\n", "seed_examples:\n\n\n"));
        assertThat(findings(fixed)).isEmpty();
    }

    @Test
    void nothingToMendLeavesTheVeryBytes() {
        var bytes = Leaves.bytes(Leaves.SKILL);

        assertThat(Fixes.apply(bytes, List.of()).bytes()).isSameAs(bytes);
    }

    @Test
    void ofTwoThatOverlapTheFirstIsMadeAndOfTwoThatAreTheSameOne() {
        var fixed = Fixes.apply(
                Leaves.bytes("abcdef\n"), List.of(edit(1, 4, "X"), edit(3, 6, "Y"), edit(1, 4, "X"), edit(7, 7, "!")));

        assertThat(new String(fixed.bytes(), UTF_8)).isEqualTo("Xdef!\n");
        assertThat(fixed.applied()).isEqualTo(2);
    }

    @Test
    void columnsCountCodePoints() {
        assertThat(new String(
                        Fixes.apply(Leaves.bytes("\uD83D\uDE00b\n"), List.of(edit(2, 3, "c")))
                                .bytes(),
                        UTF_8))
                .isEqualTo("\uD83D\uDE00c\n");
    }

    @Test
    void aFileThatIsNoTextIsLeftAlone() {
        var bytes = new byte[] {'a', (byte) 0xFF, ' ', '\n'};

        assertThat(Fixes.apply(bytes, List.of(edit(1, 2, "X"))).bytes()).isSameAs(bytes);
    }

    private static String fix(String text) {
        return new String(Fixes.apply(Leaves.bytes(text), findings(text)).bytes(), UTF_8);
    }

    private static List<Finding> findings(String text) {
        return Validator.of(ValidationConfig.defaults())
                .check(new LeafFile(Leaves.SKILL_PATH, Leaves.bytes(text)), Surroundings.UNKNOWN)
                .findings();
    }

    private static Finding edit(int from, int to, String text) {
        var edit = new Edit(new Position(1, from), new Position(1, to), text);
        return new Finding("x", Severity.ERROR, "qna.yaml", edit.from(), "", "", "", edit);
    }
}
