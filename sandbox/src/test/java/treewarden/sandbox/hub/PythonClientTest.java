package treewarden.sandbox.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Python client uploads to the stand-in and downloads from it. */
class PythonClientTest {
    private static final int PART = 64 << 10;

    private static final String UPLOAD = """
            import sys
            from huggingface_hub import HfApi
            api = HfApi()
            print(api.whoami()["name"])
            api.create_repo("community/tiny", private=True)
            first = api.upload_folder(repo_id="community/tiny", folder_path=sys.argv[1], commit_message="first")
            api.create_branch("community/tiny", branch="run-1")
            api.create_tag("community/tiny", tag="release-20261123", revision=first.oid)
            print(*sorted(api.list_repo_files("community/tiny", revision="run-1")))
            """;

    private static final String DOWNLOAD = """
            import sys
            from huggingface_hub import snapshot_download
            snapshot_download("community/tiny", revision="release-20261123", local_dir=sys.argv[1])
            """;

    @TempDir
    private Path home;

    @Test
    void itUploadsAFolderTagsItAndGetsItBack() throws IOException {
        PythonClient.install();
        var folder = Files.createDirectories(home.resolve("model"));
        Files.writeString(folder.resolve("README.md"), "---\nlicense: apache-2.0\n---\n# Tiny\n");
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("é ü.txt"), "hello");
        var large = new byte[5 * PART + 17];
        new Random(1).nextBytes(large);
        Files.write(folder.resolve("large.safetensors"), large);
        Files.write(folder.resolve("small.safetensors"), Arrays.copyOf(large, 1000));
        var options = HubOptions.in(home.resolve("hub")).withParts(PART, PART);
        try (var hub = StandInHub.start(options)) {
            var uploaded = PythonClient.script(hub, home.resolve("hf"), UPLOAD, folder.toString());
            assertThat(uploaded.status()).as(uploaded.output()).isZero();
            assertThat(uploaded.output())
                    .contains("community\n")
                    .contains(".gitattributes README.md config.json large.safetensors small.safetensors");
            var repository = hub.model("community/tiny").orElseThrow();
            assertThat(repository.isPrivate()).isTrue();
            assertThat(repository.history("main"))
                    .extracting(HubCommit::title)
                    .containsExactly("first", "initial commit");
            assertThat(repository.tags()).containsOnlyKeys("release-20261123");
            assertThat(hub.requests().count("PUT", "/part/*/*")).isEqualTo(6);
            assertThat(hub.requests().count("PUT", "/object/*")).isEqualTo(1);

            var back = home.resolve("back");
            var downloaded = PythonClient.script(hub, home.resolve("hf"), DOWNLOAD, back.toString());
            assertThat(downloaded.status()).as(downloaded.output()).isZero();
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    assertThat(back.resolve(file.getFileName().toString())).hasSameBinaryContentAs(file);
                }
            }
        }
    }
}
