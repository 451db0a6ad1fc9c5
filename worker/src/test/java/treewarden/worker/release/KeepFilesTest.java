package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CommitId;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Announced;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Planned;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;

class KeepFilesTest {
    private static final String MODEL = "community/model";

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private Database database;
    private ReleaseFolders folders;
    private int nth;

    @BeforeEach
    void start() {
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), clock);
        database.migrate();
        folders = new ReleaseFolders(home.resolve("releases"));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void theNewestPublishedOnesKeepTheirFiles() {
        var first = published();
        var second = published();
        var third = published();

        assertThat(sweep(2)).containsExactly(first);

        assertThat(folders.areThere(first)).isFalse();
        assertThat(folders.areThere(second)).isTrue();
        assertThat(folders.areThere(third)).isTrue();
        assertThat(sweep(2)).as("a second time there is nothing to do").isEmpty();
    }

    @Test
    void howeverFewAreToStayTheLastOneStaysBesideTheOneBefore() {
        var first = published();
        var second = published();

        assertThat(sweep(0)).isEmpty();

        assertThat(folders.areThere(first)).isTrue();
        assertThat(folders.areThere(second)).isTrue();
    }

    @Test
    void whatWasCancelledCanBeLookedAtForAWeekAndTakesNobodysPlace() {
        var first = published();
        var cancelled = begins();
        database.run(transaction -> transaction.writeReleases().cancel(cancelled, "grace", "not today"));
        clock.advance(Duration.ofDays(6));
        var second = published();

        assertThat(sweep(2)).isEmpty();
        clock.advance(Duration.ofDays(2));
        assertThat(sweep(2)).containsExactly(cancelled);

        assertThat(folders.areThere(first)).isTrue();
        assertThat(folders.areThere(second)).isTrue();
    }

    @Test
    void whatIsUnderWayStaysHoweverOldItIs() {
        var underWay = begins();
        clock.advance(Duration.ofDays(60));

        assertThat(sweep(2)).isEmpty();
        assertThat(folders.areThere(underWay)).isTrue();
    }

    @Test
    void whatACandidateIsComparedWithStaysThoughItWasRolledBackMeanwhile() {
        var first = published();
        var second = published();
        var underWay = begins();
        database.run(transaction ->
                transaction.writeReleases().finish(underWay, ReleaseStage.PLAN, new Planned(after(second)), "planned"));
        database.run(transaction -> transaction
                .writeReleases()
                .rolledBackTo(transaction.releases().find(first).orElseThrow(), "grace", "it forgot Spanish"));
        clock.advance(Duration.ofDays(8));

        assertThat(sweep(2)).isEmpty();

        assertThat(folders.areThere(second)).isTrue();
        database.run(transaction -> transaction.writeReleases().cancel(underWay, "grace", "not today"));
        assertThat(sweep(2)).as("once nobody compares with it").containsExactly(second);
        assertThat(folders.areThere(first)).as("what people get").isTrue();
    }

    private static ReleasePlan after(ReleaseId previous) {
        return new ReleasePlan(
                new CommitId("c".repeat(40)), previous, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void whatWasTriedWithoutItGoesWithItsFiles() throws IOException {
        var first = published();
        var trial = Files.createDirectories(folders.trials(first).resolve("0123456789abcdef"));
        Files.writeString(trial.resolve("result.json"), "{}");
        published();
        assertThat(sweep(2)).isEmpty();
        assertThat(trial).exists();
        published();

        assertThat(sweep(2)).containsExactly(first);

        assertThat(folders.trials(first)).doesNotExist();
    }

    @Test
    void addressesOfUploadsThatNobodyGoesOnWithAreForgotten() throws IOException {
        Files.createDirectories(folders.journal());
        var stale = Files.writeString(folders.journal().resolve("a".repeat(64) + ".upload"), "https://storage?secret");
        var fresh = Files.writeString(folders.journal().resolve("b".repeat(64) + ".upload"), "https://storage?secret");
        Files.setLastModifiedTime(stale, FileTime.from(clock.instant().minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(fresh, FileTime.from(clock.instant().minus(Duration.ofHours(23))));

        sweep(2);

        assertThat(stale).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void whatALinkLeadsToIsNotDeleted() throws IOException {
        var model = Files.writeString(home.resolve("weights"), "precious");
        var first = published();
        Files.createSymbolicLink(folders.of(first).resolve("model"), home);
        published();
        published();

        assertThat(sweep(2)).containsExactly(first);

        assertThat(model).hasContent("precious");
    }

    private java.util.Set<ReleaseId> sweep(int kept) {
        return new KeepFiles(database, folders, kept).sweep(MODEL);
    }

    private ReleaseId begins() {
        clock.advance(Duration.ofHours(1));
        var id = ReleaseId.of(clock, ++nth);
        database.run(transaction ->
                transaction.writeReleases().start(Release.start(id, MODEL, 7, "grace", clock.instant())));
        try {
            var folder = Files.createDirectories(folders.of(id, ReleaseStage.TRAIN));
            Files.writeString(folder.resolve("model.safetensors"), "weights");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return id;
    }

    private ReleaseId published() {
        var id = begins();
        database.run(transaction -> {
            for (var stage : ReleaseStage.values()) {
                if (stage != ReleaseStage.ANNOUNCE) {
                    transaction.writeReleases().finish(id, stage, new Mixed(Map.of(), 0, 0, 0), "done");
                }
            }
            transaction.writeReleases().published(id, new Announced(0, null), "told");
        });
        return id;
    }
}
