package treewarden.worker.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import treewarden.worker.evaluate.ChildProcess;
import treewarden.worker.evaluate.EvaluationException;

/**
 * Makes one file of another form of a model, such as GGUF, by a command of the operator's. The file is made once for a
 * release: converters put the time into their files, and what was published must not differ the next time.
 *
 * @param argv in which {@code {model}} stands for the model's folder and {@code {output}} for the file to write
 * @param name of the file beside the weights
 */
public record ConvertModel(List<String> argv, String name, Duration longest) {
    private static final String MODEL = "{model}";
    private static final String OUTPUT = "{output}";

    public ConvertModel {
        argv = List.copyOf(argv);
        for (var wanted : List.of(MODEL, OUTPUT)) {
            if (argv.stream().noneMatch(word -> word.contains(wanted))) {
                throw new IllegalArgumentException("the converter's command must hold " + wanted
                        + ", such as in `python convert_hf_to_gguf.py {model} --outfile {output} --outtype q8_0`");
            }
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.gguf")) {
            throw new IllegalArgumentException("the converted file is named such as model-q8_0.gguf");
        }
    }

    /**
     * The file.
     *
     * @throws EvaluationException where the command fails, takes too long, or leaves no file
     * @throws CancellationException where the job is cancelled
     */
    Path convert(Path model, StageContext context) throws IOException {
        var folder = Files.createDirectories(context.folder().resolve("converted"));
        var file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
            return file;
        }
        var unfinished = folder.resolve("unfinished.gguf");
        Files.deleteIfExists(unfinished);
        context.job().progress(0, 1, "converting the model to " + name);
        var words = argv.stream()
                .map(word -> word.replace(OUTPUT, unfinished.toString()))
                .map(word -> word.replace(MODEL, model.toString()))
                .toList();
        try (var process = ChildProcess.start(words, folder.resolve("log.txt"), Duration.ofSeconds(10))) {
            process.awaitSuccess("the converter", longest, context::cancelled);
        }
        if (!Files.isRegularFile(unfinished)) {
            throw new EvaluationException("the converter ended well and left no file at {output}");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }
}
