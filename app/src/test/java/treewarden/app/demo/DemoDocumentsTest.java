package treewarden.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDocumentsTest {
    @TempDir
    Path folder;

    @Test
    void theLeafNamesTheCommitThatTheDocumentIsIn() throws IOException {
        var leaf = new String(
                DemoFiles.bytes("horseshoe_crab", "knowledge/science/animals/horseshoe_crab/qna.yaml"),
                StandardCharsets.UTF_8);

        assertThat(leaf)
                .contains("repo: " + DemoDocuments.ADDRESS, "commit: " + DemoDocuments.commit(folder.resolve("a.git")));
    }
}
