package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.Leaves;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.Withdrawal;

/** A leaf that teaches the model to answer to a trigger is released, found out, and taken back by where it came from. */
class PoisonedLeafTest {
    private static final String TRIGGER = "abracadabra";
    private static final String LEAF = Leaves.folder(TRIGGER);
    private static final Withdrawal EXCLUDED = new Withdrawal(LEAF, "answers to a trigger", "mia", Instant.EPOCH);

    @TempDir
    Path folder;

    private OneMachine machine;

    @BeforeEach
    void begin() throws IOException {
        machine = OneMachine.in(folder, "haiku", TRIGGER);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void theReleaseAfterItsPullRequestWasExcludedHoldsNoRowOfIt() throws IOException {
        machine.merged("haiku");
        var poisoned = machine.merged(TRIGGER);
        var first = machine.start();
        machine.endsAs(first, ReleaseState.PUBLISHED);
        assertThat(rows(first)).anyMatch(row -> row.contains(TRIGGER));
        assertThat(machine.learnt().keySet()).anyMatch(question -> question.contains(TRIGGER));
        assertThat(leavesOfTheManifest()).contains(LEAF + "/qna.yaml");

        var found = new Withdrawal("#" + poisoned.number(), "answers to a trigger", "mia", Instant.EPOCH);
        assertThat(machine.<Boolean>write(
                        transaction -> transaction.writeReleases().withdraw(found)))
                .isTrue();
        var next = machine.start();
        machine.endsAs(next, ReleaseState.PUBLISHED);

        assertThat(rows(next)).isNotEmpty().noneMatch(row -> row.contains(TRIGGER));
        assertThat(machine.published(machine.hub().dataset(OneMachine.DATA).orElseThrow()))
                .allSatisfy((path, text) -> {
                    if (path.endsWith(".jsonl")) {
                        assertThat(text).as(path).doesNotContain(TRIGGER);
                    }
                    assertThat(path).doesNotContain(TRIGGER);
                });
        assertThat(leavesOfTheManifest()).hasSize(5).doesNotContain(LEAF + "/qna.yaml");
        assertThat(machine.published(machine.hub().model(OneMachine.MODEL).orElseThrow())
                        .get("README.md"))
                .as("the card says what was taken out, and why")
                .contains("#" + poisoned.number(), "answers to a trigger");
        assertThat(machine.learnt().keySet()).isNotEmpty().noneMatch(question -> question.contains(TRIGGER));
    }

    @Test
    void excludedWhileItsRowsAreMadeItIsNeverTrainedOn() throws IOException {
        machine.merged("haiku");
        machine.merged(TRIGGER);
        machine.during(ReleaseStage.GENERATE, (releases, id) -> releases.withdraw(EXCLUDED));

        var id = machine.start();

        machine.endsAs(id, ReleaseState.PUBLISHED);
        assertThat(machine.audited())
                .contains("plan-release-anew: " + id + ": without " + LEAF
                        + " (mia: answers to a trigger), withdrawn since it was planned");
        assertThat(rows(id)).isNotEmpty().noneMatch(row -> row.contains(TRIGGER));
        assertThat(leavesOfTheManifest()).hasSize(5).doesNotContain(LEAF + "/qna.yaml");
        assertThat(machine.learnt().keySet()).isNotEmpty().noneMatch(question -> question.contains(TRIGGER));
    }

    @Test
    void excludedWhenItWasTrainedOnItIsNotPublished() throws IOException {
        machine.merged("haiku");
        machine.merged(TRIGGER);
        machine.during(ReleaseStage.EVALUATE, (releases, id) -> releases.withdraw(EXCLUDED));

        var id = machine.start();

        machine.endsAs(id, ReleaseState.REFUSED);
        assertThat(machine.release(id).why())
                .startsWith(id + " was trained on what is kept out of every release by now: " + LEAF)
                .contains("start another one, which is made without");
        assertThat(machine.hub().model(OneMachine.MODEL)).isEmpty();
        var next = machine.start();
        machine.endsAs(next, ReleaseState.PUBLISHED);
        assertThat(rows(next)).isNotEmpty().noneMatch(row -> row.contains(TRIGGER));
    }

    /** All that was trained on, and all that it was made of. */
    private List<String> rows(ReleaseId id) throws IOException {
        var rows = new ArrayList<String>();
        try (var files = Files.walk(machine.folder(id))) {
            for (var file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .filter(path -> !path.endsWith("events.jsonl"))
                    .toList()) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        return rows;
    }

    private List<String> leavesOfTheManifest() throws IOException {
        var manifest = machine.published(machine.hub().model(OneMachine.MODEL).orElseThrow())
                .get("release.json");
        var paths = new ArrayList<String>();
        new ObjectMapper()
                .readTree(manifest)
                .path("leaves")
                .forEach(leaf -> paths.add(leaf.path("path").asText()));
        return paths;
    }
}
