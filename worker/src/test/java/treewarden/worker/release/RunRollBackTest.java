package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.Secret;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.hub.HubFile;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubRepository;
import treewarden.sandbox.hub.StandInHub;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.AuditFilter;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.hub.PublishFolder;
import treewarden.worker.hub.PublishRequest;

/** Somebody has pressed the button, and the process with the Hub's token does what they want. */
@Timeout(600)
class RunRollBackTest {
    private static final String MODEL = "community/tiny-lab";
    private static final String DATA = "community/tiny-lab-data";
    private static final ReleaseId FIRST = new ReleaseId("release-20261109");
    private static final ReleaseId SECOND = new ReleaseId("release-20261116");
    private static final ReleaseId THIRD = new ReleaseId("release-20261123");
    private static final ReleaseId FOURTH = new ReleaseId("release-20261124");

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private StandInHub hub;
    private Database database;

    @BeforeEach
    void twoArePublished() {
        hub = StandInHub.start(HubOptions.in(home.resolve("hub")));
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), clock);
        database.migrate();
        publish(FIRST);
        publish(SECOND);
    }

    @AfterEach
    void close() {
        database.close();
        hub.close();
    }

    @Test
    void theHubHoldsTheEarlierOneAgainAndTheBooksNameWhoPressed() {
        assertThat(press(FIRST)).isEmpty();

        work();

        assertThat(held()).isEqualTo(FIRST.name());
        assertThat(heldData()).isEqualTo(FIRST.name());
        assertThat(job().state()).isEqualTo(JobState.DONE);
        assertThat(job().result())
                .isEqualTo("community/tiny-lab holds release-20261109 again, and so does its data set"
                        + " community/tiny-lab-data");
        assertThat(release(SECOND).state()).isEqualTo(ReleaseState.ROLLED_BACK);
        assertThat(release(SECOND).decidedBy()).isEqualTo("mona");
        assertThat(audited())
                .contains(
                        "mona from page: roll-back-release, to release-20261109 from release-20261116: it forgot Spanish",
                        "mona from page: rolled-back-release, release-20261116: it forgot Spanish");
        assertThat(home.resolve("releases")).isEmptyDirectory();
    }

    @Test
    void endedAfterItsCommitItMakesNoSecondOne() {
        press(FIRST);
        restore(HubOptions.TOKEN.secret()).onHub(FIRST, "rollback-to-" + FIRST + "-job-" + job().id(), () -> {});
        assertThat(commits()).isEqualTo(4);

        work();

        assertThat(commits()).isEqualTo(4);
        assertThat(release(SECOND).state()).isEqualTo(ReleaseState.ROLLED_BACK);
    }

    @Test
    void endedBetweenTheModelAndItsDataItDoesWhatIsLeft() {
        hub.faults().next("POST", "/api/datasets/*/*/commit/main", Fault.status(403, Map.of()));
        press(FIRST);
        work();
        assertThat(held()).isEqualTo(FIRST.name());
        assertThat(heldData()).isEqualTo(SECOND.name());
        assertThat(job().state()).isEqualTo(JobState.FAILED);
        assertThat(release(SECOND).state()).as("until all of it is done").isEqualTo(ReleaseState.PUBLISHED);

        press(FIRST);
        work();

        assertThat(heldData()).isEqualTo(FIRST.name());
        assertThat(commits()).as("of the model").isEqualTo(4);
        assertThat(release(SECOND).state()).isEqualTo(ReleaseState.ROLLED_BACK);
    }

    @Test
    void dataThatTheEarlierReleaseDidNotPublishStaysAndThatIsSaid() {
        try (var client = Hub.connect(config(HubOptions.TOKEN.secret()), clock)) {
            client.deleteTag(HubRepo.dataset(DATA), FIRST.name());
        }
        press(FIRST);

        work();

        assertThat(held()).isEqualTo(FIRST.name());
        assertThat(heldData()).isEqualTo(SECOND.name());
        assertThat(job().result())
                .isEqualTo(
                        "community/tiny-lab holds release-20261109 again; its data set community/tiny-lab-data has no"
                                + " tag of that release and stays as it is");
    }

    @Test
    void anAnswerThatGotLostMakesNoSecondCommit() {
        hub.faults().next("POST", "/api/models/*/*/commit/main", Fault.dropConnectionAfterStoring());
        press(FIRST);

        work();

        assertThat(held()).isEqualTo(FIRST.name());
        assertThat(commits()).isEqualTo(4);
    }

    @Test
    void whatWasRolledBackOnceCanBeSoAgainAfterAnotherRelease() {
        press(FIRST);
        work();
        publish(THIRD);
        assertThat(held()).isEqualTo(THIRD.name());

        press(FIRST);
        work();

        assertThat(held()).isEqualTo(FIRST.name());
        assertThat(release(THIRD).state()).isEqualTo(ReleaseState.ROLLED_BACK);
    }

    @Test
    void whatPeopleGetByNowIsNotUndoneByAnOldWish() {
        press(FIRST);
        publish(THIRD);

        work();

        assertThat(held()).isEqualTo(THIRD.name());
        assertThat(job().state()).isEqualTo(JobState.FAILED);
        assertThat(job().lastError()).contains("People get release-20261123 by now, and not release-20261116");
        assertThat(release(THIRD).state()).isEqualTo(ReleaseState.PUBLISHED);
    }

    @Test
    void whileAnotherOneIsBeingPublishedNothingIsRolledBack() {
        press(FIRST);
        begin(THIRD, ReleaseStage.ANNOUNCE);

        assertThat(press(FIRST)).contains("release-20261123 is being published");
        work();

        assertThat(held()).isEqualTo(SECOND.name());
        assertThat(job().lastError()).contains("release-20261123 is being published; wait until that is done.");
    }

    @Test
    void aTokenThatTheHubDoesNotKnowIsForThePersonWhoCanChangeIt() {
        press(FIRST);

        work("hf_wrong");

        assertThat(job().state()).isEqualTo(JobState.FAILED);
        assertThat(job().lastError()).contains("check the Hub token").doesNotContain("hf_wrong");
        assertThat(release(SECOND).state()).isEqualTo(ReleaseState.PUBLISHED);
    }

    @Test
    void onlyAnEarlierPublishedOneCanBeWantedAndOnlyOnceAtATime() {
        assertThat(press(SECOND)).isEqualTo("People get release-20261116 already.");
        assertThat(press(THIRD)).isEqualTo("There is no release-20261123.");
        assertThat(press(FIRST)).isEmpty();
        assertThat(press(FIRST)).contains("mona has had people get release-20261109 again, and that is not done yet");
        work();
    }

    @Test
    void oneThatWasRolledBackIsBroughtForwardAgain() {
        publish(THIRD);
        press(FIRST);
        work();
        assertThat(held()).isEqualTo(FIRST.name());

        assertThat(press(SECOND)).isEmpty();
        work();

        assertThat(held()).isEqualTo(SECOND.name());
        assertThat(release(SECOND).state()).isEqualTo(ReleaseState.PUBLISHED);
        assertThat(release(FIRST).state()).isEqualTo(ReleaseState.PUBLISHED);
        assertThat(release(THIRD).state()).as("the one after it").isEqualTo(ReleaseState.ROLLED_BACK);
        assertThat(press(SECOND)).isEqualTo("People get release-20261116 already.");
        assertThat(press(FIRST)).as("and back").isEmpty();
    }

    @Test
    void whatIsOutAndFailedToBeToldIsRolledBackAsWell() {
        publish(THIRD);
        begin(FOURTH, ReleaseStage.ANNOUNCE);
        database.run(transaction -> transaction
                .jobs()
                .latest("release:" + FOURTH + ":announce")
                .ifPresent(job -> transaction.requestCancel(job.id())));

        assertThat(press(SECOND)).isEmpty();
        work();

        assertThat(held()).isEqualTo(SECOND.name());
        assertThat(release(FOURTH).state()).isEqualTo(ReleaseState.ROLLED_BACK);
        assertThat(release(THIRD).state()).isEqualTo(ReleaseState.ROLLED_BACK);
        assertThat(press(FOURTH))
                .isEqualTo("release-20261124 was rolled back before its publishing was done; start another release"
                        + " instead.");
    }

    private String press(ReleaseId to) {
        return database.write(transaction -> {
            transaction.actingFrom("page");
            return transaction
                    .writeReleases()
                    .rollBack(to, "mona", "it forgot Spanish")
                    .orElse("");
        });
    }

    private void work() {
        work(HubOptions.TOKEN.secret());
    }

    private void work(String token) {
        var handler = new RunRollBack(database, restore(token));
        new JobRunner(database, EnumSet.of(Capability.PUBLISH), List.of(handler), RunnerConfig.named("publisher"))
                .runUntilQuiet();
    }

    private RestoreRelease restore(String token) {
        return new RestoreRelease(
                new RestoreRelease.Settings(config(token), MODEL, DATA, home.resolve("releases")), clock);
    }

    private HubConfig config(String token) {
        return new HubConfig(URI.create(hub.url()), Secret.of(token), home.resolve("journal"), Duration.ZERO);
    }

    /** Published on the Hub and in our books; the configuration holds the release's name. */
    private void publish(ReleaseId id) {
        begin(id, ReleaseStage.ANNOUNCE);
        var folder = home.resolve("model-" + id);
        var rows = home.resolve("data-" + id);
        try {
            Files.createDirectories(rows);
            Files.writeString(rows.resolve("rows.jsonl"), id.name());
            Files.createDirectories(home.resolve("releases"));
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("README.md"), "# Tiny\n");
            Files.writeString(folder.resolve("config.json"), id.name());
            Files.writeString(folder.resolve("model.safetensors"), "\u0002\0\0\0\0\0\0\0{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var client = Hub.connect(config(HubOptions.TOKEN.secret()), clock)) {
            new PublishFolder(client)
                    .publish(new PublishRequest(
                            HubRepo.model(MODEL), Visibility.PUBLIC, folder, id.name(), id.name(), id.name(), ""));
            new PublishFolder(client)
                    .publish(new PublishRequest(
                            HubRepo.dataset(DATA), Visibility.PUBLIC, rows, id.name(), id.name(), id.name(), ""));
        }
        database.run(
                transaction -> transaction.writeReleases().published(id, new StageReport.Announced(1, null), "told"));
    }

    /** Started an hour after the last one, and now at this stage. */
    private void begin(ReleaseId id, ReleaseStage until) {
        clock.advance(Duration.ofHours(1));
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            releases.start(Release.start(id, MODEL, 7, "schedule", clock.instant()));
            for (var stage = ReleaseStage.PLAN;
                    stage != until;
                    stage = stage.next().orElseThrow()) {
                releases.finish(id, stage, new StageReport.Mixed(Map.of(), 1, 1, 0), "done");
            }
        });
    }

    private Job job() {
        return database.read(tables -> tables.jobs().latest(RollBackRelease.key(MODEL)))
                .orElseThrow();
    }

    private Release release(ReleaseId id) {
        return database.read(tables -> tables.releases().find(id)).orElseThrow();
    }

    private List<String> audited() {
        return database.read(tables -> tables.audit().before(AuditFilter.ALL, Long.MAX_VALUE, 100)).stream()
                .map(entry -> entry.event().by() + " from " + entry.origin() + ": "
                        + entry.event().action() + ", " + entry.event().why())
                .toList();
    }

    private HubRepository model() {
        return hub.model(MODEL).orElseThrow();
    }

    /** Commits on main, the first one of the Hub's own among them. */
    private int commits() {
        return model().history("main").size();
    }

    /** The release whose files people get. */
    private String held() {
        return content(model(), "config.json");
    }

    /** The release whose rows people get. */
    private String heldData() {
        return content(hub.dataset(DATA).orElseThrow(), "rows.jsonl");
    }

    private static String content(HubRepository repository, String path) {
        var file = repository.find("main").orElseThrow().files().get(path);
        return new String(((HubFile.Regular) Objects.requireNonNull(file)).content(), StandardCharsets.UTF_8);
    }
}
