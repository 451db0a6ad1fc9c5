package treewarden.app.serve;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.app.config.Config;
import treewarden.app.release.RefuseReleases;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.release.RunReleases;
import treewarden.app.release.TakeSettings;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.sdg.OpenStudents;
import treewarden.bot.Repositories;
import treewarden.bot.approval.RecheckApproval;
import treewarden.bot.check.Addresses;
import treewarden.bot.check.BlobReader;
import treewarden.bot.check.CheckContribution;
import treewarden.bot.check.CheckMergeGroup;
import treewarden.bot.check.Checking;
import treewarden.bot.check.KnownLeaves;
import treewarden.bot.check.ReportPrecheck;
import treewarden.bot.check.ReportSample;
import treewarden.bot.check.SampleLimits;
import treewarden.bot.check.ShowContribution;
import treewarden.bot.command.Commands;
import treewarden.bot.effect.EffectRunner;
import treewarden.bot.handle.HandleDelivery;
import treewarden.bot.handle.Handlers;
import treewarden.bot.release.AnnounceRelease;
import treewarden.bot.release.FindMerged;
import treewarden.bot.release.PlanRelease;
import treewarden.bot.release.TellOfRollBacks;
import treewarden.bot.remind.RemindOfWaiting;
import treewarden.bot.sweep.Reconcile;
import treewarden.bot.sweep.RecoverDeliveries;
import treewarden.bot.sweep.SnapshotTaxonomy;
import treewarden.bot.sweep.Sweep;
import treewarden.bot.webhook.WebhookRoute;
import treewarden.domain.Capability;
import treewarden.forge.Forge;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.DeliveryIntake;
import treewarden.store.JobHandler;
import treewarden.store.JobRunner;
import treewarden.store.Retention;
import treewarden.store.RunnerConfig;
import treewarden.web.PageParts;
import treewarden.web.PageSettings;
import treewarden.web.TriagePages;
import treewarden.worker.release.KeepFiles;
import treewarden.worker.release.ReleaseFolders;

/**
 * The architecture on one page: every part of {@code treewarden serve} is made here, in the order in which they need each
 * other, and handed to those that use it.
 */
public final class Service implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Service.class);

    /** The most bytes of a leaf's file, and so of any artifact of today's jobs. */
    public static final int LARGEST_ARTIFACT = 8 << 20;

    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Config.Server address;
    private final Database database;
    private final DeliveryIntake intake;
    private final @Nullable OpenSdg sdg;
    private final @Nullable OpenStudents students;
    private final @Nullable ReleaseSettings releases;
    private final JobRunner runner;
    private final HttpService http;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Service(Config config, Clock wallClock, @Nullable String banner) {
        address = config.server();

        // What is kept. Leases and waits must not jump when somebody sets the machine's clock.
        database = OpenDatabase.inItsTime(config.database(), wallClock);
        var clock = database.clock();
        database.migrate();
        var artifacts = Artifacts.in(config.artifacts(), LARGEST_ARTIFACT);
        artifacts.removeUnfinished(clock.instant().minus(Duration.ofHours(1)));
        intake = new DeliveryIntake(database);

        // The outside: the code host, and the teacher where there is one.
        Forge forge = Parts.gitHub(config, clock);
        var repositories = new Repositories(database, forge);
        sdg = config.teacher() == null
                ? null
                : OpenSdg.open(config.teacher(), config.documents(), config.cache(), clock);

        // What is done: one handler for each kind of job.
        var validator = Parts.validator(config.validation());
        var knownLeaves = new KnownLeaves(database);
        var addresses = new Addresses(
                URI.create(config.github().webUrl()), URI.create(config.server().publicUrl()));
        var checking = new Checking(
                validator,
                artifacts,
                knownLeaves,
                addresses,
                new SampleLimits(config.sample().leaves(), SampleLimits.DEFAULTS.bytes()),
                Parts.sampling(config),
                Parts.prechecking(config),
                Parts.pullRequests(config));
        var rules = Parts.commandRules(config);
        var recheck = new RecheckApproval(database, rules.approval(), rules.roles()::isMaintainer);
        var commands = new Commands(database, forge, repositories, new ShowContribution(addresses), rules);
        var handlersOfEvents = new Handlers(forge, database, commands);
        var handlers = new ArrayList<JobHandler<?>>(List.of(
                new HandleDelivery(database, forge, handlersOfEvents),
                new CheckContribution(database, forge, repositories, checking),
                new CheckMergeGroup(database, forge, repositories, checking),
                new ReportSample(database, addresses),
                new ReportPrecheck(database, addresses),
                new EffectRunner(database, forge, repositories, recheck, new ShowContribution(addresses)),
                new Sweep(repositories, config.jobs().reconcileEvery()),
                new Reconcile(database, forge, repositories, handlersOfEvents),
                new RecoverDeliveries(database, forge),
                new SnapshotTaxonomy(database, forge, repositories, validator, knownLeaves),
                new RemindOfWaiting(database, repositories, config.reminders(), addresses)));
        var capabilities = EnumSet.of(Capability.FORGE);
        students = sdg == null ? null : OpenStudents.open(config.student(), sdg.cache(), clock);
        if (sdg != null && students != null && config.teacher() != null) {
            handlers.addAll(new SampleHandlers(config.teacher(), config.student(), config.sample())
                    .of(database, artifacts, sdg, students));
            capabilities.add(Capability.TEACHER);
        }
        releases = config.releases();
        if (releases != null) {
            var merged = new FindMerged(database, recheck, releases.deciding().admission());
            handlers.add(new PlanRelease(
                    database,
                    forge,
                    repositories,
                    validator,
                    new BlobReader(artifacts, database),
                    merged,
                    new TakeSettings(releases, config.teacher())::now));
            handlers.add(new AnnounceRelease(
                    database,
                    addresses,
                    releases.telling()::model,
                    releases.telling().notes()));
            handlers.add(new TellOfRollBacks(addresses));
            var part = RunReleases.of(
                    releases,
                    new RunReleases.Parts(database, artifacts, sdg, config.teacher(), System.getenv(), clock),
                    ReleaseParts.alone(config));
            handlers.addAll(part.handlers());
            capabilities.addAll(part.capabilities());
            ReleaseParts.schedule(releases, database, merged, clock).ifPresent(consider -> {
                handlers.add(consider);
                consider.ensure();
            });
        }
        handlers.addAll(RefuseReleases.beside(handlers, capabilities));
        runner = new JobRunner(
                database,
                capabilities,
                handlers,
                RunnerConfig.named("serve-" + ProcessHandle.current().pid())
                        .threads(config.jobs().threads())
                        .polling(config.jobs().polling())
                        .heartbeat(config.jobs().heartbeat()));

        // Who may come in.
        var pages = new TriagePages(
                database,
                clock,
                new PageSettings(
                                String.join(", ", config.github().repositories()),
                                config.github().webUrl(),
                                banner)
                        .linkingTo(config.documents().hosts()),
                Parts.access(config, forge, repositories, rules.roles(), clock),
                new PageParts(commands, artifacts, ReleaseParts.starting(releases, clock)));
        var webhook = new WebhookRoute(config.github().webhookSecrets(), intake, clock);
        http = HttpService.start(
                address,
                new Readiness(database, config.artifacts()),
                stopping,
                List.of(pages::routes, server -> server.routes.post(WebhookRoute.PATH, webhook)));

        runner.start();
        Sweep.now(database);
        schedule.scheduleWithFixedDelay(this::tidy, 1, 60, TimeUnit.MINUTES);
    }

    /** Starts to listen and to work. */
    public static Service start(Config config, Clock clock) {
        return start(config, clock, null);
    }

    /** Starts to listen and to work, with a sentence on top of every page. */
    public static Service start(Config config, Clock clock, @Nullable String banner) {
        return new Service(config, clock, banner);
    }

    /**
     * Forgets what nobody needs any more: bodies of old deliveries, jobs and effects that ended long ago. And sees that
     * somebody still looks for what was missed.
     */
    private void tidy() {
        try {
            new Retention(database).sweep();
            Sweep.ensure(database);
            if (releases != null) {
                new KeepFiles(database, new ReleaseFolders(releases.folder()), releases.kept()).sweep(releases.model());
            }
        } catch (RuntimeException e) {
            // The schedule ends with the first exception that leaves here; the next round must come.
            log.error("Old rows could not be removed, which is tried again in an hour", e);
        }
    }

    public String url() {
        return address.publicUrl();
    }

    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** A round of the schedule that is under way ends before the database is closed under it. */
    private void endSchedule() {
        schedule.shutdownNow();
        try {
            if (!schedule.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("The clearing of old rows does not end; it is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more deliveries, lets running jobs end, and closes. */
    @Override
    public void close() {
        stopping.set(true);
        endSchedule();
        intake.close();
        runner.stop(DRAIN);
        http.close();
        if (students != null) {
            students.close();
        }
        if (sdg != null) {
            sdg.close();
        }
        database.close();
        closed.countDown();
    }
}
