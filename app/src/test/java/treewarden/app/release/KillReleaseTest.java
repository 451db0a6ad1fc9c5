package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.hub.HubRepository;

/** A release whose processes are killed, at every stage: it ends all the same, and nothing is shown twice. */
class KillReleaseTest {
    @TempDir
    Path folder;

    private ReleaseMachines machines;
    private Path trainer;
    private List<PullRequest> merged;

    @BeforeEach
    void begin() throws Exception {
        trainer = folder.resolve("trainer");
        machines = new ReleaseMachines(folder, """
                base-model: %s
                trainer:
                  python: %s
                evaluation:
                  serve: [%s, -m, treewarden_trainer, serve, --model, "{model}", --port, "{port}", --name, "{name}"]
                gate:
                  least-questions: 1
                  margin: 0.99
                """.formatted(
                        StandInTrainer.model(folder.resolve("base"), java.util.Map.of()),
                        StandInTrainer.in(trainer, "haiku", "limericks", "sonnet", "ballad", "proverb"),
                        trainer.resolve("python")));
        machines.start(Capability.FORGE);
        machines.start(Capability.GPU);
        machines.start(Capability.PUBLISH);
        merged = List.of(machines.merged("haiku"), machines.merged("limericks"));
    }

    @AfterEach
    void end() throws Exception {
        machines.close();
    }

    @Test
    void atTheEndOfEachStageWithAllDoneAndNothingStored() throws Exception {
        ReleaseId id;
        try (var ends = machines.holdEnds()) {
            id = machines.startRelease();
            for (var stage : ReleaseStage.values()) {
                ends.await(id, stage);
                machines.kill(stage.job().capability());
                ends.letGo(stage);
                machines.start(stage.job().capability());
            }
        }

        isPublishedOnce(id);
    }

    private void isPublishedOnce(ReleaseId id) {
        eventually(() -> assertThat(machines.release(id).state())
                .as(() -> machines.trouble() + machines.logs())
                .isEqualTo(ReleaseState.PUBLISHED));
        for (var repository : List.of(
                machines.hub().model(ReleaseMachines.MODEL).orElseThrow(),
                machines.hub().dataset(ReleaseMachines.DATA).orElseThrow())) {
            holdsOnce(repository, id);
        }
        eventually(() -> {
            assertThat(machines.repository().releases())
                    .as(machines::logs)
                    .singleElement()
                    .satisfies(release -> assertThat(release.tag()).isEqualTo(id.name()));
            assertThat(merged).allSatisfy(pull -> {
                assertThat(pull.labels()).contains("treewarden-released");
                assertThat(pull.comments())
                        .filteredOn(comment -> comment.body().contains("has learnt from this pull request"))
                        .as("comments of %s", pull.number())
                        .singleElement()
                        .satisfies(comment -> assertThat(comment.body()).contains(id.name()));
            });
        });
    }

    private static void holdsOnce(HubRepository repository, ReleaseId id) {
        assertThat(repository.history("main")).as("commits on main").hasSize(2);
        assertThat(repository.tags())
                .containsOnlyKeys(id.name())
                .containsValue(repository.branches().get("main"));
        repository
                .branches()
                .forEach((branch, commit) ->
                        assertThat(repository.history(branch)).as(branch).hasSizeLessThanOrEqualTo(2));
    }
}
