package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.Eventually;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.store.JobState;

/** Somebody cancels a release while the teacher is asked for its rows. */
class CancelReleaseTest {
    @TempDir
    Path folder;

    private OneMachine machine;

    @BeforeEach
    void begin() throws IOException {
        machine = OneMachine.in(folder, "haiku");
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void theTeacherIsAskedNoMoreAndTheNextOneGoesOnWithWhatItSaid() {
        machine.merged("haiku");
        machine.during(
                ReleaseStage.GENERATE,
                (releases, id) ->
                        assertThat(releases.cancel(id, "mia", "not today")).isEmpty());

        var id = machine.start();

        machine.endsAs(id, ReleaseState.CANCELLED);
        Eventually.eventually(
                () -> assertThat(machine.job(id, ReleaseStage.GENERATE).state()).isEqualTo(JobState.CANCELLED));
        assertThat(Files.exists(machine.folder(id).resolve("mix"))).isFalse();
        assertThat(machine.release(id).stage()).isEqualTo(ReleaseStage.GENERATE);
        var next = machine.start();
        machine.endsAs(next, ReleaseState.PUBLISHED);
        assertThat(machine.hub().model(OneMachine.MODEL).orElseThrow().tags()).containsOnlyKeys(next.name());
    }
}
