package treewarden.bot;

import io.javalin.Javalin;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.approval.RecheckApproval;
import treewarden.bot.check.Addresses;
import treewarden.bot.check.BlobReader;
import treewarden.bot.check.CheckContribution;
import treewarden.bot.check.CheckMergeGroup;
import treewarden.bot.check.Checking;
import treewarden.bot.check.KnownLeaves;
import treewarden.bot.check.Prechecking;
import treewarden.bot.check.PullRequestSettings;
import treewarden.bot.check.ReportPrecheck;
import treewarden.bot.check.ReportSample;
import treewarden.bot.check.SampleLimits;
import treewarden.bot.check.ShowContribution;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Commands;
import treewarden.bot.effect.EffectRunner;
import treewarden.bot.handle.HandleDelivery;
import treewarden.bot.handle.Handlers;
import treewarden.bot.release.AnnounceRelease;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.bot.release.FindMerged;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.bot.release.PlanRelease;
import treewarden.bot.release.TellOfRollBacks;
import treewarden.bot.remind.RemindOfWaiting;
import treewarden.bot.remind.ReminderRules;
import treewarden.bot.remind.WorkCalendar;
import treewarden.bot.sweep.Reconcile;
import treewarden.bot.sweep.RecoverDeliveries;
import treewarden.bot.sweep.SnapshotTaxonomy;
import treewarden.bot.sweep.Sweep;
import treewarden.bot.webhook.WebhookRoute;
import treewarden.domain.Approval;
import treewarden.domain.Capability;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.JobPayload;
import treewarden.domain.Secret;
import treewarden.domain.release.PlanSettings;
import treewarden.forge.Forge;
import treewarden.forge.github.GitHub;
import treewarden.forge.github.GitHubConfig;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Comment;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.Review;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Artifacts;
import treewarden.store.AuditEntry;
import treewarden.store.AuditEvent;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.DeliveryIntake;
import treewarden.store.Job;
import treewarden.store.JobFilter;
import treewarden.store.JobHandler;
import treewarden.store.JobRunner;
import treewarden.store.Quiet;
import treewarden.store.RunnerConfig;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;

/**
 * The bot, with a stand-in GitHub before it and a database in a folder behind it. Webhooks come over HTTP; jobs run when a
 * test says so, under a clock that the test moves.
 */
final class BotAtWork implements AutoCloseable {
    static final String SECRET = "It's a Secret to Everybody";
    static final String DESCRIPTION = "It teaches the model to write about everyday things.";
    private static final KeyPair KEY = key();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** From nine o'clock on: a reminder after 10 working days, stale after 20, the end after 30; a digest on Mondays. */
    private static final ReminderRules REMINDERS = new ReminderRules(
            new WorkCalendar(
                    ZoneOffset.UTC,
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                    List.of(new WorkCalendar.Holiday(LocalDate.of(2026, 12, 24), LocalDate.of(2027, 1, 6)))),
            10,
            20,
            30,
            LocalTime.of(9, 0),
            DayOfWeek.MONDAY);

    final SettableClock clock = new SettableClock();
    final StandInGitHub github;
    final Repository repository;
    final Person ada;
    final Person maintainer;
    final PretendTeacher teacher;
    final PretendStudent student = new PretendStudent();
    private final Path folder;
    private final Artifacts artifacts;
    private final OkHttpClient http = new OkHttpClient();
    private CommandRules rules = CommandRules.USUAL;
    private Duration writeSpacing = Duration.ZERO;
    private Set<String> allowList = Set.of();
    private UnaryOperator<Forge> around = forge -> forge;
    private Checking.Sampling sampling = Checking.Sampling.BY_A_TEACHER;
    private Prechecking prechecking = Prechecking.NO_STUDENT;
    private PullRequestSettings settings = PullRequestSettings.USUAL;
    private Admission admission = Admission.APPROVED;
    private Notes notes = Notes.ON;
    private PlanSettings releaseSettings = PlanSettings.NONE;
    private Running running;

    /** What a process holds. */
    private record Running(
            Database database,
            Forge forge,
            DeliveryIntake intake,
            Javalin server,
            JobRunner runner,
            Commands commands,
            RecheckApproval recheck) {}

    /** A taxonomy with nothing in it yet, of which ada is a known contributor. */
    BotAtWork(Path folder) {
        this.folder = folder;
        this.github = StandInGitHub.start(GitHubOptions.defaults()
                .withClock(clock)
                .withFolder(folder.resolve("git"))
                .withAppKey((RSAPublicKey) KEY.getPublic()));
        this.ada = github.person("ada");
        this.maintainer = github.person("grace");
        this.repository = github.repository("instructlab", "taxonomy");
        repository.collaborator(maintainer, treewarden.sandbox.github.Permission.MAINTAIN);
        repository.knownContributor(ada);
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), maintainer, "The beginning");
        this.artifacts = Artifacts.in(folder.resolve("artifacts"), 4 << 20);
        this.teacher = new PretendTeacher(artifacts);
        this.running = start();
    }

    private Running start() {
        var database = Database.open(DatabaseConfig.sqlite(folder.resolve("treewarden.db")), clock);
        database.migrate();
        var forge = around.apply(GitHub.connect(
                new GitHubConfig(URI.create(github.url()), 1, pem(), writeSpacing, allowList), http, clock));
        var repositories = new Repositories(database, forge);
        var addresses = new Addresses(URI.create("https://github.example"), URI.create("https://triage.example"));
        var validator = Validator.of(ValidationConfig.defaults());
        var knownLeaves = new KnownLeaves(database);
        var checking = new Checking(
                validator, artifacts, knownLeaves, addresses, SampleLimits.DEFAULTS, sampling, prechecking, settings);
        var recheck = new RecheckApproval(database, rules.approval(), rules.roles()::isMaintainer);
        var commands = new Commands(
                database,
                forge,
                repositories,
                new ShowContribution(addresses),
                rules.with(sampling).with(prechecking));
        var handlersOfEvents = new Handlers(forge, database, commands);
        List<JobHandler<?>> handlers = List.of(
                new HandleDelivery(database, forge, handlersOfEvents),
                new CheckContribution(database, forge, repositories, checking),
                new CheckMergeGroup(database, forge, repositories, checking),
                new ReportSample(database, addresses),
                new ReportPrecheck(database, addresses),
                new EffectRunner(database, forge, repositories, recheck, new ShowContribution(addresses)),
                new Sweep(repositories, Duration.ofHours(1)),
                new Reconcile(database, forge, repositories, handlersOfEvents),
                new RecoverDeliveries(database, forge),
                new SnapshotTaxonomy(database, forge, repositories, validator, knownLeaves),
                new RemindOfWaiting(database, repositories, REMINDERS, addresses),
                new PlanRelease(
                        database,
                        forge,
                        repositories,
                        validator,
                        new BlobReader(artifacts, database),
                        new FindMerged(database, recheck, admission),
                        () -> releaseSettings),
                new AnnounceRelease(database, addresses, release -> Optional.empty(), notes),
                new TellOfRollBacks(addresses),
                teacher,
                student);
        var runner = new JobRunner(
                database, Set.of(Capability.FORGE, Capability.TEACHER), handlers, RunnerConfig.named("test"));
        var intake = new DeliveryIntake(database);
        var route = new WebhookRoute(List.of(Secret.of(SECRET)), intake, clock);
        var server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.post(WebhookRoute.PATH, route);
                })
                .start("127.0.0.1", 0);
        github.webhooks().target("http://127.0.0.1:" + server.port() + WebhookRoute.PATH, SECRET);
        repositories.refresh();
        return new Running(database, forge, intake, server, runner, commands, recheck);
    }

    /** From now on releases are planned under these settings. */
    void releasesAreMadeWith(PlanSettings settings) {
        releaseSettings = settings;
    }

    /** The same with another spacing of writes. */
    BotAtWork spacing(Duration spacing) {
        writeSpacing = spacing;
        return restarted();
    }

    BotAtWork serving(String... repositories) {
        allowList = Set.of(repositories);
        return restarted();
    }

    BotAtWork under(CommandRules others) {
        rules = others;
        return restarted();
    }

    BotAtWork approving(ApprovalRules approval) {
        rules = rules.with(approval);
        return restarted();
    }

    /** The same with a community model, or without. */
    BotAtWork prechecking(Prechecking other) {
        prechecking = other;
        return restarted();
    }

    /** The same with pull requests looked at otherwise. */
    BotAtWork lookingAt(PullRequestSettings other) {
        settings = other;
        return restarted();
    }

    /** The same with other contributions in its releases. */
    BotAtWork admitting(Admission other) {
        admission = other;
        return restarted();
    }

    /** The same without releases on the code host. */
    BotAtWork withoutNotes() {
        notes = Notes.OFF;
        return restarted();
    }

    BotAtWork withoutTeacher() {
        sampling = Checking.Sampling.NO_TEACHER;
        return restarted();
    }

    /** The process ends and another one begins, over the same database, with this around its code host. */
    BotAtWork restarted(UnaryOperator<Forge> forge) {
        around = forge;
        return restarted();
    }

    BotAtWork restarted() {
        stop();
        running = start();
        return this;
    }

    private void stop() {
        // As the service does: what was taken is stored and answered while there is somebody to answer.
        running.intake().close();
        running.server().stop();
        running.database().close();
    }

    /** As far as it gets without waiting: what GitHub sent is received and every job that is due has run. */
    Quiet runUntilQuiet() {
        var failures = new ArrayList<String>();
        int ran = 0;
        while (true) {
            github.awaitDelivered(PATIENCE);
            var quiet = running.runner().runUntilQuiet();
            ran += quiet.ran();
            failures.addAll(quiet.failures());
            if (quiet.ran() == 0) {
                return new Quiet(ran, failures);
            }
        }
    }

    /** The clock moves on, and what is due then runs. */
    Quiet later(Duration by) {
        clock.advance(by);
        return runUntilQuiet();
    }

    /** Whatever was missed is looked for, as it is when a process starts. */
    Quiet sweeps() {
        Sweep.now(database());
        return runUntilQuiet();
    }

    void enqueue(JobPayload job) {
        running.database().run(transaction -> transaction.enqueue(job));
    }

    Database database() {
        return running.database();
    }

    List<Job> jobs(JobFilter filter) {
        return running.database().read(tables -> tables.jobs().list(filter));
    }

    /** What came of the latest deliveries. */
    List<String> outcomes() {
        return running.database().read(tables -> tables.deliveries().latest(100)).stream()
                .flatMap(delivery -> Stream.ofNullable(delivery.outcome()))
                .toList();
    }

    /** What happened to a contribution, with who did it. */
    List<AuditEvent> timeline(PullRequest pullRequest) {
        return running.database().read(tables -> tables.audit().timeline(id(pullRequest))).stream()
                .map(AuditEntry::event)
                .toList();
    }

    Commands commands() {
        return running.commands();
    }

    /** What a release would be told of it. */
    RecheckApproval.Standing beforeRelease(PullRequest pullRequest) {
        var in = running.forge().in(contribution(pullRequest).repository());
        return running.recheck().beforeRelease(id(pullRequest), in);
    }

    /** What is merged. */
    FindMerged merged() {
        return new FindMerged(running.database(), running.recheck(), admission);
    }

    /** A skill of a known contributor that was checked and sampled a minute ago. */
    PullRequest readyForTriage(String topic) {
        var pull = opens(ada, Leaves.skill(topic));
        runUntilQuiet();
        later(Duration.ofMinutes(1));
        return pull;
    }

    /** The reviews that say yes or no, without those that only suggest. */
    List<Review> verdicts(PullRequest pullRequest) {
        return pullRequest.reviews().stream()
                .filter(review -> review.state() != Review.State.COMMENTED)
                .toList();
    }

    List<Approval> approvals(PullRequest pullRequest) {
        return running.database().read(tables -> tables.approvals().all(id(pullRequest)));
    }

    List<Approval> standing(PullRequest pullRequest) {
        return running.database().read(tables -> tables.approvals().standing(id(pullRequest)));
    }

    String webhookUrl() {
        return "http://127.0.0.1:" + running.server().port() + WebhookRoute.PATH;
    }

    PullRequest opens(Person who, Map<String, Change> changes) {
        return repository.contribute(who, "A contribution", DESCRIPTION, changes);
    }

    ContributionId id(PullRequest pullRequest) {
        return new ContributionId(repository.id(), pullRequest.number());
    }

    Contribution contribution(PullRequest pullRequest) {
        return running.database()
                .read(tables -> tables.contributions().find(id(pullRequest)))
                .orElseThrow();
    }

    boolean isContribution(PullRequest pullRequest) {
        return running.database()
                .read(tables -> tables.contributions().find(id(pullRequest)))
                .isPresent();
    }

    /** The bot's comments, which carry the marker of the one comment. */
    List<Comment> botComments(PullRequest pullRequest) {
        return pullRequest.comments().stream()
                .filter(comment -> comment.author().equals(github.bot()))
                .filter(comment -> comment.body().contains("treewarden:contribution"))
                .toList();
    }

    /** The bot's other comments: answers to commands. */
    List<Comment> replies(PullRequest pullRequest) {
        return pullRequest.comments().stream()
                .filter(comment -> comment.author().equals(github.bot()))
                .filter(comment -> comment.body().contains("treewarden:reply"))
                .toList();
    }

    @Override
    public void close() {
        stop();
        github.close();
    }

    private static Secret pem() {
        return Secret.of("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEY.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    }

    private static KeyPair key() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }
}
