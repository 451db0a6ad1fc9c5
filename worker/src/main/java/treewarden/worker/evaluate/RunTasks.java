package treewarden.worker.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.TaskScore;
import treewarden.sdg.SampleProgress;

/**
 * External benchmarks by a command of the operator's, such as lm-eval's, whose results it reads.
 *
 * @param argv in which {@code {url}} stands for the base of the model's API, {@code {name}} for its name there, and
 *     {@code {output}} for the folder that the results go to
 * @param folder for results and logs
 */
public record RunTasks(List<String> argv, Path folder, Duration longest) {
    /** No benchmarks. */
    public static final RunTasks NONE = new RunTasks(List.of(), Path.of(""), Duration.ZERO);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGEST = 16 << 20;
    private static final int MOST_FILES = 1_000;

    /** The first of them that a task has is taken; of all of them higher is better. */
    private static final List<String> METRICS =
            List.of("acc_norm", "acc", "exact_match", "f1", "pass@1", "prompt_level_strict_acc", "mc2");

    public RunTasks {
        argv = List.copyOf(argv);
        if (!argv.isEmpty() && argv.stream().noneMatch(word -> word.contains("{output}"))) {
            throw new IllegalArgumentException(
                    "the command of the benchmarks must hold {output}, such as in `lm_eval --model"
                            + " local-completions --model_args model={name},base_url={url}/completions --tasks gsm8k"
                            + " --output_path {output}`");
        }
    }

    /** The same, with results and logs in another folder. */
    public RunTasks in(Path other) {
        return new RunTasks(argv, other, longest);
    }

    /**
     * What a benchmark measured of one model.
     *
     * @param error the standard error; null where the benchmark names none
     */
    record Measured(String metric, double value, @Nullable Double error) {}

    /**
     * Runs them against a model.
     *
     * @throws EvaluationException where the command fails, takes too long, or leaves no results
     */
    Map<String, Measured> run(ExamModel model, SampleProgress progress) {
        if (argv.isEmpty()) {
            return Map.of();
        }
        var output = empty(folder.resolve(model.name()));
        var words = argv.stream()
                .map(word -> word.replace("{url}", model.url().toString())
                        .replace("{name}", model.name())
                        .replace("{output}", output.toString()))
                .toList();
        progress.progressed(0, 1, "benchmarks of " + model.name());
        try (var process = ChildProcess.start(words, folder.resolve(model.name() + ".log"), Duration.ofSeconds(10))) {
            process.awaitSuccess("the benchmark", longest, progress::cancelled);
        }
        return read(output);
    }

    /** Results of before would be taken for these. */
    private static Path empty(Path output) {
        try {
            if (Files.exists(output)) {
                try (var old = Files.walk(output, 8)) {
                    for (var file : old.filter(Files::isRegularFile).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(output);
        } catch (IOException e) {
            throw new EvaluationException(output + " cannot be used for results: " + e.getMessage(), e);
        }
    }

    private static Map<String, Measured> read(Path output) {
        var measured = new TreeMap<String, Measured>();
        try (var files = Files.walk(output, 8)) {
            for (var file : files.filter(Files::isRegularFile).limit(MOST_FILES).toList()) {
                var name = file.getFileName().toString();
                if (name.startsWith("results") && name.endsWith(".json") && Files.size(file) <= LARGEST) {
                    JSON.readTree(Files.readAllBytes(file))
                            .path("results")
                            .properties()
                            .forEach(task -> of(task.getValue()).ifPresent(one -> measured.put(task.getKey(), one)));
                }
            }
        } catch (IOException e) {
            throw new EvaluationException("the results in " + output + " cannot be read: " + e.getMessage(), e);
        }
        if (measured.isEmpty()) {
            throw new EvaluationException("the benchmarks left no results*.json with a metric that is known ("
                    + String.join(", ", METRICS) + ") in " + output);
        }
        return measured;
    }

    /** {@code "acc,none": 0.7, "acc_stderr,none": 0.01}: the metric, and after a comma the filter. */
    private static Optional<Measured> of(JsonNode task) {
        for (var metric : METRICS) {
            for (var entry : task.properties()) {
                var parts = entry.getKey().split(",", 2);
                if (parts[0].equals(metric) && entry.getValue().isNumber()) {
                    var filter = parts.length == 2 ? "," + parts[1] : "";
                    // lm-eval writes "N/A" where it has none.
                    var error = task.path(metric + "_stderr" + filter);
                    return Optional.of(new Measured(
                            metric, entry.getValue().asDouble(), error.isNumber() ? error.asDouble() : null));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The tasks of both models.
     *
     * @throws EvaluationException where one has a task that the other has not, or by another metric: it was asked of both,
     *     and what is missing may be what got worse
     */
    static List<TaskScore> beside(Map<String, Measured> candidate, Map<String, Measured> beside) {
        var scores = new ArrayList<TaskScore>();
        var all = new TreeSet<>(candidate.keySet());
        all.addAll(beside.keySet());
        for (var task : all) {
            var ours = candidate.get(task);
            var other = beside.get(task);
            if (ours == null || other == null || !other.metric().equals(ours.metric())) {
                throw new EvaluationException("the benchmarks do not compare: " + task + " was measured by "
                        + metric(ours) + " of the candidate and by " + metric(other)
                        + " of the model beside it; look at their logs, and have the command measure the same of both");
            }
            scores.add(new TaskScore(task, ours.metric(), ours.value(), ours.error(), other.value(), other.error()));
        }
        return scores;
    }

    private static String metric(@Nullable Measured measured) {
        return measured == null ? "nothing" : measured.metric();
    }
}
