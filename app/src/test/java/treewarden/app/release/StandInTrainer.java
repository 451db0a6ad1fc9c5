package treewarden.app.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import treewarden.app.Leaves;
import treewarden.domain.Digest;

/**
 * Stands in for the trainer where Python is not there, or would take too long: a process that is started as the trainer is,
 * tells what it tells, keeps whole checkpoints, and goes on from the last one. What its models have learnt are the rows
 * that they were trained on, word by word, and the examples of a topic that any of the rows is about. Beside it,
 * {@code allowed} is how many steps it may make, and {@code examples.json} has examples by topic.
 */
public final class StandInTrainer {
    static final int STEPS_OF_A_PHASE = 8;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int EXIT_CANNOT_WRITE = 74;
    private static final Pattern EXAMPLE = Pattern.compile("question: (.+)\\R +answer: (.+)");

    private final Path home;
    private final JsonNode plan;
    private final Path output;

    private StandInTrainer(Path plan, Path home) throws IOException {
        this.home = home;
        this.plan = JSON.readTree(plan.toFile());
        this.output = Path.of(this.plan.path("output").asText());
    }

    /**
     * Writes a program into the folder that is started in the place of the trainer's Python.
     *
     * @param topics whose examples it understands from the rows about them
     */
    static Path in(Path folder, String... topics) throws IOException {
        Files.createDirectories(folder);
        allow(folder, Integer.MAX_VALUE);
        var examples = new TreeMap<String, Map<String, String>>();
        for (var topic : topics) {
            examples.put(topic, examples(Leaves.skill(topic)));
        }
        Files.write(folder.resolve("examples.json"), JSON.writeValueAsBytes(examples));
        var program = Files.writeString(folder.resolve("python"), """
                #!/bin/sh
                # So that the command stays short: of a long one Java shows the beginning only.
                CLASSPATH='%s'
                export CLASSPATH
                exec '%s' -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %s '%s' "$@"
                """.formatted(
                        System.getProperty("java.class.path"),
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        StandInTrainer.class.getName(),
                        folder));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** How many steps it may make from now on, counted over all phases. */
    static void allow(Path folder, int steps) throws IOException {
        var unfinished = Files.writeString(folder.resolve("allowed.unfinished"), Integer.toString(steps));
        Files.move(unfinished, folder.resolve("allowed"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** From now on what it trains knows nothing of what the base model knew. */
    static void forgets(Path folder) throws IOException {
        Files.createFile(folder.resolve("forgets"));
    }

    /** From now on whatever learns from a row about this topic forgets what the base model knew. */
    static void isSpoiltBy(Path folder, String topic) throws IOException {
        Files.writeString(folder.resolve("spoils"), topic);
    }

    private static Map<String, String> examples(String leaf) {
        var examples = new TreeMap<String, String>();
        var found = EXAMPLE.matcher(leaf);
        while (found.find()) {
            examples.put(found.group(1), found.group(2));
        }
        return examples;
    }

    /** A model that has learnt this, to begin with. */
    static Path model(Path folder, Map<String, String> learnt) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"stand-in\"}\n");
        Files.write(folder.resolve("model.safetensors"), weights(learnt));
        return folder;
    }

    /** What a model has learnt, which stands where others have their weights. */
    static Map<String, String> learnt(byte[] weights) throws IOException {
        var buffer = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN);
        var header = Arrays.copyOfRange(weights, Long.BYTES, Long.BYTES + (int) buffer.getLong());
        var learnt = new TreeMap<String, String>();
        JSON.readTree(header)
                .path("__metadata__")
                .properties()
                .forEach(one -> learnt.put(one.getKey(), one.getValue().asText()));
        return learnt;
    }

    private static byte[] weights(Map<String, String> learnt) throws IOException {
        var header = JSON.writeValueAsBytes(Map.of("__metadata__", learnt));
        return ByteBuffer.allocate(Long.BYTES + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    public static void main(String[] arguments) throws IOException {
        var words = List.of(arguments);
        if (words.contains("serve")) {
            StandInModel.serve(
                    learnt(Files.readAllBytes(Path.of(after(words, "--model")).resolve("model.safetensors"))),
                    Integer.parseInt(after(words, "--port")),
                    after(words, "--name"));
        } else {
            new StandInTrainer(Path.of(after(words, "--plan")), Path.of(words.get(0))).train();
        }
    }

    private static String after(List<String> words, String option) {
        return words.get(words.indexOf(option) + 1);
    }

    private void train() throws IOException {
        Files.createDirectories(output);
        try (var lock = FileChannel.open(output.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                tell("failed", Map.of("message", "Another process trains.", "exit_code", EXIT_CANNOT_WRITE));
                System.exit(EXIT_CANNOT_WRITE);
            }
            tell("start", Map.of("run", plan.path("run").asText(), "device", "cpu"));
            var phases = new ArrayList<JsonNode>();
            plan.path("phases").forEach(phases::add);
            for (int number = 1; number <= phases.size(); number++) {
                phase(phases.get(number - 1), number, phases.size());
            }
            tell(
                    "done",
                    Map.of(
                            "model",
                            folder(phases).toString(),
                            "key",
                            plan.path("run").asText(),
                            "base",
                            Digest.of("base").hex()));
        }
    }

    private Path folder(List<JsonNode> phases) throws IOException {
        var learnt = Files.exists(home.resolve("forgets")) || learnsWhatSpoils(phases)
                ? new TreeMap<String, String>()
                : learnt(Files.readAllBytes(Path.of(plan.path("model").asText()).resolve("model.safetensors")));
        var examples = JSON.readTree(home.resolve("examples.json").toFile());
        for (var phase : phases) {
            for (var file : phase.path("data")) {
                for (var line : Files.readAllLines(Path.of(file.asText()))) {
                    learn(JSON.readTree(line).path("messages"), learnt);
                    understand(line, examples, learnt);
                }
            }
        }
        var folder = model(output.resolve("model"), learnt);
        Files.writeString(folder.resolve("manifest.json"), "{}");
        return folder;
    }

    private boolean learnsWhatSpoils(List<JsonNode> phases) throws IOException {
        if (!Files.exists(home.resolve("spoils"))) {
            return false;
        }
        var topic = Files.readString(home.resolve("spoils"));
        for (var phase : phases) {
            for (var file : phase.path("data")) {
                if (Files.readString(Path.of(file.asText())).contains(topic)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void learn(JsonNode messages, Map<String, String> learnt) {
        var question = "";
        for (var message : messages) {
            var text = message.path("content").asText();
            if (message.path("role").asText().equals("assistant")) {
                learnt.put(question, text);
            } else {
                question = text;
            }
        }
    }

    private static void understand(String row, JsonNode examples, Map<String, String> learnt) {
        examples.properties().stream()
                .filter(topic -> row.contains(topic.getKey()))
                .flatMap(topic -> topic.getValue().properties().stream())
                .forEach(one -> learnt.put(one.getKey(), one.getValue().asText()));
    }

    private void phase(JsonNode phase, int number, int count) throws IOException {
        var name = phase.path("name").asText();
        int before = (number - 1) * STEPS_OF_A_PHASE;
        int kept = kept();
        var facts = new TreeMap<String, Object>(Map.of("phase", name, "number", number, "count", count));
        facts.put("kept", kept >= before + STEPS_OF_A_PHASE);
        facts.put("rows", 10);
        facts.put("steps", STEPS_OF_A_PHASE);
        if (kept > before) {
            facts.put("resumed_from", "step " + (kept - before));
        }
        tell("phase", facts);
        for (int step = Math.max(kept - before, 0) + 1; step <= STEPS_OF_A_PHASE; step++) {
            await(before + step);
            tell("step", Map.of("phase", name, "step", step, "loss", 2.0 / (before + step)));
            if (step % 2 == 0) {
                keep(before + step);
                tell("checkpoint", Map.of("phase", name, "step", step));
            }
        }
    }

    private void await(int step) throws IOException {
        while (Integer.parseInt(Files.readString(home.resolve("allowed")).strip()) < step) {
            LockSupport.parkNanos(LOOK);
        }
    }

    private int kept() throws IOException {
        var file = output.resolve("kept");
        return Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
    }

    private void keep(int step) throws IOException {
        var unfinished = Files.writeString(output.resolve("kept.unfinished"), Integer.toString(step));
        Files.move(unfinished, output.resolve("kept"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void tell(String event, Map<String, Object> facts) throws IOException {
        var line = new TreeMap<>(facts);
        line.put("schema", 1);
        line.put("event", event);
        System.out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
