package treewarden.sdg.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import treewarden.domain.DocumentSource;
import treewarden.domain.Leaf;

class RememberPassagesTest {
    private final List<String> read = new ArrayList<>();
    private Stability stability = Stability.LASTING;

    private final RememberPassages passages = new RememberPassages(new ReadPassages() {
        @Override
        public Passages of(Leaf.Knowledge leaf, BooleanSupplier cancelled) {
            read.add(leaf.path());
            return new Passages(List.of(), List.of(), "nothing in it", stability);
        }

        @Override
        public String manner() {
            return "by hand";
        }
    });

    private void wants(String path, String document) {
        var source = new DocumentSource("https://github.com/somebody/a", "0".repeat(40), List.of(document));
        passages.of(new Leaf.Knowledge(path, 3, "ann", "nature", "About it", source, List.of()), () -> false);
    }

    @Test
    void whatSeveralLeavesNameIsReadOnce() {
        wants("one", "a.md");
        wants("one", "a.md");
        wants("two", "a.md");
        wants("three", "b.md");

        assertThat(read).containsExactly("one", "three");
        assertThat(passages.manner()).isEqualTo("by hand");
    }

    @Test
    void whatMayBeAnotherTomorrowIsReadAgain() {
        stability = Stability.PASSING;
        wants("one", "a.md");
        stability = Stability.LASTING;
        wants("one", "a.md");
        wants("one", "a.md");

        assertThat(read).hasSize(2);
    }
}
