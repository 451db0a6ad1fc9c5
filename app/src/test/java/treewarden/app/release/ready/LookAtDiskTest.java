package treewarden.app.release.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.release.ready.Looked.State;
import treewarden.domain.Capability;

/** A machine with all that a release needs, but for its disk. */
class LookAtDiskTest {
    @TempDir
    Path folder;

    private ReadyMachine machine;

    @BeforeEach
    void open() throws IOException {
        machine = ReadyMachine.in(folder);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNotReady() throws IOException {
        Files.writeString(machine.path("releases"), "a file in its place");

        assertThat(machine.notReady().get("disk")).contains("let the user of this process write there");
    }

    @Test
    void aJournalThatCannotBeWrittenIsNotReady() throws IOException {
        Files.createDirectories(machine.path("releases"));
        Files.writeString(machine.path("releases/hub-journal"), "a file in its place");

        assertThat(machine.notReady().get("disk")).contains("hub-journal");
    }

    @Test
    void aModelThatIsTooLargeIsToldInItsParts() throws IOException {
        HeaderAlone.model(
                machine.path("base"), "bfloat16", Map.of("lm_head.weight", List.of(1_000_000_000, 1_000_000)));
        machine.set("gguf", "{command: [sh, \"{model}\", \"{output}\"]}");

        assertThat(machine.notReady().get("disk"))
                .startsWith("checkpoints 3 x 12000000.0 GB, model after knowledge 4000000.0 GB, model 2000000.0 GB,"
                        + " GGUF at most 2000000.0 GB, data about 1.0 GB: 44000001.0 GB needed, ")
                .endsWith(" free in " + machine.path("releases")
                        + "; make room there, or name a folder on a larger disk in `releases.folder`; fewer"
                        + " `releases.recipe.checkpoints-kept` than 2 take less");
    }

    @Test
    void whatAnEarlierReleaseLeftSaysHowMuchDataThereIs() throws IOException {
        assertThat(machine.words("disk")).contains("data about 1.0 GB");

        var mix = Files.createDirectories(machine.path("releases").resolve("release-20261101/mix"));
        Files.write(mix.resolve("skills.jsonl"), new byte[3_000_000]);

        assertThat(machine.words("disk")).contains("data about 3.0 MB");
    }

    @Test
    void aModelThatIsNotWholeIsInTheWayOnceAndNotAsTheDisk() throws IOException {
        Files.delete(machine.path("base/model.safetensors"));

        assertThat(machine.state("disk")).isEqualTo(State.REMARK);
        assertThat(machine.words("disk"))
                .contains(" free in " + machine.path("releases"))
                .endsWith("; how much is needed follows from the base model: the base model has no model.safetensors;"
                        + " mend " + machine.path("base") + ", or name another in `releases.base-model`");
    }

    @Test
    void aModelThatIsNamedAndWasNotDownloadedIsToldAsWhatItIs() throws IOException {
        machine.set("base-model", "ibm-granite/granite-3b");

        assertThat(machine.words("disk"))
                .endsWith(machine.path("ibm-granite/granite-3b")
                        + " is not here; nothing downloads it: do that, and name its folder in `releases.base-model`");
    }

    @Test
    void whereTheModelIsOnAnotherMachineThatOneLooks() throws IOException {
        machine.set("base-model", "/nowhere/base");
        machine.here(EnumSet.of(Capability.TEACHER));

        assertThat(machine.state("disk")).isEqualTo(State.ELSEWHERE);
        assertThat(machine.words("disk"))
                .contains("follows from the base model: /nowhere/base is not here")
                .contains("`treewarden worker --check --capabilities gpu` looks at it on that machine");
    }
}
