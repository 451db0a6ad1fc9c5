package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.Withdrawal;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.store.WriteReleases;

/** What happens to a release while its rows are mixed. */
class CancelMixTest {
    private static final String SKILLS = "skills_train_msgs_" + Bench.ID + ".jsonl";
    private static final String ROW = "{\"id\": \"r\", \"messages\": [{\"role\": \"user\", \"content\":"
            + " \"Describe how a lighthouse keeper spends a long winter evening.\"}]}\n";

    @TempDir
    Path home;

    private Bench bench;
    private Database database;

    @BeforeEach
    void generated() {
        bench = new Bench(home)
                .leaf("compositional_skills/writing/haiku", LeafKind.FREEFORM_SKILL, haiku())
                .leaf("compositional_skills/writing/limericks", LeafKind.FREEFORM_SKILL, haiku())
                .planned();
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), bench.clock);
        database.migrate();
        // More than the rows between two looks at whether to go on.
        var files = bench.files(ReleaseStage.GENERATE, SKILLS, ROW.repeat(2_500));
        var plan = bench.at(ReleaseStage.GENERATE).outputs().get(0).report();
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            releases.start(Release.start(Bench.ID, Bench.MODEL, 7, "schedule", bench.clock.instant()));
            releases.finish(Bench.ID, ReleaseStage.PLAN, plan, "2 new");
            releases.finish(
                    Bench.ID,
                    ReleaseStage.GENERATE,
                    new Generated(files, Map.of(), 1, 0, Usage.NONE, List.of()),
                    "2500 rows");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void cancelledItStopsAndLeavesNothing() {
        mixWhile(releases ->
                assertThat(releases.cancel(Bench.ID, "mona", "not today")).isEmpty());

        assertThat(release().state()).isEqualTo(ReleaseState.CANCELLED);
        assertThat(job().state()).isEqualTo(JobState.CANCELLED);
        assertThat(job().progress()).as("how far it came").isNotNull();
        assertThat(bench.folders.of(Bench.ID, ReleaseStage.MIX).resolve("skills.jsonl"))
                .doesNotExist();
    }

    @Test
    void withoutTheLeafThatWasWithdrawnMeanwhileTheDataAreMadeAnew() {
        mixWhile(releases -> releases.withdraw(
                new Withdrawal("compositional_skills/writing/haiku", "poisoned", "mona", bench.clock.instant())));

        assertThat(release().state()).isEqualTo(ReleaseState.RUNNING);
        assertThat(release().stage()).as("%s", job()).isEqualTo(ReleaseStage.GENERATE);
        assertThat(job().state()).isEqualTo(JobState.DONE);
    }

    private interface Meanwhile {
        void happens(WriteReleases releases);
    }

    private void mixWhile(Meanwhile meanwhile) {
        var mix = new MixReleaseData(new HoldBack(bench.artifacts), null);
        var seen = new Stage() {
            @Override
            public ReleaseStage stage() {
                return mix.stage();
            }

            @Override
            public StageEnd run(StageContext context) {
                database.run(transaction -> meanwhile.happens(transaction.writeReleases()));
                return mix.run(context);
            }
        };
        var handler = new RunStage(database, bench.folders, seen);
        new JobRunner(database, EnumSet.of(Capability.TEACHER), List.of(handler), RunnerConfig.named("teacher"))
                .runUntilQuiet();
    }

    private Release release() {
        return database.read(tables -> tables.releases().find(Bench.ID)).orElseThrow();
    }

    private Job job() {
        return database.read(tables -> tables.jobs().latest(new RunReleaseStage(Bench.ID, ReleaseStage.MIX).key()))
                .orElseThrow();
    }

    private static String haiku() {
        var yaml = new StringBuilder("""
                version: 3
                task_description: Writes poems.
                created_by: ada
                seed_examples:
                """);
        for (var thing : List.of("harbour", "lantern", "orchard", "glacier", "violin")) {
            yaml.append("  - question: Please write about the ")
                    .append(thing)
                    .append(".\n    answer: Silent ")
                    .append(thing)
                    .append(" waits.\n");
        }
        return yaml.toString();
    }
}
