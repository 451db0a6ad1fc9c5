package treewarden.bench.incremental;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import treewarden.app.release.ReleaseHandlers;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.sdg.CacheSettings;
import treewarden.app.sdg.DocumentPlaces;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.sdg.TeacherSettings;
import treewarden.bench.goal.Goal;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Generated;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.JobFilter;
import treewarden.store.JobHandler;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.release.DecideOnCandidate.Approval;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.train.Trainer;
import treewarden.worker.train.TrainingPlan.Base;

/**
 * Two releases of a taxonomy of a thousand skills by the jobs of the service: one that makes all data, and one for which a
 * single leaf was changed. Counted are the requests that reach the teacher's server, and the time from the start of each
 * stage to its end. The ratio is the requests of the first over those of the second.
 *
 * <p>Arguments: an empty folder, and the number of leaves where it is another.
 */
public final class MeasureIncremental {
    private static final String MODEL = "bench/model";
    private static final long TAXONOMY = 1;

    /** Requests of the full run over those of the one after it. */
    private static final double LEAST_RATIO = 100;

    private final Clock clock = Clock.systemUTC();
    private final Artifacts artifacts;
    private final Database database;
    private final Path folder;
    private final AtomicLong requests = new AtomicLong();

    private MeasureIncremental(Path folder) {
        this.folder = folder;
        this.artifacts = Artifacts.in(folder.resolve("artifacts"), 1 << 20);
        this.database = Database.open(DatabaseConfig.sqlite(folder.resolve("treewarden.db")), clock);
        database.migrate();
    }

    /** What a stage took. */
    private record Took(ReleaseStage stage, double seconds, long requests, String words) {}

    public static void main(String[] arguments) {
        int leaves = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        Goal.endWhereMissed(new MeasureIncremental(Path.of(arguments[0]).toAbsolutePath()).run(leaves));
    }

    private List<Goal> run(int leaves) {
        try (var teacher = StandInTeacher.start(TeacherOptions.defaults().withSlots(TeacherOptions.UNLIMITED))) {
            teacher.watch(asked -> requests.incrementAndGet());
            var settings = TeacherSettings.at(URI.create(teacher.url()), teacher.model(), null);
            try (var sdg = OpenSdg.open(
                    settings,
                    DocumentPlaces.USUAL,
                    new CacheSettings(folder.resolve("cache"), CacheSettings.USUAL_BYTES),
                    clock)) {
                List<JobHandler<?>> handlers = new ArrayList<>(
                        new ReleaseHandlers(releases(), database, artifacts, clock).ofTheTeacher(sdg, settings));
                var full = release(new ReleaseId("release-20260101"), leaves, -1, handlers);
                var ours = release(new ReleaseId("release-20260102"), leaves, leaves / 2, handlers);
                return report(leaves, full, ours);
            }
        } finally {
            database.close();
        }
    }

    /** @param changed the number of the leaf that differs; -1 for none */
    private List<Took> release(ReleaseId id, int leaves, int changed, List<JobHandler<?>> handlers) {
        var plan = plan(leaves, changed);
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            releases.start(Release.start(id, MODEL, TAXONOMY, "bench", clock.instant()));
            releases.finish(id, ReleaseStage.PLAN, new StageReport.Planned(plan), plan.words());
        });
        var took = new ArrayList<Took>();
        // One thread: the stages come one after the other, and each is counted by itself.
        var runner = new JobRunner(
                database,
                Set.of(Capability.TEACHER),
                handlers,
                RunnerConfig.named("bench").threads(1));
        long before = requests.get();
        runner.runUntilQuietOrThrow();
        long asked = requests.get() - before;
        List<StageOutput> outputs = database.read(tables -> tables.releases().outputs(id));
        for (int i = 1; i < outputs.size(); i++) {
            var output = outputs.get(i);
            var seconds = Duration.between(outputs.get(i - 1).endedAt(), output.endedAt())
                            .toMillis()
                    / 1e3;
            took.add(new Took(
                    output.stage(), seconds, output.stage() == ReleaseStage.GENERATE ? asked : 0, words(output)));
        }
        if (took.size() != 2) {
            throw new IllegalStateException("a stage did not end: "
                    + database.<Object>read(tables -> tables.jobs().list(JobFilter.ALL)));
        }
        database.run(transaction -> transaction.writeReleases().cancel(id, "bench", "measured"));
        return took;
    }

    private static String words(StageOutput output) {
        return output.report() instanceof Generated generated
                ? generated.found() + " of " + generated.parts() + " parts found"
                : output.words();
    }

    private ReleasePlan plan(int leaves, int changed) {
        var planned = new ArrayList<PlannedLeaf>();
        for (int i = 0; i < leaves; i++) {
            var digest = artifacts.put(SkillLeaf.bytes(i, i == changed ? "changed" : "first"));
            planned.add(new PlannedLeaf(SkillLeaf.path(i), LeafKind.FREEFORM_SKILL, digest, Change.NEW, null, null));
        }
        return new ReleasePlan(
                new CommitId(Digest.of("commit " + changed).hex().substring(0, 40)),
                null,
                planned,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private ReleaseSettings releases() {
        return new ReleaseSettings(
                MODEL,
                null,
                "bench/taxonomy",
                new ReleaseSettings.Card("A model", "apache-2.0", List.of("en"), "base"),
                folder.resolve("releases"),
                2,
                new ReleaseSettings.Deciding(
                        Admission.MERGED, GateRule.USUAL, Approval.BY_RULE, ReleaseSettings.Askers.NOBODY),
                new ReleaseSettings.Telling(Notes.OFF, null),
                null,
                TrainingRecipe.usual(new Base(folder.resolve("base"), "")),
                new ReleaseSettings.Launch.Local(new Trainer("python3", 1)),
                new ReleaseSettings.Evaluation(ServeCommand.VLLM, RunTasks.NONE, null),
                new ReleaseSettings.HubSettings(URI.create("http://127.0.0.1:1"), null, Visibility.PUBLIC, 2));
    }

    private static List<Goal> report(int leaves, List<Took> full, List<Took> ours) {
        System.out.printf(Locale.ROOT, "incremental: %,d leaves, one changed%n%n", leaves);
        System.out.printf("  %-9s %10s %10s %10s %10s%n", "stage", "full s", "requests", "ours s", "requests");
        for (int i = 0; i < full.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-9s %10.1f %,10d %10.1f %,10d   %s%n",
                    full.get(i).stage().words(),
                    full.get(i).seconds(),
                    full.get(i).requests(),
                    ours.get(i).seconds(),
                    ours.get(i).requests(),
                    ours.get(i).words());
        }
        long all = full.stream().mapToLong(Took::requests).sum();
        long few = Math.max(1, ours.stream().mapToLong(Took::requests).sum());
        double ratio = (double) all / few;
        // Of a thousand leaves 100; of fewer it cannot be as much.
        var goals = List.of(Goal.atLeast(Math.min(LEAST_RATIO, leaves / 10.0), "ratio", ratio));
        System.out.println();
        Goal.print(goals);
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"incremental\",\"leaves\":%d,\"requests_full\":%d,\"requests\":%d,\"seconds_full\":%.1f,"
                        + "\"seconds\":%.1f,\"ratio\":%.1f}%n",
                leaves,
                all,
                few,
                full.stream().mapToDouble(Took::seconds).sum(),
                ours.stream().mapToDouble(Took::seconds).sum(),
                ratio);
        return goals;
    }
}
