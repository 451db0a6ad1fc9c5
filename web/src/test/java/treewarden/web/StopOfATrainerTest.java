package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;

/** The page of a release that was cancelled while its trainer ran follows the trainer to its end. */
class StopOfATrainerTest {
    private static final String PAGE = "/releases/" + Released.SECOND;

    @TempDir
    Path folder;

    private Operated site;

    @BeforeEach
    void aReleaseIsCancelledWhoseTrainerNobodyFollows() {
        site = Operated.in(folder);
        site.write(transaction -> {
            Released.begun(transaction, Released.SECOND);
            for (var stage : List.of(ReleaseStage.PLAN, ReleaseStage.GENERATE, ReleaseStage.MIX)) {
                transaction.writeReleases().finish(Released.SECOND, stage, new Mixed(Map.of(), 0, 0, 0), "done");
            }
        });
        work(JobKind.TRAIN_MODEL, new JobResult.GaveUp("the worker is lost"));
        site.write(transaction -> transaction.writeReleases().cancel(Released.SECOND, "mona", "not today"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void untilAWorkerIsThereItSaysWhatIsMissing() {
        assertThat(page())
                .contains(
                        "The release was cancelled here. Its trainer is still to be stopped. Missing is an accelerator:"
                                + " start a worker on a machine that has one.")
                .contains("stops the training of a release that was cancelled");
        assertThat(text("/runs")).contains("stops the training of a release that was cancelled");
    }

    @Test
    void whatAPersonHasToDoIsSaid() {
        work(JobKind.STOP_TRAINING, new JobResult.GaveUp("On gpu-2 end process 4711."));

        assertThat(page())
                .contains(
                        "Its trainer may still run: somebody has to do what is said below, and have the job tried again.")
                .contains("On gpu-2 end process 4711.");
    }

    @Test
    void onceItIsStoppedNothingIsLeftToDo() {
        work(JobKind.STOP_TRAINING, JobResult.done(Released.SECOND + ": the trainer was stopped"));

        assertThat(page())
                .contains("The release was cancelled here.")
                .contains("release-20261122: the trainer was stopped")
                .doesNotContain("Its trainer");
    }

    private void work(JobKind kind, JobResult result) {
        var handler = new JobHandler<JobPayload>() {
            @Override
            public JobKind kind() {
                return kind;
            }

            @Override
            public JobResult run(JobContext context, JobPayload payload) {
                return result;
            }
        };
        new JobRunner(site.database(), EnumSet.of(Capability.GPU), List.of(handler), RunnerConfig.named("gpu"))
                .runUntilQuiet();
    }

    private String page() {
        return text(PAGE);
    }

    private String text(String path) {
        return site.get(path).body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
