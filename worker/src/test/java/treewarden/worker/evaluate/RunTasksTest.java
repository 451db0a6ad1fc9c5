package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.release.TaskScore;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sdg.SampleProgress;

/** External benchmarks, by programs that write what lm-eval writes. */
@Timeout(300)
class RunTasksTest {
    private static final String RESULTS = """
            mkdir -p "$1/model__name"
            printf '%s' '{"results": {
              "gsm8k": {"alias": "gsm8k", "exact_match,strict-match": 0.61, "exact_match_stderr,strict-match": 0.013},
              "arc_easy": {"acc,none": 0.70, "acc_stderr,none": 0.02, "acc_norm,none": 0.74, "acc_norm_stderr,none": 0.01},
              "odd": {"perplexity,none": 7.5}
            }, "config": {"model": "'"$2"'"}}' > "$1/model__name/results_2026-11-23.json"
            """;

    @TempDir
    Path folder;

    private final StandInTeacher server = StandInTeacher.start(TeacherOptions.defaults());
    private final StandInModel model = new StandInModel(server, Clock.systemUTC());

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    @Test
    void theirResultsAreReadWithTheirErrors() {
        var measured = run(RESULTS);

        assertThat(measured)
                .containsExactly(
                        Map.entry("arc_easy", new RunTasks.Measured("acc_norm", 0.74, 0.01)),
                        Map.entry("gsm8k", new RunTasks.Measured("exact_match", 0.61, 0.013)));
    }

    @Test
    void bothModelsAreComparedByTheSameMetric() {
        var scores = RunTasks.beside(Map.of("a", measured("acc", 0.7)), Map.of("a", measured("acc", 0.6)));

        assertThat(scores).containsExactly(new TaskScore("a", "acc", 0.7, 0.01, 0.6, 0.01));
    }

    @Test
    void whatOnlyOneOfThemHasIsNotPassedOver() {
        var both = Map.of("a", measured("acc", 0.7));
        var more = Map.of("a", measured("acc", 0.7), "b", measured("acc", 0.7));

        assertThatThrownBy(() -> RunTasks.beside(both, more))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("b was measured by nothing of the candidate and by acc of the model beside it");
        assertThatThrownBy(() -> RunTasks.beside(more, both))
                .hasMessageContaining("by acc of the candidate and by nothing");
        assertThatThrownBy(() -> RunTasks.beside(both, Map.of("a", measured("f1", 0.7))))
                .hasMessageContaining("by acc of the candidate and by f1");
    }

    @Test
    void anErrorThatIsNotNamedIsNotZero() {
        var measured = run("printf '%s' '{\"results\": {\"a\": {\"acc,none\": 0.7, \"acc_stderr,none\": \"N/A\"}}}'"
                + " > \"$1/results.json\"");

        assertThat(measured).containsExactly(Map.entry("a", new RunTasks.Measured("acc", 0.7, null)));
    }

    @Test
    void aCommandThatFailsSaysWhy() {
        assertThatThrownBy(() -> run("echo 'no such task: gsm9k' >&2; exit 3"))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("ended with code 3")
                .hasMessageContaining("no such task: gsm9k");
    }

    @Test
    void oneThatLeavesNothingIsNoSuccess() {
        run(RESULTS);

        assertThatThrownBy(() -> run("true"))
                .as("results of a run before are not taken for this one's")
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("left no results*.json");
    }

    @Test
    void oneThatTakesTooLongIsEnded() {
        var tasks = new RunTasks(command("sleep 600"), folder, Duration.ofMillis(300));

        assertThatThrownBy(() -> tasks.run(model, SampleProgress.NOBODY))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("the benchmark took more than", "allow more");
    }

    @Test
    void whoeverCancelsIsHeard() {
        var tasks = new RunTasks(command("sleep 600"), folder, Duration.ofMinutes(1));
        var cancelled = new SampleProgress() {
            @Override
            public void progressed(int done, int of, String what) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> tasks.run(model, cancelled)).isInstanceOf(CancellationException.class);
    }

    @Test
    void withoutACommandThereAreNoBenchmarks() {
        assertThat(RunTasks.NONE.run(model, SampleProgress.NOBODY)).isEmpty();
    }

    private Map<String, RunTasks.Measured> run(String script) {
        return new RunTasks(command(script), folder, Duration.ofMinutes(1)).run(model, SampleProgress.NOBODY);
    }

    private static List<String> command(String script) {
        return List.of("sh", "-c", script, "tasks", "{output}", "{name}", "{url}");
    }

    private static RunTasks.Measured measured(String metric, double value) {
        return new RunTasks.Measured(metric, value, 0.01);
    }
}
