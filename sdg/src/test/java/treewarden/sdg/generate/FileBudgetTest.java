package treewarden.sdg.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBudgetTest {
    @TempDir
    Path folder;

    private FileBudget budget(long limit) {
        return new FileBudget(folder.resolve("tokens"), limit);
    }

    @Test
    void whatWasTakenStaysTakenForTheNextRun() {
        assertThat(budget(100).take(70)).isEqualTo(70);
        assertThat(budget(100).take(70)).isEqualTo(30);
        assertThat(budget(100).take(1)).isZero();
        assertThat(budget(150).take(70)).isEqualTo(50);
    }

    @Test
    void whatWasNotUsedIsThereAgain() {
        budget(100).take(100);
        budget(100).giveBack(40);

        assertThat(budget(100).take(100)).isEqualTo(40);
    }

    @Test
    void aSmallerBudgetThanWhatWasUsedGrantsNothing() {
        budget(100).take(100);

        assertThat(budget(50).take(10)).isZero();
        assertThat(budget(50).words()).contains("the 50 tokens of --max-tokens are used up", "name more");
    }

    @Test
    void aFileThatSaysNoNumberIsNamed() throws IOException {
        Files.writeString(folder.resolve("tokens"), "many");

        assertThatThrownBy(() -> budget(100).take(1))
                .isInstanceOf(GenerateException.class)
                .hasMessageContainingAll(folder.resolve("tokens").toString(), "write it there");
    }
}
