package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Sampling;

/** A real model, of random weights, behind the trainer's own server; where the trainer's environment is installed. */
@Timeout(1200)
class TrainersServerTest {
    @TempDir
    Path folder;

    private final Path python = python();

    private static Path python() {
        var named = System.getenv("TREEWARDEN_TRAINER_PYTHON");
        return named == null
                ? Path.of("..", "trainer", ".venv", "bin", "python").toAbsolutePath()
                : Path.of(named);
    }

    @BeforeEach
    void aModel() throws Exception {
        assumeTrue(Files.isExecutable(python), "trainer/check --install makes the environment for this");
        var make = new ProcessBuilder(
                        python.toString(),
                        "-c",
                        "import sys; from treewarden_trainer.testing import write_tiny_model; write_tiny_model(sys.argv[1])",
                        model().toString())
                .inheritIO()
                .start();
        assertThat(make.waitFor()).isZero();
    }

    @Test
    void itAnswersAndTellsWhichChoiceIsLikeliest() throws Exception {
        try (var served = serve()) {
            var ask = new Ask(new Prompt("", "What pulls the water?"), new Sampling(0, 8, null, Map.of()));
            var first = served.student().model().ask(ask).get(60, TimeUnit.SECONDS);
            var second = served.student().model().ask(ask).get(60, TimeUnit.SECONDS);
            var question = new ChoiceQuestion("c", "l", "l", "What?", List.of("a", "b", "a a a a a a a a"), 0);

            assertThat(first.model()).isEqualTo("candidate");
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(new AskLikelihood(served, AskLikelihood.PATIENT)
                            .likeliest(question)
                            .orElseThrow())
                    .as("a long text of random weights is less likely than a short one")
                    .isLessThan(2);
        }
    }

    @Test
    void aModelWithAPickleIsNotServedAndTheReasonIsHeard() throws IOException {
        Files.write(model().resolve("pytorch_model.bin"), new byte[] {1});

        assertThatThrownBy(this::serve)
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("ended with code 66")
                .hasMessageContaining("a pickle; only safetensors are read");
    }

    private ServedModel serve() {
        return new ServeModel(ServeCommand.trainer(python), folder.resolve("logs"), Clock.systemUTC())
                .serve(model(), "candidate", () -> false);
    }

    private Path model() {
        return folder.resolve("model");
    }
}
