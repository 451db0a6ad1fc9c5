package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;

class ArtifactsTest {
    private static final byte[] LEAF = "version: 3\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Artifacts artifacts;

    @BeforeEach
    void open() {
        artifacts = Artifacts.in(folder.resolve("artifacts"), 1_000);
    }

    @Test
    void bytesAreFoundUnderTheirDigest() {
        var digest = artifacts.put(LEAF);

        assertThat(digest).isEqualTo(Digest.of(LEAF));
        assertThat(artifacts.exists(digest)).isTrue();
        assertThat(artifacts.get(digest)).isEqualTo(LEAF);
        assertThat(file(digest)).isRegularFile();
    }

    @Test
    void theSameBytesAreStoredOnce() throws IOException {
        var digest = artifacts.put(LEAF);
        var before = Files.getLastModifiedTime(file(digest));

        assertThat(artifacts.put(LEAF)).isEqualTo(digest);
        assertThat(Files.getLastModifiedTime(file(digest))).isEqualTo(before);
    }

    @Test
    void manyThreadsMayStoreTheSameBytes() {
        var threads = Executors.newFixedThreadPool(8);
        var digests = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> artifacts.put(LEAF), threads))
                .toList();

        assertThat(digests.stream().map(CompletableFuture::join)).containsOnly(Digest.of(LEAF));
        assertThat(folderOf(Digest.of(LEAF)).toFile().list()).hasSize(1);
        threads.shutdown();
    }

    @Test
    void whatIsNotThereIsNamed() {
        var digest = Digest.of("never stored");

        assertThat(artifacts.exists(digest)).isFalse();
        assertThatThrownBy(() -> artifacts.get(digest))
                .isInstanceOf(ArtifactMissing.class)
                .hasMessageContaining(digest.hex())
                .hasMessageContaining("volume that all of them share");
    }

    @Test
    void aDamagedFileIsNotHandedOutAndIsMendedWhenItsBytesComeAgain() throws IOException {
        var digest = artifacts.put(LEAF);
        Files.writeString(file(digest), "version: 4\n");

        assertThatThrownBy(() -> artifacts.get(digest))
                .isInstanceOf(ArtifactDamaged.class)
                .hasMessageContaining("does not have the bytes that were stored");
        artifacts.put(LEAF);
        assertThat(artifacts.get(digest)).isEqualTo(LEAF);
    }

    @Test
    void aFileThatGrewIsNotReadWhole() throws IOException {
        var digest = artifacts.put(LEAF);
        Files.write(file(digest), new byte[5_000]);

        assertThatThrownBy(() -> artifacts.get(digest))
                .isInstanceOf(ArtifactDamaged.class)
                .hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void tooManyBytesAreRefused() {
        assertThatThrownBy(() -> artifacts.put(new byte[1_001]))
                .hasMessage("an artifact has at most 1000 bytes, this one has 1001");
    }

    @Test
    void whatAKilledProcessLeftUnfinishedIsNoArtifactAndIsRemovedLater() throws IOException {
        var digest = Digest.of(LEAF);
        Files.createDirectories(folderOf(digest));
        var old = file(digest).resolveSibling("123.part");
        var recent = file(digest).resolveSibling("456.part");
        Files.write(old, new byte[] {LEAF[0]});
        Files.write(recent, new byte[] {LEAF[0]});
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
        Files.setLastModifiedTime(recent, FileTime.from(Instant.parse("2026-11-22T00:00:00Z")));

        assertThat(artifacts.exists(digest)).isFalse();
        assertThat(artifacts.put(LEAF)).isEqualTo(digest);
        assertThat(artifacts.removeUnfinished(Instant.parse("2026-11-21T00:00:00Z")))
                .isEqualTo(1);

        assertThat(old).doesNotExist();
        assertThat(recent).exists();
        assertThat(artifacts.get(digest)).isEqualTo(LEAF);
    }

    private Path folderOf(Digest digest) {
        return folder.resolve("artifacts").resolve(digest.hex().substring(0, 2));
    }

    private Path file(Digest digest) {
        return folderOf(digest).resolve(digest.hex().substring(2));
    }
}
