package treewarden.worker.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.RequestLog;
import treewarden.worker.hub.HubRepo.Visibility;

class PublishFolderTest {
    private static final String MINE = "Release of 2026-11-23";

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.in(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aFolderBecomesOneCommitOnMainAndATag() {
        desk.weights("model.safetensors", 1000).text("card/notes.txt", "hello");

        var published = desk.publish();

        assertThat(desk.mainTitles()).containsExactly(MINE, "initial commit");
        assertThat(desk.repository().tags()).containsExactly(Map.entry(Desk.TAG, published.commit()));
        assertThat(desk.repository().branches()).containsEntry("main", published.commit());
        assertThat(desk.repository().branches()).containsEntry("run-release-20261123_7", published.staged());
        assertThat(desk.repository().find("main").orElseThrow().files())
                .containsOnlyKeys(".gitattributes", "README.md", "card/notes.txt", "config.json", "model.safetensors");
        assertThat(desk.content("card/notes.txt")).asString().isEqualTo("hello");
        assertThat(desk.content("model.safetensors")).isEqualTo(Desk.safetensors(1000));
    }

    @Test
    void aLargeFileGoesInPartsAndArrivesWhole() {
        int size = 5 * Desk.PART + 17;
        desk.weights("model-00001-of-00002.safetensors", size).weights("model-00002-of-00002.safetensors", 90_000);

        desk.publish();

        assertThat(desk.content("model-00001-of-00002.safetensors")).isEqualTo(Desk.safetensors(size));
        assertThat(desk.hub.requests().count("PUT", "/part/*/*")).isEqualTo(6 + 2);
        assertThat(desk.hub.requests().count("POST", "/**/verify")).isEqualTo(2);
        assertThat(desk.hub.receivedBytes()).isEqualTo(size + 90_000);
        assertThat(desk.hub.unfinishedUploads()).isZero();
    }

    @Test
    void whatTheHubHasIsNotSentAgain() {
        desk.weights("model.safetensors", 100_000);
        desk.publish();
        var before = desk.hub.requests().all().size();

        var again = desk.publish();

        assertThat(desk.hub.receivedBytes()).isEqualTo(100_000);
        assertThat(desk.mainTitles()).containsExactly(MINE, "initial commit");
        assertThat(again.commit()).isEqualTo(desk.repository().branches().get("main"));
        assertThat(desk.hub
                        .requests()
                        .all()
                        .subList(before, desk.hub.requests().all().size()))
                .extracting(RequestLog.Request::path)
                .noneMatch(path -> path.contains("/commit/") || path.contains("/tag/"));
    }

    @Test
    void theNextReleaseTakesAwayWhatIsNoLongerThere() throws IOException {
        desk.text("old.json", "[]").publish();
        Files.delete(desk.folder.resolve("old.json"));
        desk.text("new.json", "[1]");
        var next = new PublishRequest(
                Desk.REPO, Visibility.PUBLIC, desk.folder, "8", "release-20261130", "Release of 2026-11-30", "");

        try (var client = desk.connect()) {
            new PublishFolder(client).publish(next);
        }

        assertThat(desk.repository().find("main").orElseThrow().files())
                .containsOnlyKeys(".gitattributes", "README.md", "config.json", "new.json");
        assertThat(desk.repository().find(Desk.TAG).orElseThrow().files()).containsKey("old.json");
    }

    @Test
    void aStagedFolderIsOnItsBranchAndNotOnMain() {
        try (var client = desk.connect()) {
            var commit = new PublishFolder(client).stage(desk.request());

            assertThat(desk.repository().branches()).containsEntry("run-release-20261123_7", commit);
        }
        assertThat(desk.mainTitles()).containsExactly("initial commit");
        assertThat(desk.repository().tags()).isEmpty();

        desk.publish();
        assertThat(desk.mainTitles()).containsExactly(MINE, "initial commit");
    }

    @Test
    void aPrivateRepositoryStaysPrivateAndAPublicOneIsNotTakenForOne() {
        var hidden = new PublishRequest(Desk.REPO, Visibility.PRIVATE, desk.folder, "7", Desk.TAG, "A candidate", "");
        try (var client = desk.connect()) {
            new PublishFolder(client).stage(hidden);
            assertThat(desk.repository().isPrivate()).isTrue();

            desk.hub.createModel("community/open");
            var open = new PublishRequest(
                    HubRepo.model("community/open"), Visibility.PRIVATE, desk.folder, "7", Desk.TAG, "A candidate", "");
            assertThatThrownBy(() -> new PublishFolder(client).stage(open))
                    .isInstanceOf(HubException.Refused.class)
                    .hasMessage("community/open is public and was to be private: change it on the Hub, or change the"
                            + " configuration");
        }
    }

    @Test
    void aDataSetGoesToADataSetRepository() {
        desk.text("train.jsonl", "{}\n");
        var request = new PublishRequest(
                HubRepo.dataset("community/data"), Visibility.PUBLIC, desk.folder, "7", Desk.TAG, "Data", "");
        try (var client = desk.connect()) {
            new PublishFolder(client).publish(request);
        }
        assertThat(desk.hub.dataset("community/data").orElseThrow().tags()).containsKey(Desk.TAG);
    }

    @Test
    void aTagThatHoldsOtherFilesIsNotMoved() {
        desk.publish();
        desk.text("config.json", "{\"changed\": true}");

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Refused.class)
                .hasMessageContaining("holds other files already (1 differ); name another tag");
        assertThat(desk.mainTitles()).containsExactly(MINE, "initial commit");
    }

    @Test
    void whereMainMovesMeanwhileTheReleaseIsPlannedAgainFromTheNewHead() {
        var once = new AtomicInteger();
        desk.publish(chain -> {
            if (chain.request().url().encodedPath().endsWith("/commit/main") && once.incrementAndGet() == 1) {
                desk.hub.commit(desk.repository(), "main", "theirs.txt", new byte[] {'x'});
            }
            return chain.proceed(chain.request());
        });

        assertThat(desk.mainTitles()).containsExactly(MINE, "by somebody else", "initial commit");
        assertThat(desk.repository().find("main").orElseThrow().files()).doesNotContainKey("theirs.txt");
        assertThat(once).hasValue(2);
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotMadeTwice() {
        desk.weights("model.safetensors", 1000);
        for (var branch : List.of("run-release-20261123_7", "main")) {
            desk.hub.faults().next("POST", "/api/models/*/*/commit/" + branch, Fault.dropConnectionAfterStoring());
        }

        desk.publish();

        assertThat(desk.hub.requests().count("POST", "/api/models/*/*/commit/*"))
                .isEqualTo(2);
        assertThat(desk.mainTitles()).containsExactly(MINE, "initial commit");
        assertThat(desk.waits).hasSize(2);
    }

    @Test
    void aReleaseThatOthersCommittedOnTopOfIsFoundAgainAndTagged() {
        desk.hub.faults().always("POST", "/api/models/*/*/tag/*", Fault.status(403));
        assertThatThrownBy(desk::publish).isInstanceOf(HubException.Forbidden.class);
        var mine = desk.repository().branches().get("main");
        desk.hub.commit(desk.repository(), "main", "theirs.txt", new byte[] {'x'});
        desk.hub.faults().clear();

        var published = desk.publish();

        assertThat(published.commit()).isEqualTo(mine);
        assertThat(desk.mainTitles()).containsExactly("by somebody else", MINE, "initial commit");
        assertThat(desk.repository().tags()).containsEntry(Desk.TAG, mine);
    }

    @Test
    void theTokenGoesToTheHubAlone() {
        desk.weights("model.safetensors", 3 * Desk.PART).weights("small.safetensors", 1000);

        desk.publish(chain -> {
            var url = chain.request().url().toString();
            assertThat(chain.request().header("Authorization") == null)
                    .as(url)
                    .isEqualTo(!url.startsWith(desk.hub.url() + "/") || url.contains("/complete_multipart/"));
            return chain.proceed(chain.request());
        });

        assertThat(desk.hub.requests().matching("PUT", "/**"))
                .hasSize(4)
                .extracting(RequestLog.Request::actor)
                .containsOnly("anonymous");
    }

    @Test
    void manyFilesAreAskedForInGroupsAndListedInPages() {
        desk.close();
        desk = new Desk(home, Desk.options(home).withPageSize(100));
        for (int i = 0; i < 300; i++) {
            desk.text("part-%03d.txt".formatted(i), "x" + i);
        }

        desk.publish();

        assertThat(desk.hub.requests().count("POST", "/**/preupload/*")).isEqualTo(2);
        assertThat(desk.repository().find("main").orElseThrow().files()).hasSize(303);
    }

    @Test
    void theNewestReleasesAreKept() {
        for (var tag : List.of("release-20261101", "release-20261108", "release-20261108-2", "release-20261115")) {
            desk.text("config.json", "{\"tag\": \"" + tag + "\"}");
            try (var client = desk.connect()) {
                new PublishFolder(client)
                        .publish(new PublishRequest(
                                Desk.REPO, Visibility.PUBLIC, desk.folder, tag, tag, "Release " + tag, ""));
            }
        }

        try (var client = desk.connect()) {
            assertThat(new KeepReleases(client).newest(2, Desk.REPO)).hasSize(4);
            assertThat(new KeepReleases(client).newest(2, Desk.REPO)).isEmpty();
        }
        assertThat(desk.repository().tags()).containsOnlyKeys("release-20261108-2", "release-20261115");
        assertThat(desk.repository().branches())
                .containsOnlyKeys(
                        "main", "run-release-20261108-2_release-20261108-2", "run-release-20261115_release-20261115");
    }

    @Test
    void theBranchOfARunThatNeverCameToATagGoesAMonthLater() {
        try (var client = desk.connect()) {
            for (var tag : List.of("release-20261015", "release-20261101")) {
                desk.text("config.json", "{\"tag\": \"" + tag + "\"}");
                new PublishFolder(client).stage(request(tag));
            }
            new PublishFolder(client).publish(request("release-20261120"));

            assertThat(new KeepReleases(client).newest(2, Desk.REPO))
                    .containsExactly("run-release-20261015_release-20261015");
        }
        assertThat(desk.repository().branches())
                .containsKeys("run-release-20261101_release-20261101", "run-release-20261120_release-20261120");
    }

    private PublishRequest request(String tag) {
        return new PublishRequest(Desk.REPO, Visibility.PUBLIC, desk.folder, tag, tag, "Release " + tag, "");
    }
}
