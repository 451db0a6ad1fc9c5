package treewarden.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import treewarden.app.config.Config;
import treewarden.app.config.ConfigFile;
import treewarden.app.config.WorkerConfig;

/** The option of every command that needs the operator's configuration. */
final class ConfigOption {
    @Option(
            names = "--config",
            defaultValue = "treewarden.yaml",
            paramLabel = "FILE",
            description = "The configuration (default: ${DEFAULT-VALUE}); docs/operating.md explains each key.")
    private Path file = Path.of("treewarden.yaml");

    Config read() {
        requireFile();
        return ConfigFile.read(file, System.getenv());
    }

    WorkerConfig readForWorker() {
        requireFile();
        return ConfigFile.readForWorker(file, System.getenv());
    }

    private void requireFile() {
        if (!Files.isRegularFile(file)) {
            throw CommandFailed.usage("there is no configuration at " + file
                    + "; name it with --config, docs/operating.md has an example to start from");
        }
    }

    Path file() {
        return file;
    }
}
