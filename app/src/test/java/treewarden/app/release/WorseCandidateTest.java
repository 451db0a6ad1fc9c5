package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;

/** A training that makes the model forget what the base model knew. */
class WorseCandidateTest {
    @TempDir
    Path folder;

    private OneMachine machine;

    @BeforeEach
    void begin() throws IOException {
        machine = OneMachine.with(folder, Cities.known(), Cities.regression(folder));
        StandInTrainer.forgets(folder.resolve("trainer"));
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void isNotPublishedAndTheReleaseSaysByWhichNumbers() {
        var haiku = machine.merged("haiku");

        var id = machine.start();

        machine.endsAs(id, ReleaseState.REFUSED);
        assertThat(machine.release(id).stage()).isEqualTo(ReleaseStage.GATE);
        assertThat(machine.release(id).why()).contains("regression set").containsPattern("\\d");
        assertThat(machine.hub().model(OneMachine.MODEL)).isEmpty();
        assertThat(machine.hub().dataset(OneMachine.DATA)).isEmpty();
        assertThat(haiku.labels()).contains("treewarden-merged").doesNotContain("treewarden-released");
    }
}
