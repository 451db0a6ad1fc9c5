package treewarden.worker.evaluate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a model is served on this machine.
 *
 * @param argv in which {@code {model}} stands for the model's folder, {@code {port}} for the port of this machine that it
 *     is to listen at, and {@code {name}} for the name that it is to answer under. It must not fetch anything, and must not
 *     run code that comes with a model
 * @param startup how long it may take until it answers: large models are read from slow disks, and compiled
 * @param stop how long it may take to end by itself, and to give its memory back
 * @param contextTokens that the model is asked for at most in one request, with the answer
 * @param concurrency questions that it is asked at once
 * @param deadline for one answer
 */
public record ServeCommand(
        List<String> argv, Duration startup, Duration stop, int contextTokens, int concurrency, Duration deadline) {
    static final String MODEL = "{model}";
    static final String PORT = "{port}";
    static final String NAME = "{name}";

    /** For a machine with vLLM: safetensors alone, listening to this machine alone, and no sampling of the model's own. */
    public static final ServeCommand VLLM = new ServeCommand(
            List.of(
                    "vllm",
                    "serve",
                    MODEL,
                    "--host",
                    "127.0.0.1",
                    "--port",
                    PORT,
                    "--served-model-name",
                    NAME,
                    "--load-format",
                    "safetensors",
                    "--generation-config",
                    "vllm"),
            Duration.ofMinutes(20),
            Duration.ofSeconds(30),
            4_096,
            64,
            Duration.ofMinutes(5));

    /**
     * The small server of our trainer: for the CPU, demonstrations and tests.
     *
     * @param python of the trainer's environment
     */
    public static ServeCommand trainer(Path python) {
        return new ServeCommand(
                List.of(
                        python.toString(),
                        "-m",
                        "treewarden_trainer",
                        "serve",
                        "--model",
                        MODEL,
                        "--port",
                        PORT,
                        "--name",
                        NAME),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                2_048,
                4,
                Duration.ofMinutes(5));
    }

    public ServeCommand {
        argv = List.copyOf(argv);
        if (argv.isEmpty() || argv.get(0).isBlank() || argv.get(0).contains("{")) {
            throw new IllegalArgumentException("the serve command must begin with a program");
        }
        for (var wanted : List.of(MODEL, PORT, NAME)) {
            if (argv.stream().noneMatch(word -> word.contains(wanted))) {
                throw new IllegalArgumentException(
                        "the serve command must hold " + wanted
                                + ", such as in `vllm serve {model} --host 127.0.0.1 --port {port} --served-model-name {name}`");
            }
        }
        if (startup.isNegative() || startup.isZero() || stop.isNegative() || contextTokens < 1 || concurrency < 1) {
            throw new IllegalArgumentException("the serve command's times, context and concurrency must be positive");
        }
    }

    /** The words of the command for a model; nothing of them is read by a shell. */
    List<String> of(Path model, int port, String name) {
        return argv.stream()
                .map(word -> word.replace(PORT, Integer.toString(port)).replace(NAME, name))
                .map(word -> word.replace(MODEL, model.toString()))
                .toList();
    }

    public ServeCommand withStartup(Duration other) {
        return new ServeCommand(argv, other, stop, contextTokens, concurrency, deadline);
    }

    public ServeCommand withStop(Duration other) {
        return new ServeCommand(argv, startup, other, contextTokens, concurrency, deadline);
    }

    public ServeCommand withContextTokens(int other) {
        return new ServeCommand(argv, startup, stop, other, concurrency, deadline);
    }

    public ServeCommand withConcurrency(int other) {
        return new ServeCommand(argv, startup, stop, contextTokens, other, deadline);
    }
}
