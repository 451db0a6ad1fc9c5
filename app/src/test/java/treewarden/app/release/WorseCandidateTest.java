package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Trained;
import treewarden.domain.release.TrainedWith;

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
        whatItWasMadeWithIsNoted(id);
        theScheduleDoesNotTrainItOnceMore(id);
    }

    private void whatItWasMadeWithIsNoted(ReleaseId id) {
        var made = Objects.requireNonNull(
                machine.report(id, ReleaseStage.GENERATE, Generated.class).with());
        assertThat(made.teacher()).isEqualTo(made.served()).isNotBlank();
        assertThat(made.pipeline()).isEqualTo("full");
        var trained = Objects.requireNonNull(
                machine.report(id, ReleaseStage.TRAIN, Trained.class).with());
        assertThat(trained.base()).isEqualTo(new TrainedWith.Base("stand-in", "1", Digest.of("base")));
        assertThat(trained.phases())
                .extracting(TrainedWith.Phase::name, TrainedWith.Phase::epochs)
                .containsExactly(tuple("skills", 10));
    }

    private void theScheduleDoesNotTrainItOnceMore(ReleaseId refused) {
        var again = machine.startedBy(Release.SCHEDULE);

        machine.endsAs(again, ReleaseState.UNCHANGED);
        assertThat(machine.release(again).why())
                .isEqualTo("the same as " + refused
                        + ", which was refused: exclude a leaf, change the recipe or start one by hand");
    }
}
