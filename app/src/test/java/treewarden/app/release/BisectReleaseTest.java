package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.AnotherProcess;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseState;

/** One leaf of eight makes the model forget: which one, is found by leaving leaves out. */
@Timeout(1200)
class BisectReleaseTest {
    private static final String SPOILS = "limerick";

    @TempDir
    Path folder;

    private OneMachine machine;
    private Path config;
    private ReleaseId release;
    private int runs;

    @BeforeEach
    void aReleaseThatForgot() throws IOException {
        var regression = Cities.regression(folder);
        machine = OneMachine.with(folder, Cities.known(), regression, "haiku", "sestina", SPOILS, "villanelle");
        StandInTrainer.isSpoiltBy(folder.resolve("trainer"), SPOILS);
        for (var topic : List.of("haiku", "sestina", SPOILS, "villanelle")) {
            machine.merged(topic);
        }
        release = machine.start();
        machine.endsAs(release, ReleaseState.REFUSED);
        // The service goes on while it is looked for: that takes days.
        config = machine.configuration(regression);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void theLeafThatHurtsIsFoundAndWhatWasTriedIsNotTriedAgain() throws IOException {
        var trainer = folder.resolve("trainer");
        StandInTrainer.allow(trainer, 3);
        var first = bisect();
        eventually(() -> assertThat(first.output()).contains("Training 1 of at most 20"));
        eventually(() -> assertThat(trials("output/kept")).isNotEmpty());
        first.kill();
        StandInTrainer.allow(trainer, Integer.MAX_VALUE);

        var second = bisect();

        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output())
                .contains("8 leaves are suspected")
                .contains("These hurt; without them the candidate is not worse:")
                .contains("treewarden release exclude " + leaf() + " --why")
                .doesNotContain("exclude compositional_skills/writing/haiku");
        assertThat(trials("trial.json")).hasSizeBetween(4, 8);
        assertThat(trials("output/model/model.safetensors"))
                .as("models of trials are not kept")
                .isEmpty();

        var third = bisect();

        assertThat(third.exitCode()).isZero();
        assertThat(third.output()).contains("treewarden release exclude " + leaf());
        assertThat(trials("output/model/model.safetensors")).isEmpty();
    }

    @Test
    void withTooFewTrainingsThoseThatAreLeftAreNamed() {
        var run = bisect("--most", "2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("No training is left").contains(leaf());
    }

    @Test
    void aReleaseThatIsNotThereIsNamed() {
        release = new ReleaseId("release-20200101");

        var run = bisect();

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("there is no release-20200101");
    }

    private AnotherProcess bisect(String... options) {
        var arguments = new ArrayList<>(List.of("release", "bisect", release.name(), "--config", config.toString()));
        arguments.addAll(List.of(options));
        return AnotherProcess.start(
                folder.resolve("bisect-" + runs++ + ".log"), Map.of(), arguments.toArray(String[]::new));
    }

    private static String leaf() {
        return "compositional_skills/writing/" + SPOILS;
    }

    /** Files of all trials whose path ends so. */
    private List<Path> trials(String end) throws IOException {
        var root = folder.resolve("releases").resolve("bisect");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(end)).toList();
        }
    }
}
