package treewarden.app.release.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.release.ready.Looked.State;
import treewarden.sandbox.hub.HubOptions;

/** A machine with all that a release needs, but for what its token may do. */
class LookAtHubTest {
    @TempDir
    Path folder;

    private ReadyMachine machine;

    @BeforeEach
    void open() throws IOException {
        machine = ReadyMachine.in(folder);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void aTokenForReadingIsNotReady() throws IOException {
        machine.token(ReadyMachine.READING.secret());

        assertThat(machine.notReady().get("Hub"))
                .contains("the token of community may not write to community/model")
                .contains("fine-grained");
    }

    @Test
    void aTokenIsHeldAgainstEveryRepositoryThatIsWrittenTo() throws IOException {
        machine.set("data-set", "community/data");
        machine.set("candidates", "{repository: community/candidates}");

        assertThat(machine.notReady()).containsOnlyKeys("data set", "candidates");
    }

    @Test
    void aTokenForEverythingWorksAndIsMoreThanIsWanted() throws IOException {
        machine.token(HubOptions.TOKEN.secret());
        machine.set("data-set", "community/data");

        assertThat(machine.notReady()).isEmpty();
        assertThat(machine.words("data set")).isEqualTo("as community; community/data will be made");
        assertThat(machine.state("token")).isEqualTo(State.REMARK);
        assertThat(machine.words("token")).contains("more than it is used for").contains("fine-grained");
    }

    @Test
    void aTokenThatTheHubDoesNotKnowIsNotReady() throws IOException {
        machine.token("hf_unknown");

        assertThat(machine.notReady()).containsOnlyKeys("Hub");
    }
}
