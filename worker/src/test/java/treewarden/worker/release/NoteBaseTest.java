package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.worker.train.RunFolder;
import treewarden.worker.train.TrainingPlan;
import treewarden.worker.train.TrainingPlan.Base;

class NoteBaseTest {
    @TempDir
    Path home;

    private RunFolder run;
    private NoteBase note;

    @BeforeEach
    void begin() throws IOException {
        run = new RunFolder(Files.createDirectories(home.resolve("run")));
        note = new NoteBase(home, run);
    }

    @Test
    void whatTheTrainerReadsKeepsItsNameWhateverIsConfiguredMeanwhile() throws IOException {
        var small = new Base(home.resolve("small"), "");
        note.note(small, "ibm/granite-3b");
        trains(small);

        // A worker with the next release's configuration takes the training up.
        note.note(new Base(home.resolve("large"), ""), "ibm/granite-9b");

        assertThat(note.name()).isEqualTo("ibm/granite-3b");
    }

    @Test
    void aFolderThatWasMendedBeforeTheTrainerBeganAnewIsTheOneThatCounts() throws IOException {
        var wrong = new Base(home.resolve("wrong"), "");
        note.note(wrong, "nothing");
        trains(wrong);

        var right = new Base(home.resolve("right"), "");
        note.note(right, "ibm/granite-3b");
        trains(right);

        assertThat(note.name()).isEqualTo("ibm/granite-3b");
    }

    @Test
    void whatBeganBeforeNamesWereNotedIsCalledAsItsFolderIs() throws IOException {
        trains(new Base(home.resolve("granite"), ""));

        assertThat(note.name()).isEqualTo("granite");
    }

    @Test
    void theCandidateIsComparedWithWhatItBeganWithAndNotWithWhatIsConfiguredByThen() throws IOException {
        var configured = home.resolve("large");
        assertThat(NoteBase.model(run, configured))
                .as("nothing is known of a training")
                .isEqualTo(configured);

        trains(new Base(home.resolve("small"), ""));

        assertThat(NoteBase.model(run, configured)).isEqualTo(home.resolve("small"));
    }

    private void trains(Base base) throws IOException {
        new TrainingPlan("release-20261123", base, home.resolve("output"), List.of(), TrainingPlan.Machine.USUAL)
                .write(run.plan());
    }
}
