package treewarden.app.release;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import treewarden.app.command.CommandFailed;
import treewarden.domain.Capability;
import treewarden.domain.Secret;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.store.Database;
import treewarden.store.Job;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RollBacks;
import treewarden.store.RunnerConfig;
import treewarden.store.Tables;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.release.RestoreRelease;
import treewarden.worker.release.RunRollBack;

/**
 * Makes people get another release again, from the operator's terminal: by the same job as from a page, so that nothing is
 * published meanwhile. Where no process runs that has the Hub's token, this one does it.
 */
public final class RollBackRelease {
    /**
     * What came of it.
     *
     * @param words what the Hub holds now, in a clause
     * @param undone the releases that are not what people get any more
     */
    public record Done(String words, List<ReleaseId> undone) {}

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ReleaseSettings settings;
    private final Database database;

    public RollBackRelease(ReleaseSettings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    static RestoreRelease restore(ReleaseSettings settings, Secret token, Database database) {
        var hub = HubConfig.of(settings.hub().endpoint(), token, settings.hubJournal());
        return new RestoreRelease(
                new RestoreRelease.Settings(hub, settings.model(), settings.dataSet(), settings.folder()),
                database.clock());
    }

    /**
     * Does it, or waits until another process has.
     *
     * @throws CommandFailed with what to do
     */
    public Done to(Release target, String by, String why) {
        boolean isOursToDo = !database.<Boolean>read(tables ->
                tables.workers().capabilitiesAt(database.clock().instant()).contains(Capability.PUBLISH));
        var token = settings.hub().token();
        if (isOursToDo && token == null) {
            throw CommandFailed.usage(
                    "TREEWARDEN_HUB_TOKEN is not set, and no process runs that has it, so nothing can be"
                            + " changed on the Hub");
        }
        List<ReleaseId> undone = database.read(tables ->
                new RollBacks(tables).undone(target).stream().map(Release::id).toList());
        var job = ask(target.id(), by, why);
        if (isOursToDo && token != null) {
            work(token);
        }
        return new Done(result(isOursToDo ? calledOff(job) : ended(job)), undone);
    }

    private Job ask(ReleaseId to, String by, String why) {
        return database.write(transaction -> {
            transaction.actingFrom("command line");
            transaction.writeReleases().rollBack(to, by, why).ifPresent(refusal -> {
                throw CommandFailed.bad(refusal);
            });
            return latest(transaction);
        });
    }

    private void work(Secret token) {
        var handler = new RunRollBack(database, restore(settings, token, database));
        var name = "rollback-" + ProcessHandle.current().pid();
        new JobRunner(database, EnumSet.of(Capability.PUBLISH), List.of(handler), RunnerConfig.named(name))
                .runUntilQuiet();
    }

    /** What did not come to an end here is not done behind the operator's back later. */
    private Job calledOff(Job job) {
        return database.write(transaction -> {
            transaction.requestCancel(job.id());
            return transaction.jobs().find(job.id()).orElseThrow();
        });
    }

    private Job ended(Job job) {
        var now = job;
        while (!now.state().isOver()) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailed.bad("not waited for any more; the page of the release says what came of it");
            }
            now = database.read(tables -> tables.jobs().find(job.id())).orElseThrow();
        }
        return now;
    }

    private static String result(Job job) {
        if (job.state() != JobState.DONE) {
            throw CommandFailed.bad(
                    Objects.requireNonNullElse(job.lastError(), "it was called off") + "; then run this again");
        }
        return Objects.requireNonNull(job.result(), "a job that is done says what it did");
    }

    private Job latest(Tables tables) {
        return new RollBacks(tables).latest(settings.model()).orElseThrow();
    }
}
