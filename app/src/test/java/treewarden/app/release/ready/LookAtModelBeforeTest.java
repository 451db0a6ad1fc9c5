package treewarden.app.release.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.release.ready.Looked.State;
import treewarden.domain.Capability;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseId;
import treewarden.worker.release.ModelBefore;

/** Whether the model is here with which a candidate will be compared, after a roll back too. */
class LookAtModelBeforeTest {
    private static final ReleaseId LAST = new ReleaseId("release-20261116");
    private static final String WHAT = "last model";

    @TempDir
    Path folder;

    private ReadyMachine machine;
    private Path model;

    @BeforeEach
    void open() throws IOException {
        machine = ReadyMachine.in(folder);
        model = Files.createDirectories(folder.resolve("releases/release-20261116/train/model"));
        Files.writeString(model.resolve("config.json"), "{}");
        weights(64);
        machine.after(() -> Optional.of(new ModelBefore(
                LAST,
                "community/model",
                model,
                Map.of("config.json", Digest.of("{}"), "model.safetensors", Digest.of("any")))));
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void itIsHere() throws IOException {
        assertThat(machine.state(WHAT)).isEqualTo(State.READY);
        assertThat(machine.words(WHAT)).isEqualTo("release-20261116 in " + model);
    }

    @Test
    void whatWasDeletedIsFetchedFromTheHub() throws IOException {
        Files.delete(model.resolve("model.safetensors"));

        assertThat(machine.notReady())
                .containsEntry(
                        WHAT,
                        "the model of release-20261116, which the candidate is compared with, is not whole: "
                                + model.resolve("model.safetensors")
                                + " is not there any more. Fetch it from the Hub, and have this tried again: `hf download"
                                + " community/model --revision release-20261116 --local-dir " + model + "`");
    }

    @Test
    void whatWasNotFetchedToItsEndIsFoundByItsLength() throws IOException {
        weights(63);

        assertThat(machine.words(WHAT))
                .contains("model.safetensors of release-20261116 is a part of what its header says", "hf download");
        Files.writeString(model.resolve("model.safetensors"), "version https://git-lfs.github.com/spec/v1");
        assertThat(machine.words(WHAT)).contains("is no safetensors file, or a part of one", "hf download");
        assertThat(machine.state(WHAT)).isEqualTo(State.NOT_READY);
    }

    @Test
    void onAnotherMachineItIsLookedAtThere() throws IOException {
        machine.here(EnumSet.of(Capability.TEACHER));
        Files.delete(model.resolve("model.safetensors"));

        assertThat(machine.state(WHAT)).isEqualTo(State.ELSEWHERE);
        assertThat(machine.words(WHAT)).contains("treewarden worker --check --capabilities gpu");
        assertThat(machine.lookHere()).extracting(Looked::what).doesNotContain(WHAT);
    }

    /** A file whose header says 64 bytes of weights, and that has so many. */
    private void weights(int bytes) throws IOException {
        var header = "{\"w\": {\"dtype\": \"BF16\", \"shape\": [4, 8], \"data_offsets\": [0, 64]}}"
                .getBytes(StandardCharsets.UTF_8);
        Files.write(
                model.resolve("model.safetensors"),
                ByteBuffer.allocate(Long.BYTES + header.length + bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array());
    }
}
