package treewarden.worker.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Digest;

class HashFolderTest {
    @TempDir
    private Path folder;

    private void file(String path, byte[] content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsNamedAsGitAndSha256sumNameIt() throws IOException {
        file("sub/hello.txt", text("hello\n"));

        var file = Objects.requireNonNull(HashFolder.manifest(folder).files().get("sub/hello.txt"));

        assertThat(file.gitName()).isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(file.sha256()).isEqualTo("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
        assertThat(file.size()).isEqualTo(6);
    }

    @Test
    void filesThatAreHashedAtOnceAreNamedAsOneByOne() throws IOException {
        for (int i = 0; i < 7; i++) {
            var content = new byte[(i + 1) << 18];
            Arrays.fill(content, (byte) ('a' + i));
            file("words-" + i + ".txt", content);
        }

        var files = HashFolder.manifest(folder).files();

        assertThat(files).hasSize(7).allSatisfy((path, file) -> {
            assertThat(file.path()).isEqualTo(path);
            assertThat(file.sha256())
                    .isEqualTo(HashFolder.digest(folder.resolve(path)).hex());
        });
    }

    @Test
    void theOneThatHasChangedIsNamed() throws IOException {
        file("a.json", text("{}"));
        file("b.json", text("{}"));
        file("c.json", text("{}"));
        var known = Map.of("a.json", Digest.of("{}"), "b.json", Digest.of("[]"), "c.json", Digest.of("{}"));

        assertThatThrownBy(() -> HashFolder.manifest(folder, known))
                .isInstanceOf(HubException.Changed.class)
                .hasMessage("b.json is not what it was when it was made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pytorch_model.bin",
                "sub/optimizer.pt",
                "scheduler.PKL",
                "modeling_tiny.py",
                "run.sh",
                "weights.safetensors.bin",
                "noextension",
                ".env",
                ".git/config.json",
                "new\nline.txt",
                "back\\slash.txt",
                " space .txt ",
                "right\u202eto-left.txt"
            })
    void whatIsNoWeightsNorTextIsRefusedByName(String path) throws IOException {
        file(path, text("x"));
        file("fine.json", text("{}"));

        assertThatThrownBy(() -> HashFolder.manifest(folder))
                .isInstanceOf(HubException.Refused.class)
                .hasMessageStartingWith("not published: \"")
                .hasMessageEndingWith("; take them out of the folder, then run again")
                .message()
                .doesNotContain("fine.json", "\n", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model.safetensors", "config.json", "model.gguf", "train.parquet", "picture.png", "funnel.svg"})
    void aPickleUnderAnotherNameIsRefused(String path) throws IOException {
        file(path, new byte[] {(byte) 0x80, 4, (byte) 0x95, 10, 0, 0, 0, 0, 0, 0, 0, 'c', 'o', 's'});

        assertThatThrownBy(() -> HashFolder.manifest(folder))
                .isInstanceOf(HubException.Refused.class)
                .hasMessageContaining("its content is not what its name says");
    }

    @Test
    void allThatIsRefusedIsNamedAtOnce() throws IOException {
        file("a.bin", text("x"));
        file("b.pt", text("x"));

        assertThatThrownBy(() -> HashFolder.manifest(folder)).hasMessageContainingAll("a.bin", "b.pt");
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        var outside = Files.createTempFile("outside", ".txt");
        try {
            Files.createSymbolicLink(folder.resolve("notes.txt"), outside);

            assertThatThrownBy(() -> HashFolder.manifest(folder)).hasMessageContaining("it is no plain file");
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void whatAModelRepositoryHoldsIsAllowed() throws IOException {
        for (var path : new String[] {
            ".gitattributes", "LICENSE", "README.md", "chat_template.jinja", "merges.txt", "a/b/train.jsonl", "é ü.txt"
        }) {
            file(path, text("x"));
        }
        file("model.safetensors", Desk.safetensors(100));
        file("model-Q4_K_M.gguf", text("GGUF...."));
        file("model-card/chart.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});

        file("funnel.svg", text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));

        assertThat(HashFolder.manifest(folder).files()).hasSize(11);
    }

    @Test
    void anEmptyFolderIsNoModel() {
        assertThatThrownBy(() -> HashFolder.manifest(folder)).hasMessage("not published: the folder is empty");
    }
}
