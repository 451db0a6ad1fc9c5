package treewarden.worker.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.http.Fault;
import treewarden.worker.hub.HubRepo.Visibility;

class RollBackTest {
    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void publishTwice() {
        desk = Desk.in(home);
        desk.weights("model.safetensors", 1000)
                .text("card/what's new?.txt", "good")
                .publish();
        desk.weights("model.safetensors", 2000)
                .text("card/what's new?.txt", "bad")
                .text("more.json", "[]");
        var worse = new PublishRequest(Desk.REPO, Visibility.PUBLIC, desk.folder, "8", "release-20261130", "Worse", "");
        try (var client = desk.connect()) {
            new PublishFolder(client).publish(worse);
        }
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String rollBack(String tag) {
        try (var client = desk.connect()) {
            return new RollBack(client, home.resolve("scratch"), () -> {}).to(tag, Desk.REPO, "back-1");
        }
    }

    @Test
    void mainHoldsTheEarlierReleaseAgainAndHistoryStays() {
        var sent = desk.hub.receivedBytes();

        var commit = rollBack(Desk.TAG);

        assertThat(desk.content("model.safetensors")).isEqualTo(Desk.safetensors(1000));
        assertThat(desk.content("card/what's new?.txt")).asString().isEqualTo("good");
        assertThat(desk.repository().find("main").orElseThrow().files()).doesNotContainKey("more.json");
        assertThat(desk.mainTitles())
                .containsExactly("Back to release-20261123", "Worse", "Release of 2026-11-23", "initial commit");
        assertThat(desk.repository().branches()).containsEntry("main", commit);
        assertThat(desk.repository().tags()).containsOnlyKeys("release-20261123", "release-20261130");
        assertThat(desk.hub.receivedBytes()).isEqualTo(sent);
    }

    @Test
    void rolledBackAgainNothingHappensEvenWhereAnAnswerWasLost() {
        desk.hub.faults().next("POST", "/api/models/*/*/commit/main", Fault.dropConnectionAfterStoring());

        assertThat(rollBack(Desk.TAG)).isEqualTo(rollBack(Desk.TAG));

        assertThat(desk.mainTitles()).hasSize(4);
    }

    @Test
    void aReleaseThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> rollBack("release-20250101"))
                .isInstanceOf(HubException.Missing.class)
                .hasMessage(
                        "community/tiny-lab has no tag \"release-20250101\"; name one of its releases, then run again");
        assertThat(desk.mainTitles()).hasSize(3);
    }
}
