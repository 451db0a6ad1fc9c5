package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.GateVerdict.Outcome;
import treewarden.domain.release.Preference;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Trained;
import treewarden.worker.release.DecideOnCandidate.Approval;

class DecideOnCandidateTest {
    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void trained() {
        bench = new Bench(home).planned();
        var files = bench.files(ReleaseStage.TRAIN, "model.safetensors", "weights");
        bench.left(ReleaseStage.TRAIN, new Trained(files, List.of(), "recipe", 1));
    }

    @Test
    void oneThatIsWorseIsNotPublishedAndTheReleaseSaysWhy() {
        var losing = new treewarden.worker.evaluate.Evaluated();
        for (int i = 0; i < 150; i++) {
            losing.leaf("knowledge/" + i, 1, Preference.WORSE, 5, 1);
        }

        var end = decide(losing, Approval.BY_RULE);

        assertThat(end).isInstanceOfSatisfying(StageEnd.Stands.class, stands -> {
            assertThat(stands.state()).isEqualTo(ReleaseState.REFUSED);
            assertThat(stands.why()).contains("150 held-out questions", "-100.0 points", "the candidate is worse");
            assertThat(((Gated) stands.report()).verdict().outcome()).isEqualTo(Outcome.WORSE);
        });
    }

    @Test
    void whereTheNumbersDoNotTellAPersonHasTo() {
        var end = decide(new treewarden.worker.evaluate.Evaluated().alike(3), Approval.BY_RULE);

        assertThat(end).isInstanceOfSatisfying(StageEnd.Stands.class, stands -> {
            assertThat(stands.state()).isEqualTo(ReleaseState.UNDECIDED);
            assertThat(stands.why()).contains("wants at least 100 questions");
        });
    }

    @Test
    void oneThatPassesIsPublishedByTheRule() {
        var end = decide(new treewarden.worker.evaluate.Evaluated().alike(150), Approval.BY_RULE);

        assertThat(end)
                .isInstanceOfSatisfying(
                        StageEnd.Done.class, done -> assertThat(done.words()).isEqualTo("passed"));
    }

    @Test
    void orWaitsForAPersonWhereThatIsTheRule() {
        var end = decide(new treewarden.worker.evaluate.Evaluated().alike(150), Approval.BY_A_PERSON);

        assertThat(end)
                .isInstanceOfSatisfying(
                        StageEnd.Stands.class,
                        stands -> assertThat(stands.state()).isEqualTo(ReleaseState.AWAITING_APPROVAL));
    }

    @Test
    void anotherModelThanTheEvaluatedOneIsNotDecidedOn() {
        bench.file(ReleaseStage.TRAIN, TrainCandidate.MODEL + "/model.safetensors", "other weights");

        assertThatThrownBy(() -> decide(new treewarden.worker.evaluate.Evaluated().alike(150), Approval.BY_RULE))
                .isInstanceOf(FilesChanged.class)
                .hasMessageContaining("model.safetensors is not what it was when it was made; cancel this release");
    }

    private StageEnd decide(treewarden.worker.evaluate.Evaluated evaluated, Approval approval) {
        bench.left(ReleaseStage.EVALUATE, new Evaluated(evaluated.report()));
        return new DecideOnCandidate(GateRule.USUAL, approval, null).run(bench.at(ReleaseStage.GATE));
    }
}
