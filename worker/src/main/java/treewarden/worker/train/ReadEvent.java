package treewarden.worker.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.domain.Digest;
import treewarden.domain.Printable;

/** One line into one event. Whatever else stands in the file is nothing, never a reason to fall over. */
final class ReadEvent {
    /** Bytes; the trainer's own lines have some hundred. */
    static final int LONGEST_LINE = 64 << 10;

    private static final int SCHEMA = 1;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(64)
                    .maxNameLength(100)
                    .build())
            .build());

    private ReadEvent() {}

    static Optional<TrainingEvent> of(String line) {
        if (line.length() > LONGEST_LINE || !line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            var in = JSON.readTree(line);
            return in.path("schema").asInt() == SCHEMA ? event(in) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty(); // half a line of a killed trainer, or something that printed
        }
    }

    private static Optional<TrainingEvent> event(JsonNode in) {
        return Optional.ofNullable(
                switch (in.path("event").asText()) {
                    case "start" ->
                        new TrainingEvent.Start(
                                text(in, "run"),
                                text(in, "version"),
                                text(in, "device"),
                                text(in, "dtype"),
                                text(in, "attention"),
                                whole(in, "processes"));
                    case "dropped" ->
                        new TrainingEvent.Dropped(text(in, "phase"), text(in, "reason"), count(in, "rows"));
                    case "phase" ->
                        new TrainingEvent.Phase(text(in, "phase"), whole(in, "number"), whole(in, "count"), begun(in));
                    case "step" -> step(in);
                    case "checkpoint" -> new TrainingEvent.Checkpoint(text(in, "phase"), whole(in, "step"));
                    case "smaller-batch" ->
                        new TrainingEvent.SmallerBatch(
                                text(in, "phase"), whole(in, "step"), whole(in, "before"), whole(in, "after"));
                    case "phase-done" -> new TrainingEvent.PhaseDone(text(in, "phase"));
                    case "done" ->
                        new TrainingEvent.Done(Path.of(in.path("model").asText()), text(in, "key"), digest(in, "base"));
                    case "failed" ->
                        new TrainingEvent.Failed(
                                text(in, "reason"),
                                Printable.line(in.path("message").asText()),
                                whole(in, "exit_code"));
                    default -> null;
                });
    }

    private static TrainingEvent.Begun begun(JsonNode in) {
        if (in.path("kept").asBoolean()) {
            return new TrainingEvent.Kept();
        }
        return new TrainingEvent.Trains(
                count(in, "rows"),
                count(in, "replayed"),
                count(in, "tokens"),
                count(in, "loss_tokens"),
                whole(in, "steps"),
                text(in, "layout"),
                whole(in, "micro_batch_tokens"),
                count(in, "parameters"),
                count(in, "trained_parameters"),
                Optional.of(text(in, "resumed_from")).filter(from -> !from.isEmpty()));
    }

    private static TrainingEvent.Step step(JsonNode in) {
        return new TrainingEvent.Step(
                text(in, "phase"),
                whole(in, "step"),
                whole(in, "of"),
                number(in, "loss"),
                count(in, "loss_tokens"),
                count(in, "tokens"),
                number(in, "learning_rate"),
                number(in, "gradient_norm"),
                number(in, "tokens_per_second"),
                number(in, "seconds_left"),
                count(in, "memory"));
    }

    private static String text(JsonNode in, String name) {
        return in.path(name).isTextual() ? Printable.plain(in.path(name).asText()) : "";
    }

    private static Optional<Digest> digest(JsonNode in, String name) {
        var given = text(in, name);
        return SHA256.matcher(given).matches() ? Optional.of(new Digest(given)) : Optional.empty();
    }

    private static int whole(JsonNode in, String name) {
        return (int) Math.min(count(in, name), Integer.MAX_VALUE);
    }

    private static long count(JsonNode in, String name) {
        return Math.max(0, in.path(name).asLong());
    }

    private static double number(JsonNode in, String name) {
        double given = in.path(name).asDouble();
        return Double.isFinite(given) ? given : 0;
    }
}
