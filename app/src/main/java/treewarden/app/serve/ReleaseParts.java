package treewarden.app.serve;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.app.config.Config;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.release.TakeSettings;
import treewarden.bot.Repositories;
import treewarden.bot.approval.RecheckApproval;
import treewarden.bot.check.BlobReader;
import treewarden.bot.release.FindMerged;
import treewarden.bot.release.PlanRelease;
import treewarden.domain.Capability;
import treewarden.domain.release.PlanNote;
import treewarden.forge.Forge;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.Tables;
import treewarden.store.Transaction;
import treewarden.web.releases.StartReleases;
import treewarden.web.session.PageRole;
import treewarden.worker.release.ConsiderRelease;
import treewarden.worker.release.StartRelease;

/** The parts of releases that know the code host. */
public final class ReleaseParts {
    private ReleaseParts() {}

    /** For a process that does nothing else. */
    public static PlanRelease plan(Config config, ReleaseSettings settings, Database database, Clock clock) {
        Forge forge = Parts.gitHub(config, clock);
        var rules = Parts.commandRules(config);
        var recheck = new RecheckApproval(database, rules.approval(), rules.roles()::isMaintainer);
        var artifacts = Artifacts.in(config.artifacts(), Service.LARGEST_ARTIFACT);
        return new PlanRelease(
                database,
                forge,
                new Repositories(database, forge),
                Parts.validator(config.validation()),
                new BlobReader(artifacts, database),
                new FindMerged(database, recheck, settings.deciding().admission()),
                new TakeSettings(settings, config.teacher())::now);
    }

    /**
     * What the service does of a release itself: with SQLite everything, since no other process can work on its database;
     * with PostgreSQL what a teacher does, and the rest is for workers.
     */
    public static Set<Capability> alone(Config config) {
        return config.database() instanceof Config.DatabaseSettings.Sqlite
                ? EnumSet.allOf(Capability.class)
                : EnumSet.of(Capability.TEACHER);
    }

    /** The schedule of releases; none where they are started by hand. */
    static Optional<ConsiderRelease> schedule(
            ReleaseSettings releases, Database database, FindMerged merged, Clock clock) {
        return Optional.ofNullable(releases.calendar())
                .map(calendar -> new ConsiderRelease(
                        database,
                        new StartRelease(releases.model(), releases.taxonomy(), clock),
                        repository -> merged.waiting(repository).stream()
                                .map(FindMerged.Waiting::since)
                                .toList(),
                        calendar));
    }

    /** What the button on the page of releases does; null where releases are not configured. */
    static @Nullable StartReleases starting(@Nullable ReleaseSettings releases, Clock clock) {
        return releases == null
                ? null
                : new Starting(
                        releases.model(),
                        releases.deciding().askers().least(),
                        releases.evaluation().notes(),
                        new StartRelease(releases.model(), releases.taxonomy(), clock));
    }

    /** The pages know no worker, so this stands between them. */
    private record Starting(String model, @Nullable PageRole leastToAsk, List<PlanNote> notes, StartRelease start)
            implements StartReleases {
        @Override
        public Optional<Long> repository(Tables tables) {
            return start.repository(tables);
        }

        @Override
        public Outcome start(Transaction transaction, String by) {
            var outcome = start.start(transaction, by);
            if (outcome instanceof StartRelease.Outcome.Started started) {
                return new Outcome.Started(started.release().id());
            }
            return new Outcome.Not(((StartRelease.Outcome.Not) outcome).why());
        }
    }
}
