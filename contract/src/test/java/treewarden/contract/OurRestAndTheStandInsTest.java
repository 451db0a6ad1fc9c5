package treewarden.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import treewarden.domain.CheckConclusion;
import treewarden.domain.CommitId;
import treewarden.domain.LineSuggestion;
import treewarden.domain.Person;
import treewarden.domain.Position;
import treewarden.domain.Reaction;
import treewarden.domain.Severity;
import treewarden.forge.Account;
import treewarden.forge.Annotation;
import treewarden.forge.AppNeeds;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.FileStatus;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.Lines;
import treewarden.forge.NewCheckRun;
import treewarden.forge.NewCodeRelease;
import treewarden.forge.Permission;
import treewarden.forge.RepositoryForge;
import treewarden.forge.Team;
import treewarden.forge.github.CreateApp;
import treewarden.forge.github.GitHubConfig;
import treewarden.forge.github.InspectApp;

/** Each of our requests, and each answer of the stand-in, is one that GitHub's description allows. */
class OurRestAndTheStandInsTest {
    /** What we use of GitHub; a request of another kind has no path in the description, and so breaks it. */
    private static final Pattern PATHS = Pattern.compile(
            "/app(/installations.*|/hook/config|/hook/deliveries.*)?|/app-manifests/\\{code}/conversions|/installation/.*|/users/\\{username}"
                    + "|/orgs/\\{org}/teams/\\{team_slug}/memberships/\\{username}"
                    + "|/repos/\\{owner}/\\{repo}(/(pulls|issues|git|branches|commits|check-runs|collaborators|compare|releases)(/.*)?)?");

    private static List<Exchange> heard = List.of();
    private static List<Violation> violations = List.of();
    private static final CallsOfThePort<Forge> FORGE = new CallsOfThePort<>(Forge.class);
    private static final CallsOfThePort<RepositoryForge> REPOSITORY = new CallsOfThePort<>(RepositoryForge.class);

    @BeforeAll
    static void talkAboutEverything() {
        var description = described();
        try (var taxonomy = new TaxonomyAtTheStandIn()) {
            var forge = FORGE.listening(taxonomy.forge());
            var repository = forge.repositories().get(0);
            assertThat(forge.serves(repository)).isTrue();
            assertThat(forge.writeSpacing()).isZero();
            var port = REPOSITORY.listening(forge.in(repository));
            read(port, taxonomy);
            write(port, taxonomy, forge);
            refused(port, taxonomy);
            missed(forge, taxonomy);
            ReviewsAndMerges.talkedAbout(port, taxonomy, forge);
            setUp(taxonomy);
            heard = taxonomy.ear.heard();
        }
        violations = heard.stream()
                .flatMap(exchange -> description.violations(exchange).stream())
                .distinct()
                .toList();
    }

    private static void read(RepositoryForge port, TaxonomyAtTheStandIn taxonomy) {
        var contributed = taxonomy.contribute();
        taxonomy.repository.label("triage/needed", "ededed", "waits for a decision");
        contributed.label(taxonomy.maintainer, "triage/needed");
        contributed.comment(taxonomy.alice, "Please have a look");

        var pull = port.pullRequest(contributed.number());
        assertThat(pull.head().hex()).isEqualTo(contributed.headSha());
        assertThat(pull.labels()).containsExactly("triage/needed");
        assertThat(port.openPullRequests())
                .singleElement()
                .matches(open -> open.head().equals(pull.head()));
        var changed = port.changedFiles(pull);
        assertThat(changed.cut()).isFalse();
        assertThat(changed.files()).singleElement().matches(file -> file.status() == FileStatus.ADDED);
        assertThat(port.changedFiles(pull.base(), pull.head())).isEqualTo(changed);
        assertThat(changed.files().get(0).shown()).containsExactly(new Lines(1, 1));
        assertThat(port.commits(pull.number()))
                .singleElement()
                .matches(commit -> commit.message().startsWith("A haiku"));
        assertThat(port.tree(pull.head()).entries())
                .anyMatch(entry -> entry.isPlainFile()
                        && entry.sha().equals(changed.files().get(0).blobSha()));
        assertThat(new String(port.blob(changed.files().get(0).blobSha(), 11), StandardCharsets.UTF_8))
                .isEqualTo("version: 3\n");
        assertThat(port.head(port.defaultBranch())).isEqualTo(pull.base());
        taxonomy.repository.branch("release/1.0", contributed.baseSha(), taxonomy.maintainer);
        assertThat(port.head("release/1.0")).isEqualTo(pull.base());
        assertThat(port.comments(pull.number()))
                .singleElement()
                .matches(comment -> comment.author().id() == taxonomy.alice.id());
        assertThat(port.permission(new Person(taxonomy.alice.id(), "alice"))).isEqualTo(Permission.READ);
        people(port, taxonomy);
    }

    private static void people(RepositoryForge port, TaxonomyAtTheStandIn taxonomy) {
        var alice = new Person(taxonomy.alice.id(), "alice");
        var team = new Team("instructlab", "approvers");
        taxonomy.standIn.team("instructlab", "approvers", taxonomy.maintainer);
        assertThat(port.account("alice")).contains(new Account(alice, Account.Kind.PERSON));
        assertThat(port.account("instructlab")).map(Account::kind).contains(Account.Kind.ORGANIZATION);
        assertThat(port.account("treewarden[bot]")).map(Account::kind).contains(Account.Kind.PROGRAM);
        assertThat(port.account("nobody")).isEmpty();
        assertThat(port.isInTeam(alice, team)).isFalse();
        assertThat(port.isInTeam(new Person(taxonomy.maintainer.id(), "maintainer"), team))
                .isTrue();
    }

    private static void write(RepositoryForge port, TaxonomyAtTheStandIn taxonomy, Forge forge) {
        var number = taxonomy.repository.pullRequests().get(0).number();
        var head = port.pullRequest(number).head();
        assertThat(port.checkRun(head, "taxonomy")).isEmpty();
        var begun = port.createCheckRun(new NewCheckRun(
                head,
                "taxonomy",
                "ours",
                "https://treewarden.example/1",
                CheckRunUpdate.goesOn("Checking", "A leaf.")));
        var finding = new Annotation(
                "compositional_skills/haiku/qna.yaml", new Position(1, 9), Severity.WARNING, "schema", "too old");
        port.updateCheckRun(
                begun.id(),
                new CheckRunUpdate(CheckConclusion.NEUTRAL, "1 thing to look at", "See below.", List.of(finding)));
        assertThat(port.checkRun(head, "taxonomy")).hasValueSatisfying(run -> {
            assertThat(run.id()).isEqualTo(begun.id());
            assertThat(run.completed()).isTrue();
            assertThat(run.conclusion()).isEqualTo("neutral");
            assertThat(run.annotations()).isEqualTo(1);
            assertThat(run.externalId()).isEqualTo("ours");
        });
        var comment = port.createComment(number, "Checking.");
        assertThat(comment.author()).isEqualTo(forge.self().bot());
        assertThat(port.updateComment(comment.id(), "Ready for triage.").body()).isEqualTo("Ready for triage.");
        port.react(comment.id(), Reaction.EYES);
        port.react(comment.id(), Reaction.EYES);
        var self = forge.self().bot();
        assertThat(port.hasReacted(comment.id(), Reaction.EYES, self)).isTrue();
        assertThat(port.hasReacted(comment.id(), Reaction.THUMBS_UP, self)).isFalse();
        assertThat(port.commentsSince(Instant.EPOCH))
                .anyMatch(placed -> placed.comment().id() == comment.id()
                        && placed.number() == number
                        && placed.sender().bot());
        port.commentOnLines(
                number,
                head,
                "One place can be mended.",
                List.of(new LineSuggestion(
                        "compositional_skills/haiku/qna.yaml", 1, 1, "```suggestion\nversion: 3\n```")));
        assertThat(port.lineComments(number)).singleElement().satisfies(onLine -> {
            assertThat(onLine.author()).isEqualTo(forge.self().bot());
            assertThat(onLine.commit()).isEqualTo(head);
            assertThat(onLine.lastLine()).isEqualTo(1);
        });
        port.addLabels(number, List.of("triage/needed", "kind: skill"));
        port.removeLabel(number, "triage/needed");
        port.removeLabel(number, "triage/needed");
        assertThat(port.labels(number)).containsExactly("kind: skill");
        var alice = new Person(taxonomy.alice.id(), "alice");
        assertThat(port.canBeAssigned(number, alice)).isTrue();
        assertThat(port.canBeAssigned(number, new Person(1, "nobody"))).isFalse();
        port.assign(number, alice);
        assertThat(port.assignees(number)).containsExactly(alice);
        port.unassign(number, alice);
        port.unassign(number, alice);
        assertThat(port.assignees(number)).isEmpty();
        var issue = port.createIssue("Digest", "Nothing waits.", List.of("digest"));
        assertThat(port.issues("digest")).containsExactly(issue);
        released(port, head, forge.self().bot());
        port.close(issue.number());
        assertThat(port.issues("digest")).singleElement().matches(closed -> !closed.open());
    }

    private static void released(RepositoryForge port, CommitId commit, Person self) {
        assertThat(port.release("release-20261123")).isEmpty();
        var notes = new NewCodeRelease("release-20261123", commit, "Release of the model", "It knows haiku.");
        var release = port.createRelease(notes);
        assertThat(release.author()).isEqualTo(self);
        assertThat(port.release("release-20261123")).contains(release);
        assertThatThrownBy(() -> port.createRelease(notes)).isInstanceOf(ForgeException.Invalid.class);
    }

    /** Last, because from then on the stand-in's app has another key. */
    private static void setUp(TaxonomyAtTheStandIn taxonomy) {
        var root = URI.create(taxonomy.standIn.url());
        var create = CreateApp.at(root, taxonomy.overheard(), Clock.systemUTC());
        var here = URI.create("https://treewarden.example");
        var code = taxonomy.standIn.consent(CreateApp.manifest(
                new CreateApp.Wanted("treewarden", here, "/webhook", here, here, AppNeeds.of(Set.of()))));
        var app = create.exchange(code);
        assertThatThrownBy(() -> create.exchange(code)).isInstanceOf(ForgeException.Missing.class);
        var config = new GitHubConfig(root, app.id(), app.privateKey(), Duration.ZERO, Set.of());
        var found =
                InspectApp.of(config, taxonomy.overheard(), Clock.systemUTC()).ask();
        assertThat(found.hookUrl()).isEqualTo("https://treewarden.example/webhook");
        assertThat(found.on())
                .singleElement()
                .matches(one -> one.repositories().equals(List.of("instructlab/taxonomy")));
        assertThat(AppNeeds.of(Set.of()).lacking(found.permissions())).isEmpty();
        assertThat(AppNeeds.of(Set.of()).deaf(found.events())).isEmpty();
    }

    /** Nobody listens at the port of the webhook. */
    private static void missed(Forge forge, TaxonomyAtTheStandIn taxonomy) {
        taxonomy.standIn.webhooks().target("http://127.0.0.1:1/webhook", "a secret");
        taxonomy.repository.pullRequests().get(0).comment(taxonomy.alice, "Does anybody listen?");
        taxonomy.standIn.awaitDelivered(Duration.ofSeconds(30));
        var failed = forge.failedDeliveries(Instant.EPOCH);
        assertThat(failed).singleElement().matches(delivery -> delivery.event().equals("issue_comment"));
        forge.redeliver(failed.get(0).attempt());
        taxonomy.standIn.awaitDelivered(Duration.ofSeconds(30));
        assertThat(forge.failedDeliveries(Instant.EPOCH))
                .hasSize(2)
                .allMatch(delivery -> delivery.guid().equals(failed.get(0).guid()));
        assertThat(forge.failedDeliveries(failed.get(0).at().plusSeconds(3600))).isEmpty();
        assertThatThrownBy(() -> forge.redeliver(99_999)).isInstanceOf(ForgeException.Invalid.class);
    }

    private static void refused(RepositoryForge port, TaxonomyAtTheStandIn taxonomy) {
        var number = taxonomy.repository.pullRequests().get(0).number();
        assertThatThrownBy(() -> port.pullRequest(99)).isInstanceOf(ForgeException.Missing.class);
        assertThatThrownBy(() -> port.createComment(99, "x")).isInstanceOf(ForgeException.Missing.class);
        assertThatThrownBy(() -> port.createComment(number, "")).isInstanceOf(ForgeException.Invalid.class);
        assertThatThrownBy(() -> port.commentOnLines(
                        number,
                        port.pullRequest(number).head(),
                        "x",
                        List.of(new LineSuggestion("compositional_skills/haiku/qna.yaml", 1, 2, "x"))))
                .isInstanceOf(ForgeException.Invalid.class);
        assertThatThrownBy(() -> port.updateComment(99_999, "x")).isInstanceOf(ForgeException.Missing.class);
        assertThatThrownBy(() -> port.blob("a".repeat(40), 5)).isInstanceOf(ForgeException.Missing.class);
        assertThatThrownBy(() -> port.tree(new CommitId("a".repeat(40)))).isInstanceOf(ForgeException.Missing.class);
        assertThatThrownBy(() -> port.head("nowhere")).isInstanceOf(ForgeException.Missing.class);
        assertThatThrownBy(() -> port.permission(new Person(1, "nobody"))).isInstanceOf(ForgeException.Missing.class);
        assertThatThrownBy(() -> port.permission(new Person(1, "alice"))).isInstanceOf(ForgeException.Missing.class);
    }

    @Test
    void everyCallOfThePortWasMade() {
        assertThat(FORGE.missing()).isEmpty();
        assertThat(REPOSITORY.missing()).isEmpty();
    }

    @Test
    void nothingBreaksGitHubsDescriptionButWhatIsKnown() {
        assertThat(heard).isNotEmpty();
        assertThat(violations)
                .allSatisfy(violation ->
                        assertThat(KnownViolation.ALL).as("%s", violation).anyMatch(known -> known.covers(violation)));
    }

    @Test
    void whatIsKnownToBreakItStillDoes() {
        assertThat(KnownViolation.ALL)
                .allSatisfy(known -> assertThat(violations).anyMatch(known::covers));
    }

    @Test
    void theDescriptionWouldNotice() {
        var description = described();
        var begun = heard.stream()
                .filter(exchange -> exchange.method().equals("POST")
                        && exchange.url().encodedPath().endsWith("/check-runs"))
                .findFirst()
                .orElseThrow();
        assertThat(description.violations(begun)).isEmpty();
        var wrong = Stream.of(
                with(begun, begun.requestBody().replace("in_progress", "bogus"), begun.responseBody()),
                with(begun, begun.requestBody().replace("head_sha", "head"), begun.responseBody()),
                with(begun, begun.requestBody(), begun.responseBody().replace("in_progress", "bogus")),
                with(begun, begun.requestBody(), begun.responseBody().replace("\"html_url\"", "\"page\"")));
        assertThat(wrong)
                .allSatisfy(
                        exchange -> assertThat(description.violations(exchange)).isNotEmpty());
    }

    private static GitHubsDescription described() {
        return GitHubsDescription.of(path -> PATHS.matcher(path).matches());
    }

    private static Exchange with(Exchange exchange, String request, String response) {
        return new Exchange(
                exchange.method(), exchange.url(), request, exchange.status(), exchange.contentType(), response);
    }
}
