package treewarden.bot;

import java.time.Duration;
import java.util.List;
import treewarden.bot.check.CheckContribution;
import treewarden.bot.check.Checking;
import treewarden.bot.check.ReportSample;
import treewarden.bot.command.Commands;
import treewarden.bot.effect.EffectRunner;
import treewarden.bot.handle.HandleDelivery;
import treewarden.bot.handle.Handlers;
import treewarden.bot.sweep.Reconcile;
import treewarden.bot.sweep.SnapshotTaxonomy;
import treewarden.domain.JobPayload;
import treewarden.forge.Forge;
import treewarden.store.Database;
import treewarden.store.JobHandler;

/** The bot put together: the jobs that it does, the commands that it takes, and how it starts. */
public final class Bot {
    private final Database database;
    private final Repositories repositories;
    private final Commands commands;
    private final List<JobHandler<?>> jobs;

    /** @param reconcileEvery how long between two comparisons of a repository with what is known of it */
    public Bot(Database database, Forge forge, Checking checking, Duration reconcileEvery) {
        this.database = database;
        this.repositories = new Repositories(database, forge);
        this.commands = new Commands(database, forge, repositories);
        this.jobs = List.of(
                new HandleDelivery(database, forge, new Handlers(forge, database, commands)),
                new CheckContribution(database, forge, repositories, checking),
                new ReportSample(database, checking.addresses()),
                new EffectRunner(database, forge, repositories),
                new Reconcile(database, forge, repositories, reconcileEvery),
                new SnapshotTaxonomy(database, forge, repositories, checking.validator(), checking.knownLeaves()));
    }

    /** Handlers of all jobs that need the code host. */
    public List<JobHandler<?>> jobs() {
        return jobs;
    }

    public Commands commands() {
        return commands;
    }

    public Repositories repositories() {
        return repositories;
    }

    /**
     * Asks the code host which repositories there are, and has each one compared with what is known and its leaves read:
     * what happened while nobody listened is caught up with. To be called at each start, with the jobs running or not.
     *
     * @throws treewarden.forge.ForgeException where the code host does not answer; it may be called again
     */
    public void catchUp() {
        var tended = repositories.refresh();
        database.run(transaction -> tended.forEach(repository -> {
            transaction.enqueue(new JobPayload.SnapshotTaxonomy(repository.id()));
            transaction.enqueue(new JobPayload.Reconcile(repository.id()));
        }));
    }
}
