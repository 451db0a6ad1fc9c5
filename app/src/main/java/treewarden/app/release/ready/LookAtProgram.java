package treewarden.app.release.ready;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import treewarden.domain.Capability;
import treewarden.domain.Printable;

/**
 * A program of the operator's, and the script that it is to run where the command names one by its whole path.
 *
 * @param wanted what it is wanted for, and where it is named
 */
record LookAtProgram(String what, List<String> argv, String wanted, Capability capability, Site site) implements Probe {
    @Override
    public Set<Capability> of() {
        return Set.of(capability);
    }

    @Override
    public List<Looked> look() {
        var program = argv.get(0);
        if (!isThere(program)) {
            return List.of(missing("program " + Printable.quoted(program)));
        }
        return List.of(argv.stream()
                .skip(1)
                .filter(word ->
                        word.endsWith(".py") && Path.of(word).isAbsolute() && !Files.isRegularFile(Path.of(word)))
                .findFirst()
                .map(script -> missing("file " + Printable.quoted(script)))
                .orElseGet(() -> Looked.ready(what, program)));
    }

    private Looked missing(String thing) {
        return site.missing(capability, what, "there is no " + thing + " here " + wanted);
    }

    private boolean isThere(String program) {
        return program.contains(File.separator)
                ? isProgram(Path.of(program))
                : Stream.of(site.environment().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> isProgram(Path.of(folder, program)));
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
