package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.Repository;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Announced;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobFilter;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.KnownRepository;
import treewarden.store.RepositoryState;
import treewarden.store.RunnerConfig;

/** The schedule: Mondays at six, with two contributions and two quiet hours. */
class ConsiderReleaseTest {
    private static final String MODEL = "community/model";
    private static final Repository TAXONOMY = new Repository(77, "instructlab", "taxonomy", 5);
    private static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");

    @TempDir
    Path home;

    /** The Friday before. */
    private final SettableClock clock = new SettableClock(MONDAY.minus(Duration.ofDays(3)));

    /** When those were merged that a release could hold. */
    private final List<Instant> ready = new ArrayList<>();

    private Database database;
    private JobRunner runner;

    @BeforeEach
    void start() {
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), clock);
        database.migrate();
        database.run(transaction -> transaction.set(new KnownRepository(TAXONOMY, RepositoryState.ACTIVE)));
        runs(day -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).contains(day.getDayOfWeek()));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void onItsDayAReleaseStartsByItself() {
        merged();
        merged();

        until(MONDAY);

        assertThat(releases()).singleElement().satisfies(release -> {
            assertThat(release.id().name()).isEqualTo("release-20261123");
            assertThat(release.startedBy()).isEqualTo("schedule");
            assertThat(release.model()).isEqualTo(MODEL);
        });
        assertThat(said()).isEqualTo("release-20261123 was started, with 2 contributions");
        assertThat(next()).isEqualTo(MONDAY.plus(Duration.ofDays(7)));
    }

    @Test
    void beforeItsTimeNothingHappens() {
        merged();
        merged();

        until(MONDAY.minusSeconds(1));

        assertThat(releases()).isEmpty();
        assertThat(next()).isEqualTo(MONDAY);
    }

    @Test
    void withTooFewContributionsItWaitsForItsNextDay() {
        merged();

        until(MONDAY);

        assertThat(releases()).isEmpty();
        assertThat(said())
                .isEqualTo("1 of 2 contributions that a release could hold were merged since the last one began");
        merged();
        until(MONDAY.plus(Duration.ofDays(7)));
        assertThat(releases()).hasSize(1);
    }

    @Test
    void whatWasThereWhenTheLastReleaseBeganDoesNotCount() {
        merged();
        merged();
        until(MONDAY);
        published();

        merged();
        until(MONDAY.plus(Duration.ofDays(7)));

        assertThat(releases()).hasSize(1);
        assertThat(said())
                .isEqualTo("1 of 2 contributions that a release could hold were merged since the last one began");
        merged();
        until(MONDAY.plus(Duration.ofDays(14)));
        assertThat(releases()).hasSize(2);
    }

    @Test
    void onADayOffNobodyIsBusyAndTheNextWorkingDayMakesUpForIt() {
        runs(day -> !day.equals(LocalDate.of(2026, 11, 23)) && !day.equals(LocalDate.of(2026, 11, 24)));
        merged();
        merged();

        until(MONDAY);

        assertThat(releases()).isEmpty();
        assertThat(said()).isEqualTo("a day off: it is made up for at 2026-11-25T06:00:00Z");
        assertThat(next()).isEqualTo(MONDAY.plus(Duration.ofDays(2)));
        until(MONDAY.plus(Duration.ofDays(2)));
        assertThat(releases()).hasSize(1);
        assertThat(next()).isEqualTo(MONDAY.plus(Duration.ofDays(7)));
    }

    @Test
    void aHolidayOfWeeksIsMadeUpForOnce() {
        runs(day -> day.isBefore(LocalDate.of(2026, 11, 23)) || day.isAfter(LocalDate.of(2026, 12, 2)));
        merged();
        merged();

        until(MONDAY);
        until(MONDAY.plus(Duration.ofDays(7)));
        assertThat(releases()).isEmpty();
        until(MONDAY.plus(Duration.ofDays(10)));

        assertThat(releases()).hasSize(1);
        assertThat(next()).isEqualTo(MONDAY.plus(Duration.ofDays(14)));
    }

    @Test
    void whileContributionsAreStillMergedItWaitsUntilTheyAreNot() {
        merged();
        at(MONDAY.minus(Duration.ofHours(1)));
        merged();

        until(MONDAY);

        assertThat(releases()).isEmpty();
        assertThat(said()).isEqualTo("waits until nothing is merged any more");
        assertThat(next()).isEqualTo(MONDAY.plus(Duration.ofHours(1)));
        until(MONDAY.plus(Duration.ofHours(1)));
        assertThat(releases()).hasSize(1);
    }

    @Test
    void whereSomethingIsAlwaysMergedItStartsAfterADayAllTheSame() {
        merged();
        for (int hour = 0; hour <= 24; hour++) {
            at(MONDAY.plus(Duration.ofHours(hour)).minusSeconds(1));
            merged();
            until(MONDAY.plus(Duration.ofHours(hour)));
        }

        assertThat(releases()).as("%s", said()).hasSize(1);
    }

    @Test
    void whileOneIsUnderWayNoOtherStarts() {
        merged();
        merged();
        until(MONDAY);

        merged();
        until(MONDAY.plus(Duration.ofDays(7)));

        assertThat(releases()).hasSize(1);
        assertThat(said())
                .isEqualTo(
                        "due, with 3 contributions, but nothing was started: release-20261123 is under way; one release"
                                + " of a model is under way at a time");
        assertThat(next()).as("it comes back all the same").isEqualTo(MONDAY.plus(Duration.ofDays(14)));
    }

    @Test
    void aTimeThatPassedWhileNobodyWasThereIsMadeUpForWithinADay() {
        merged();
        merged();

        until(MONDAY.plus(Duration.ofHours(20)));

        assertThat(releases()).hasSize(1);
    }

    @Test
    void afterALongerAbsenceItWaitsForItsNextDay() {
        merged();
        merged();

        until(MONDAY.plus(Duration.ofHours(30)));

        assertThat(releases()).isEmpty();
        assertThat(said()).isEqualTo("not due");
        assertThat(next()).isEqualTo(MONDAY.plus(Duration.ofDays(7)));
    }

    @Test
    void aClockThatJumpsBackStartsNoSecondOne() {
        merged();
        merged();
        until(MONDAY);

        at(MONDAY.minus(Duration.ofDays(2)));
        runs(day -> true);
        until(MONDAY);

        assertThat(releases()).hasSize(1);
    }

    /** A process begins, with this calendar. */
    private void runs(Predicate<LocalDate> workingDays) {
        var consider = new ConsiderRelease(
                database,
                new StartRelease(MODEL, TAXONOMY.fullName(), clock),
                repository -> ready,
                new ReleaseCalendar(
                        new ReleaseCalendar.CronLine("0 6 * * mon"),
                        ZoneOffset.UTC,
                        workingDays,
                        2,
                        Duration.ofHours(2)));
        runner =
                new JobRunner(database, EnumSet.allOf(Capability.class), List.of(consider), RunnerConfig.named("test"));
        consider.ensure();
    }

    private void until(Instant then) {
        at(then);
        assertThat(runner.runUntilQuiet().failures()).isEmpty();
    }

    private void at(Instant then) {
        clock.advance(Duration.between(clock.instant(), then));
    }

    private List<Release> releases() {
        return database.read(tables -> tables.releases().list(10));
    }

    private List<Job> jobs() {
        return database.read(tables -> tables.jobs().list(JobFilter.ALL.of(JobKind.CONSIDER_RELEASE)));
    }

    private Instant next() {
        return jobs().stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .map(Job::notBefore)
                .findFirst()
                .orElseThrow();
    }

    private String said() {
        return jobs().stream()
                .filter(job -> job.state() == JobState.DONE)
                .map(job -> String.valueOf(job.result()))
                .findFirst()
                .orElse("");
    }

    /** One that a release could hold. */
    private void merged() {
        ready.add(clock.instant());
    }

    /** The last one that was started comes to its end. */
    private void published() {
        var id = releases().get(0).id();
        database.run(transaction -> {
            for (var stage = ReleaseStage.PLAN;
                    stage != ReleaseStage.ANNOUNCE;
                    stage = stage.next().orElseThrow()) {
                transaction.writeReleases().finish(id, stage, new Mixed(Map.of(), 0, 0, 0), "done");
            }
            transaction.writeReleases().published(id, new Announced(2, null), "told");
        });
    }
}
