package treewarden.worker.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubOptions.Keeping;

/** A folder of which its maker has said what it holds: large files are read once, while they are sent. */
class KnownFilesTest {
    private static final String WEIGHTS = "model.safetensors";
    private static final int PART = 1 << 20;
    private static final int SIZE = (int) HashFolder.REGULAR_BELOW + PART / 2;

    @TempDir
    private Path home;

    private Desk desk;
    private Map<String, Digest> known;

    @BeforeEach
    void made() {
        desk = new Desk(home, HubOptions.in(home.resolve("hub")).withParts(PART, PART));
        desk.weights(WEIGHTS, SIZE);
        known = Map.of(
                WEIGHTS, Digest.of(Desk.safetensors(SIZE)), "config.json", HashFolder.digest(file("config.json")));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatIsAsItsMakerSaidIsPublished() {
        publish();

        assertThat(desk.content(WEIGHTS)).isEqualTo(Desk.safetensors(SIZE));
        assertThat(desk.hub.receivedBytes()).isEqualTo(SIZE);
    }

    @Test
    void aLargeFileThatIsAnotherIsFoundWhileItIsSentAndNothingIsCommitted() {
        desk.file(WEIGHTS, other());

        assertThatThrownBy(this::publish)
                .isInstanceOf(HubException.Changed.class)
                .hasMessage("model.safetensors is not what it was when it was made");

        assertThat(desk.mainTitles()).containsExactly("initial commit");
        assertThat(desk.repository().tags()).isEmpty();
        assertThat(home.resolve("journal")).isEmptyDirectory();
    }

    @Test
    void soIsOneThatGoesInOnePiece() {
        desk.close();
        desk = new Desk(home, HubOptions.in(home.resolve("hub")).withParts(1L << 30, PART));
        desk.file(WEIGHTS, other());

        assertThatThrownBy(this::publish).isInstanceOf(HubException.class);

        assertThat(desk.mainTitles()).containsExactly("initial commit");
    }

    @Test
    void oneThatChangedBehindThePartsThatHaveGoneIsFoundToo() {
        stopAtPart(5);
        desk.file(WEIGHTS, other());

        assertThatThrownBy(this::publish).isInstanceOf(HubException.Changed.class);
    }

    @Test
    void takenUpAgainWhatHasGoneIsReadAndNotSent() {
        stopAtPart(5);

        publish();

        assertThat(desk.hub.receivedBytes()).isEqualTo(SIZE);
        assertThat(desk.content(WEIGHTS)).isEqualTo(Desk.safetensors(SIZE));
    }

    @Test
    void aShortFileThatIsAnotherIsFoundBeforeAnythingIsSent() {
        desk.text("config.json", "{} ");

        assertThatThrownBy(this::publish)
                .isInstanceOf(HubException.Changed.class)
                .hasMessage("config.json is not what it was when it was made");
        assertThat(desk.hub.model(Desk.REPO.id())).isEmpty();
    }

    @Test
    void soIsOneThatIsGone() throws IOException {
        Files.delete(file(WEIGHTS));

        assertThatThrownBy(this::publish)
                .isInstanceOf(HubException.Changed.class)
                .hasMessage("model.safetensors is not there any more");
        assertThat(desk.hub.model(Desk.REPO.id())).isEmpty();
    }

    @Test
    void aHubThatKeepsNamesAloneHoldsThemAgainstTheContentAndIsNotSentItTwice() {
        desk.close();
        desk = new Desk(
                home, HubOptions.in(home.resolve("hub")).withParts(PART, PART).withKeeping(Keeping.NAMES));
        publish();
        assertThat(home.resolve("hub/objects")).isEmptyDirectory();

        var next = new PublishRequest(
                Desk.REPO,
                HubRepo.Visibility.PUBLIC,
                desk.text("config.json", "{} ").folder,
                "8",
                "release-20261130",
                "Next",
                "");
        try (var client = desk.connect()) {
            new PublishFolder(client).publish(next);
        }

        assertThat(desk.hub.receivedBytes()).isEqualTo(SIZE);
        assertThat(desk.repository().tags()).hasSize(2);
    }

    private void publish() {
        try (var client = desk.connect()) {
            new PublishFolder(client).publish(desk.request().knowing(known));
        }
    }

    private void stopAtPart(int part) {
        desk.hub.faults().always("PUT", "/part/*/" + part, Fault.dropConnection());
        assertThatThrownBy(this::publish).isInstanceOf(HubException.Transient.class);
        desk.hub.faults().clear();
    }

    /** Of the same length, with another first byte of its weights. */
    private static byte[] other() {
        var bytes = Desk.safetensors(SIZE);
        bytes[100]++;
        return bytes;
    }

    private Path file(String path) {
        return desk.folder.resolve(path);
    }
}
