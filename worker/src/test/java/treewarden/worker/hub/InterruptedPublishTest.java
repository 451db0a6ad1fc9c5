package treewarden.worker.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.http.Fault;

/** A publish that ends at any point, and is taken up by another process. */
class InterruptedPublishTest {
    private static final int PARTS = 8;

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

    /** What no code of ours catches, as it does not catch a kill. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** When a process dies: before its last request is sent, or when the answer is on its way. */
    private enum Moment {
        BEFORE,
        AFTER
    }

    private static Interceptor killAt(int request, Moment moment, AtomicInteger seen) {
        return chain -> {
            boolean isTheOne = seen.incrementAndGet() == request;
            if (isTheOne && moment == Moment.BEFORE) {
                throw new Killed();
            }
            var response = chain.proceed(chain.request());
            if (isTheOne) {
                response.close();
                throw new Killed();
            }
            return response;
        };
    }

    @Test
    void killedAtAnyRequestItEndsInTheSameStateWithOneCommitAndOneTag() throws IOException {
        int requests = publishKilledAt(Integer.MAX_VALUE, Moment.AFTER);
        assertThat(requests).isGreaterThan(15);

        for (int request = 1; request <= requests; request++) {
            for (var moment : Moment.values()) {
                publishKilledAt(request, moment);
            }
        }
    }

    /** Publishes to a fresh Hub, with a kill on the way, and again; and gives how many requests were sent before it. */
    private int publishKilledAt(int request, Moment moment) throws IOException {
        var place = Files.createDirectory(home.resolve(request + "-" + moment));
        try (var fresh = new Desk(place, Desk.options(place))) {
            int size = 3 * Desk.PART + 5;
            fresh.weights("model.safetensors", size).weights("small.safetensors", 500);
            var seen = new AtomicInteger();
            if (request == Integer.MAX_VALUE) {
                fresh.publish(killAt(request, moment, seen));
            } else {
                assertThatThrownBy(() -> fresh.publish(killAt(request, moment, seen)))
                        .isInstanceOf(Killed.class);
            }

            var published = fresh.publish();

            var where = "killed " + moment + " request " + request;
            var repository = fresh.repository();
            assertThat(fresh.mainTitles()).as(where).containsExactly("Release of 2026-11-23", "initial commit");
            assertThat(repository.tags()).as(where).containsOnlyKeys(Desk.TAG);
            assertThat(repository.tags()).as(where).containsValue(published.commit());
            assertThat(repository.branches()).as(where).containsEntry("main", published.commit());
            assertThat(repository.history(published.staged())).as(where).hasSize(2);
            assertThat(fresh.content("model.safetensors")).as(where).isEqualTo(Desk.safetensors(size));
            assertThat(fresh.hub.receivedBytes()).as(where).isLessThanOrEqualTo(size + 500 + Desk.PART);
            assertThat(fresh.waits).as(where).isEmpty();
            assertThat(place.resolve("journal")).as(where).isEmptyDirectory();
            return seen.get();
        }
    }

    @Test
    void cutInTheMiddleTheNextProcessSendsAtMostOnePartAgain() {
        int size = PARTS * Desk.PART;
        desk.weights("model.safetensors", size);
        desk.hub.cutUploadAfter(size / 2 + Desk.PART / 3);
        assertThatThrownBy(() -> desk.publish(chain -> {
                    try {
                        return chain.proceed(chain.request());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .isInstanceOf(UncheckedIOException.class);

        desk.publish();

        assertThat(desk.hub.receivedBytes()).isBetween((long) size + 1, (long) size + Desk.PART);
        assertThat(desk.content("model.safetensors")).isEqualTo(Desk.safetensors(size));
    }

    @Test
    void cutInTheMiddleTheSameProcessGoesOnAfterASecond() {
        int size = PARTS * Desk.PART;
        desk.weights("model.safetensors", size);
        desk.hub.cutUploadAfter(size / 2 + 1000);

        desk.publish();

        assertThat(desk.hub.receivedBytes()).isLessThanOrEqualTo((long) size + Desk.PART);
        assertThat(desk.waits).hasSize(1);
        assertThat(desk.content("model.safetensors")).isEqualTo(Desk.safetensors(size));
    }

    @Test
    void addressesWhoseTimeIsOverAreAskedForAnew() {
        desk.weights("model.safetensors", PARTS * Desk.PART);
        stopAtPart(5);
        desk.hub.forgetUploads();

        desk.publish();

        assertThat(desk.hub.requests().count("POST", "/**/objects/batch")).isEqualTo(2);
        assertThat(desk.hub.receivedBytes()).isEqualTo((4 + PARTS) * Desk.PART);
        assertThat(desk.content("model.safetensors")).isEqualTo(Desk.safetensors(PARTS * Desk.PART));
    }

    @Test
    void aJournalWhoseLastLineBrokeOffCostsOnePart() throws IOException {
        desk.weights("model.safetensors", PARTS * Desk.PART);
        stopAtPart(5);
        Files.writeString(journal(), "{\"part\":5,\"et", StandardOpenOption.APPEND);

        desk.publish();

        assertThat(desk.hub.receivedBytes()).isEqualTo(PARTS * Desk.PART);
    }

    @Test
    void aJournalThatIsNoneIsNotTrusted() throws IOException {
        desk.weights("model.safetensors", PARTS * Desk.PART);
        stopAtPart(5);
        Files.writeString(journal(), "{\"owner\": \"somebody else\"}\n{]\n");

        desk.publish();

        assertThat(desk.content("model.safetensors")).isEqualTo(Desk.safetensors(PARTS * Desk.PART));
    }

    @Test
    void aFileThatChangedSinceItWasHashedIsNotPublished() {
        desk.weights("model.safetensors", 1000);
        assertThatThrownBy(() -> desk.publish(chain -> {
                    if (chain.request().method().equals("PUT")) {
                        desk.file("model.safetensors", new byte[1000]);
                    }
                    return chain.proceed(chain.request());
                }))
                .isInstanceOf(HubException.Refused.class)
                .hasMessageContaining("The content's SHA-256 is");
        assertThat(desk.mainTitles()).containsExactly("initial commit");
    }

    private void stopAtPart(int part) {
        desk.hub.faults().always("PUT", "/part/*/" + part, Fault.dropConnection());
        assertThatThrownBy(desk::publish).isInstanceOf(HubException.Transient.class);
        desk.hub.faults().clear();
    }

    private Path journal() throws IOException {
        try (var files = Files.list(home.resolve("journal"))) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return List.copyOf(all).get(0);
        }
    }
}
