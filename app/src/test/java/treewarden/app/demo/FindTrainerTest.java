package treewarden.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.command.CommandFailed;

class FindTrainerTest {
    @TempDir
    Path folder;

    @Test
    void theOneBesideTheLauncherIsFound() throws IOException {
        var python = program("trainer/.venv/bin/python");

        assertThat(FindTrainer.in(Map.of(), folder.toString())).contains(python);
        assertThat(FindTrainer.in(Map.of(FindTrainer.VARIABLE, " "), folder.toString()))
                .contains(python);
    }

    @Test
    void theOneThatIsNamedGoesFirst() throws IOException {
        program("trainer/.venv/bin/python");
        var named = program("elsewhere/python");

        assertThat(FindTrainer.in(Map.of(FindTrainer.VARIABLE, named.toString()), folder.toString()))
                .contains(named);
    }

    @Test
    void whereThereIsNoneThereIsNone() {
        assertThat(FindTrainer.in(Map.of(), folder.toString())).isEmpty();
        assertThat(FindTrainer.in(Map.of(), null)).isEmpty();
    }

    @Test
    void aNamedOneThatIsNoProgramIsWrongUsage() {
        var missing = folder.resolve("missing").toString();

        assertThatThrownBy(() -> FindTrainer.in(Map.of(FindTrainer.VARIABLE, missing), null))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("TREEWARDEN_TRAINER_PYTHON names")
                .hasMessageEndingWith("give the path of a Python that has the trainer");
    }

    private Path program(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return file;
    }
}
