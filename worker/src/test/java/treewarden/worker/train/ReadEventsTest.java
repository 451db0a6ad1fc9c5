package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;

class ReadEventsTest {
    private static final String CHECKPOINT =
            "{\"schema\": 1, \"event\": \"checkpoint\", \"phase\": \"skills\", \"step\": %d}";

    @TempDir
    Path root;

    private Path file;
    private EventFile events;

    @BeforeEach
    void prepare() {
        file = root.resolve("events.jsonl");
        events = new EventFile(file);
    }

    @Test
    void aFileThatIsNotThereYetHasNoEvents() throws IOException {
        assertThat(events.more()).isEmpty();
    }

    @Test
    void aLineCountsWhenItIsWholeAndOnlyOnce() throws IOException {
        append(CHECKPOINT.formatted(1) + "\n" + CHECKPOINT.formatted(2).substring(0, 20));
        assertThat(checkpoints()).containsExactly(1);
        assertThat(checkpoints()).isEmpty();
        append(CHECKPOINT.formatted(2).substring(20) + "\n");
        assertThat(checkpoints()).containsExactly(2);
    }

    @Test
    void whateverElseStandsThereIsPassedOver() throws IOException {
        append("\n\0\nnull\n[]\n{\n{}\n{\"schema\": 2, \"event\": \"done\"}\n{\"schema\": 1, \"event\": \"dance\"}\n");
        append("{\"schema\": 1, \"event\": ".repeat(3_000) + "\n");
        append("x".repeat(3 << 20) + "\n");
        append("{\"schema\": 1, \"event\": \"done\", \"model\": \"\\u0000\"}\n");
        append(CHECKPOINT.formatted(7) + "\n");
        assertThat(checkpoints()).containsExactly(7);
    }

    @Test
    void aDigestThatIsNoneIsNotTold() {
        var done = "{\"schema\": 1, \"event\": \"done\", \"model\": \"m\", \"key\": \"k\", \"base\": \"%s\"}";
        assertThat(ReadEvent.of(done.formatted("a".repeat(64))))
                .contains(new TrainingEvent.Done(Path.of("m"), "k", Optional.of(new Digest("a".repeat(64)))));
        assertThat(ReadEvent.of(done.formatted("../a")))
                .contains(new TrainingEvent.Done(Path.of("m"), "k", Optional.empty()));
    }

    @Test
    void textsAreMadeHarmless() {
        var said =
                "{\"schema\": 1, \"event\": \"failed\", \"reason\": \"x\\u001b[2J\", \"message\": \"no\\nroom \\u202e%s\","
                        + " \"exit_code\": -5}";
        var failed = (TrainingEvent.Failed)
                ReadEvent.of(said.formatted("a".repeat(5_000))).orElseThrow();
        assertThat(failed.reason()).isEqualTo("x\\u{1b}[2J");
        assertThat(failed.message()).startsWith("no\\u{a}room \\u{202e}aaa").hasSizeLessThan(2_100);
        assertThat(failed.exitCode()).isZero();
    }

    @Test
    void numbersThatAreNoneAreNought() {
        var step = (TrainingEvent.Step) ReadEvent.of(
                        "{\"schema\": 1, \"event\": \"step\", \"step\": 99999999999, \"loss\": 1e999, \"tokens\": -3}")
                .orElseThrow();
        assertThat(step.step()).isEqualTo(Integer.MAX_VALUE);
        assertThat(step.loss()).isZero();
        assertThat(step.tokens()).isZero();
    }

    @Test
    void aLongCurveIsThinnedTheSameWayWhateverHappened() {
        int steps = 12_345;
        var whole = new GatherProgress();
        whole.take(phase(steps));
        IntStream.rangeClosed(1, steps).forEach(step -> whole.take(step(step, steps)));
        var interrupted = new GatherProgress();
        interrupted.take(phase(steps));
        IntStream.rangeClosed(1, 7_777).forEach(step -> interrupted.take(step(step, steps)));
        interrupted.take(phase(steps));
        IntStream.rangeClosed(7_001, steps).forEach(step -> interrupted.take(step(step, steps)));
        var points = whole.progress().curves().get(0).points();
        assertThat(points).hasSizeBetween(400, LossCurve.MOST_POINTS + 2);
        assertThat(points.get(0).step()).isEqualTo(1);
        assertThat(points.get(points.size() - 1).step()).isEqualTo(steps);
        assertThat(interrupted.progress().curves()).isEqualTo(whole.progress().curves());
    }

    private static TrainingEvent.Phase phase(int steps) {
        return (TrainingEvent.Phase)
                ReadEvent.of("{\"schema\": 1, \"event\": \"phase\", \"phase\": \"skills\", \"number\": 1,"
                                + " \"count\": 1, \"steps\": " + steps + "}")
                        .orElseThrow();
    }

    private static TrainingEvent step(int step, int of) {
        return new TrainingEvent.Step("skills", step, of, 2.0 / step, 1, 1, 1e-5, 1, 1, 1, 1);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<Integer> checkpoints() throws IOException {
        var steps = new ArrayList<Integer>();
        for (var more = events.more(); !more.isEmpty(); more = events.more()) {
            more.forEach(placed -> steps.add(((TrainingEvent.Checkpoint) placed.event()).step()));
        }
        return steps;
    }
}
