package treewarden.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.worker.ChildEnvironment;

class WriteTinyModelTest {
    /** What the shell of the stand-in adds itself. */
    private static final List<String> OF_THE_SHELL = List.of("PWD", "SHLVL", "_", "OLDPWD");

    @TempDir
    Path folder;

    @Test
    void theTrainerGetsNothingOfOurEnvironmentThatIsNotOnTheList() throws IOException {
        var told = folder.resolve("environment.txt");
        var python = Files.writeString(folder.resolve("python3"), """
                #!/bin/sh
                env | sed 's/=.*//' > '%1$s.unfinished'
                mv '%1$s.unfinished' '%1$s'
                """.formatted(told));
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        var tiny = new WriteTinyModel(folder);

        tiny.begin(python);

        eventually(() -> assertThat(told).exists());
        var names = Files.readAllLines(told).stream().collect(Collectors.toSet());
        assertThat(names).contains("OMP_NUM_THREADS").containsAll(ChildEnvironment.FIXED.keySet());
        assertThat(names)
                .allMatch(name -> ChildEnvironment.isAllowed(name)
                        || ChildEnvironment.FIXED.containsKey(name)
                        || OF_THE_SHELL.contains(name));
    }
}
