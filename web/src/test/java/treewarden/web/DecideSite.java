package treewarden.web;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import treewarden.bot.Repositories;
import treewarden.bot.approval.RecheckApproval;
import treewarden.bot.check.Addresses;
import treewarden.bot.check.ShowContribution;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Commands;
import treewarden.bot.effect.EffectRunner;
import treewarden.domain.Capability;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Finding;
import treewarden.domain.JobPayload;
import treewarden.forge.github.GitHub;
import treewarden.forge.github.GitHubConfig;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Comment;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobFilter;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.Run;
import treewarden.store.RunOutcome;
import treewarden.store.RunnerConfig;
import treewarden.store.SavedViews.SavedView;
import treewarden.web.session.PageRole;
import treewarden.web.session.SignedIn;
import treewarden.web.session.Visitor;

/** The pages with what stands behind their buttons, and a stand-in GitHub. Who visits says a header. */
final class DecideSite implements AutoCloseable {
    private static final String WHO = "X-Test-Visitor";

    final SettableClock clock = new SettableClock();
    final StandInGitHub github;
    final Repository repository;
    final Person ada;
    private final Path file;
    private final Database database;
    private final JobRunner runner;
    private final Javalin server;
    private final Browsing browsing = new Browsing();

    DecideSite(Path folder) {
        this(folder, CommandRules.USUAL);
    }

    /** @param rules what an operator decided about commands, and whom there is to ask */
    DecideSite(Path folder, CommandRules rules) {
        this(folder, rules, UnaryOperator.identity());
    }

    /** With somebody between everything and the database. */
    DecideSite(Path folder, UnaryOperator<DataSource> watch) {
        this(folder, CommandRules.USUAL, watch);
    }

    private DecideSite(Path folder, CommandRules rules, UnaryOperator<DataSource> watch) {
        github = StandInGitHub.start(GitHubOptions.defaults()
                .withClock(clock)
                .withFolder(folder.resolve("git"))
                .withAppKey(AppKey.open()));
        ada = github.person("ada");
        var owner = github.person("grace");
        repository = github.repository("instructlab", "taxonomy");
        repository.collaborator(owner, Permission.MAINTAIN);
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), owner, "The beginning");
        file = folder.resolve("site.db");
        database = Database.open(DatabaseConfig.sqlite(file).busyTimeout(Duration.ofMillis(200)), clock, watch);
        database.migrate();
        var forge = GitHub.connect(
                new GitHubConfig(URI.create(github.url()), 1, AppKey.pem(), Duration.ZERO, Set.of()),
                new OkHttpClient(),
                clock);
        var repositories = new Repositories(database, forge);
        repositories.refresh();
        var shown = new ShowContribution(
                new Addresses(URI.create("https://code.example"), URI.create("https://triage.example")));
        var commands = new Commands(database, forge, repositories, shown, rules);
        var recheck = new RecheckApproval(database, rules.approval(), rules.roles()::isMaintainer);
        runner = new JobRunner(
                database,
                Set.of(Capability.FORGE),
                List.of(new EffectRunner(database, forge, repositories, recheck, shown)),
                RunnerConfig.named("test"));
        int port = Site.freePort();
        var pages = new TriagePages(
                database,
                clock,
                new PageSettings("InstructLab taxonomy", "https://code.example/", null),
                Site.openAt(port),
                PageParts.NONE.with(commands));
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.before(
                            ctx -> SignedIn.as(visitor(ctx.header(WHO))).handle(ctx));
                    pages.routes(config);
                })
                .start("127.0.0.1", port);
    }

    private Visitor visitor(@Nullable String header) {
        if (header == null) {
            return Visitor.ANYBODY;
        }
        var loginAndRole = header.split(":");
        var person = github.person(loginAndRole[0]);
        return new Visitor(
                new treewarden.domain.Person(person.id(), person.login()),
                PageRole.valueOf(loginAndRole[1]),
                token(person.login()));
    }

    private static String token(String login) {
        return "token-of-" + login;
    }

    /** Somebody who signed in: as GitHub has them, and as the pages take them. */
    String triager(String login) {
        repository.collaborator(github.person(login), Permission.TRIAGE);
        return login + ":TRIAGER";
    }

    String maintainer(String login) {
        repository.collaborator(github.person(login), Permission.MAINTAIN);
        return login + ":MAINTAINER";
    }

    /** A pull request that was checked, with nothing to change. */
    PullRequest ready(String topic) {
        var pull = repository.contribute(
                ada,
                "Add " + topic,
                "It teaches.",
                Map.of("compositional_skills/" + topic + "/qna.yaml", Change.write("version: 3\n")));
        var known = new treewarden.domain.Repository(
                repository.id(),
                "instructlab",
                "taxonomy",
                database.read(tables -> tables.repositories().find(repository.id()))
                        .orElseThrow()
                        .repository()
                        .installation());
        database.run(new CheckedPull(known, pull, topic, clock.instant())::save);
        clock.advance(Duration.ofMinutes(1));
        return pull;
    }

    /** A check found this in its leaf. */
    void found(PullRequest pull, List<Finding> findings) {
        var leaf = new CheckedLeaf("compositional_skills/a/qna.yaml", 3, findings, null);
        database.run(transaction -> transaction
                .runs()
                .save(new Run(
                        id(pull),
                        new CommitId(pull.headSha()),
                        RunOutcome.PASSED,
                        List.of(leaf),
                        List.of(),
                        clock.instant())));
    }

    /** The teacher made a sample of it. */
    void sampled(PullRequest pull) {
        database.run(transaction ->
                transaction.samples().save(SameTextEverywhere.sample(contribution(pull), "a line of a poem")));
    }

    /** A sample of it waits for a teacher. */
    void asksTheTeacher(PullRequest pull) {
        var head = new CommitId(pull.headSha());
        database.run(
                transaction -> transaction.enqueue(new JobPayload.RunSample(id(pull), head, List.of(), List.of())));
    }

    /** What sorts of jobs wait for something to be done about it. */
    List<String> waiting(PullRequest pull) {
        return database.<List<Job>>read(tables -> tables.jobs().list(JobFilter.ALL.in(JobState.QUEUED))).stream()
                .map(Job::payload)
                .filter(payload -> payload.toString().contains(id(pull).toString()))
                .map(payload -> payload.getClass().getSimpleName())
                .toList();
    }

    /** The names of what somebody keeps of the queue. */
    List<String> views(String login) {
        return database
                .<List<SavedView>>read(
                        tables -> tables.savedViews().of(github.person(login).id()))
                .stream()
                .map(SavedView::name)
                .toList();
    }

    /** The teacher was asked, and somebody stopped it before it began. */
    void sampleWasStopped(PullRequest pull) {
        var head = new CommitId(pull.headSha());
        database.run(transaction -> transaction.requestCancel(
                transaction.enqueue(new JobPayload.RunSample(id(pull), head, List.of(), List.of()))));
    }

    ContributionId id(PullRequest pull) {
        return new ContributionId(repository.id(), pull.number());
    }

    Contribution contribution(PullRequest pull) {
        return database.read(tables -> tables.contributions().find(id(pull))).orElseThrow();
    }

    String path(PullRequest pull) {
        return "/contributions/instructlab/taxonomy/" + pull.number();
    }

    long seenNow() {
        return database.read(tables -> tables.audit().latest());
    }

    /** The clock moves on, and what is to be told then is told. */
    void later(Duration by) {
        clock.advance(by);
        runner.runUntilQuiet();
    }

    /** What the bot said on the pull request. */
    String said(PullRequest pull) {
        return pull.comments().stream()
                .filter(comment -> comment.author().equals(github.bot()))
                .map(Comment::body)
                .collect(Collectors.joining("\n"));
    }

    /** Another process, such as a backup, holds the database for writing, until it is let go. */
    Connection hold() {
        try {
            var other = DriverManager.getConnection("jdbc:sqlite:" + file);
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("update audit_head set number = number");
            }
            return other;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does this whenever a contribution has changed. */
    void onChange(Runnable work) {
        database.changes().subscribe(change -> work.run());
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> get(String path, @Nullable String who) {
        return browsing.get(request(path, who));
    }

    /** Somebody decides on the page of it as it is at this moment. */
    HttpResponse<String> decides(String who, PullRequest pull, String command, String reason) {
        return decides(who, pull, command, reason, seenNow());
    }

    /** The same on a page that was made when the audit was as long as this. */
    HttpResponse<String> decides(String who, PullRequest pull, String command, String reason, long seen) {
        return post(
                path(pull) + "/commands",
                who,
                "command",
                command,
                "reason",
                reason,
                "seen",
                pull.headSha(),
                "seen-until",
                Long.toString(seen));
    }

    /** Sends a form; each field is a name and its value. */
    HttpResponse<String> post(String path, @Nullable String who, String... fields) {
        var all = new ArrayList<>(List.of(Visitor.FORM_FIELD, who == null ? "" : token(who.split(":")[0])));
        all.addAll(List.of(fields));
        return browsing.post(request(path, who), all.toArray(String[]::new));
    }

    private HttpRequest.Builder request(String path, @Nullable String who) {
        var request = HttpRequest.newBuilder(at(path));
        return who == null ? request : request.header(WHO, who);
    }

    @Override
    public void close() {
        server.stop();
        database.close();
        github.close();
    }
}
