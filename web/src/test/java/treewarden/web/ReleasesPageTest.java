package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Decision;
import treewarden.domain.Effect.ShowRelease;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport.Phase;
import treewarden.domain.release.StageReport.Source;
import treewarden.domain.release.Withdrawal;
import treewarden.store.AuditEntry;
import treewarden.store.AuditFilter;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;
import treewarden.store.Tables;
import treewarden.store.WaitingEffect;
import treewarden.web.session.Standing;

class ReleasesPageTest {
    private static final String[] MAINTAINER = {"Pretend", "mona maintainer"};
    private static final String[] TRIAGER = {"Pretend", "tria triager"};
    private static final String PAGE = "/releases/" + Released.SECOND;

    @TempDir
    Path folder;

    private Operated site;

    @BeforeEach
    void open() {
        site = Operated.in(folder);
        var it = Given.contribution(12).now();
        site.write(transaction -> transaction.apply(new Decision(it, List.of(), List.of(), "treewarden", "checked")));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anEmptyPageSaysHowAReleaseIsStarted() {
        assertThat(text("/releases"))
                .contains("No release yet")
                .contains("treewarden release start")
                .contains("Kept out of every release Nothing.");
    }

    @Test
    void whereReleasesAreNotConfiguredThePageSaysHowTheyAre() {
        try (var whole = Site.in(folder.resolve("whole"))) {
            assertThat(whole.get("/releases").body())
                    .contains("Releases are not configured here")
                    .contains("docs/operating.md");
            assertThat(whole.get("/").body()).contains("<a href=\"/releases\">Releases</a>");
        }
    }

    @Test
    void theListShowsTheNewestFirstWithVerdictAndHub() {
        published();
        site.write(transaction -> {
            Released.begun(transaction, Released.SECOND);
            transaction
                    .writeReleases()
                    .withdraw(new Withdrawal("knowledge/bad", "its document is not free", "mona", Site.NOON));
        });

        var body = site.get("/releases").body();

        assertThat(body.indexOf(Released.SECOND.name())).isLessThan(body.indexOf(Released.FIRST.name()));
        assertThat(text("/releases"))
                .contains("release-20261122 is under way")
                .contains("under way: plan")
                .contains("1 new, 1 changed, 1 unchanged, 1 removed passed")
                .contains("knowledge/bad its document is not free mona");
        assertThat(body).contains("<a href=\"https://hub.example/m\" rel=\"noopener noreferrer\">");
    }

    @Test
    void aMaintainerStartsOneAndASecondOneIsRefused() {
        assertThat(site.get("/releases", MAINTAINER).body()).contains("Start a release of community/model");
        assertThat(site.get("/releases", TRIAGER).body()).doesNotContain("Start a release of");

        var answer = site.post("/releases", MAINTAINER);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/releases/" + Operated.STARTED);
        assertThat(release(Operated.STARTED).startedBy()).isEqualTo("mona");
        assertThat(lastEntry().origin()).isEqualTo("page");
        var second = site.post("/releases", MAINTAINER);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("one release is under way at a time");
    }

    @Test
    void triagersAndReadersDecideNothing() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND));

        for (var headers : List.of(new String[] {}, TRIAGER)) {
            assertThat(site.post("/releases", headers).statusCode()).isEqualTo(403);
            assertThat(send("/cancel", "because", headers).statusCode()).isEqualTo(403);
        }
        assertThat(site.get(PAGE, TRIAGER).body()).doesNotContain("action=\"" + PAGE);
        assertThat(release(Released.SECOND).state()).isEqualTo(ReleaseState.RUNNING);
    }

    @Test
    void whoMaintainedAMinuteAgoDecidesNothingAndKeepsWhatTheyTyped() {
        waiting("too few questions");
        assertThat(site.get(PAGE, MAINTAINER).body()).contains("action=\"" + PAGE + "/approve\"");
        site.advance(Duration.ofMinutes(1));

        site.nowIs("mona", Standing.READER);
        var taken = send("/approve", "I asked it about tides", MAINTAINER);
        site.nowIs("mona", Standing.UNKNOWN);
        var silent = send("/approve", "I asked it about tides", MAINTAINER);

        assertThat(taken.statusCode()).isEqualTo(403);
        assertThat(taken.body())
                .contains("This is for maintainers")
                .contains("I asked it about tides</textarea>")
                .contains("action=\"" + PAGE + "/approve\"");
        assertThat(silent.statusCode()).isEqualTo(503);
        assertThat(silent.body())
                .contains("The code host could not be asked")
                .contains("I asked it about tides</textarea>");
        assertThat(site.post("/releases", MAINTAINER).statusCode()).isEqualTo(503);
        assertThat(release(Released.SECOND).state()).isEqualTo(ReleaseState.UNDECIDED);

        site.nowIs("mona", Standing.MAINTAINER);
        assertThat(send("/approve", "I asked it about tides", MAINTAINER).statusCode())
                .isEqualTo(303);
    }

    @Test
    void whatTheCodeHostRefusedToShowStandsOnThePageAndIsAskedForAgain() {
        published();
        var path = "/releases/" + Released.FIRST;
        var show = new ShowRelease(
                ContributionId.ofAll(Given.TAXONOMY.id()),
                Released.FIRST.name(),
                new CommitId("a".repeat(40)),
                "A release",
                "What is new");
        assertThat(text(path)).doesNotContain("The code host shows no release");
        site.write(transaction -> {
            transaction.repositories().remember(Given.TAXONOMY);
            transaction.show(Given.TAXONOMY, List.of(show));
            transaction
                    .outbox()
                    .refused(waitingEffects(transaction).get(0).id(), "<b>403</b>. Give the App write access.");
        });

        assertThat(text(path))
                .contains("The code host shows no release of this name yet")
                .contains("&lt;b&gt;403&lt;/b&gt;. Give the App write access.")
                .contains("a maintainer has it asked again here");
        assertThat(site.get(path, MAINTAINER).body()).contains("action=\"" + path + "/show\"");
        assertThat(site.post(path + "/show", TRIAGER).statusCode()).isEqualTo(403);
        assertThat(site.post(path + "/show", MAINTAINER).statusCode()).isEqualTo(303);

        assertThat(site.database().read(ReleasesPageTest::waitingEffects)).hasSize(1);
        assertThat(lastEntry().event().action()).isEqualTo("show-release");
        assertThat(text(path)).doesNotContain("The code host shows no release");
    }

    private static List<WaitingEffect> waitingEffects(Tables tables) {
        return tables.outbox().waiting(Given.TAXONOMY.installation(), 10);
    }

    @Test
    void stagesThatAreDoneUnderWayAndToComeSaySo() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND).planned(null));

        assertThat(text(PAGE))
                .contains("plan done 0 s reads what is merged, and compares it with the last release 1 new, 1 changed")
                .contains("generate waiting lets the teacher make the rows of what changed Missing is a teacher")
                .contains("mix to come");
    }

    @Test
    void aStageThatRunsShowsHowFarItIsAndOneThatFailedWhatToMend() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND));
        var seen = new String[1];

        run((context, payload) -> {
            context.progress(3, 10, "leaves");
            seen[0] = text(PAGE);
            return new JobResult.GaveUp("<b>the default branch</b> cannot be read");
        });

        assertThat(seen[0]).contains("plan under way").contains("3 of 10, leaves");
        assertThat(text(PAGE))
                .contains("plan stopped")
                .contains("Somebody has to mend what is said below")
                .contains("&lt;b&gt;the default branch&lt;/b&gt; cannot be read");
        assertThat(site.get(PAGE, TRIAGER).body()).contains("/retry\"");
    }

    @Test
    void theLossIsDrawnWithAxesWordsAndTheLastReleaseBehind() {
        published();
        site.write(transaction -> Released.begun(transaction, Released.SECOND)
                .planned(Released.FIRST)
                .trained(0.4));

        var body = site.get(PAGE).body();

        assertThat(body)
                .contains("<title id=\"loss-title\">Training loss over steps</title>")
                .contains(
                        "In knowledge from 2.400 to 0.402 in 1000 steps. In skills from 2.400 to 0.402 in 1000 steps.")
                .contains("<g class=\"line before\">")
                .contains("<g class=\"line first\">")
                .contains("<g class=\"line second\">")
                .doesNotContain("NaN")
                .doesNotContain("style=");
        assertThat(body.length()).as("thinned").isLessThan(100_000);
    }

    @Test
    void theRowsOfEachPhaseStandWithWhatTheyAreFrom() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND)
                .planned(null)
                .mixed(
                        new Phase("short", 1_204, List.of(new Source("knowledge", null))),
                        new Phase(
                                "skills", 31, List.of(new Source("skills", null), new Source("<b>.jsonl=0.5", null)))));

        assertThat(text(PAGE))
                .contains("Phases of the training Phase Rows From short 1,204 knowledge skills 31 skills,"
                        + " &lt;b&gt;.jsonl=0.5");
    }

    @Test
    void theCandidateStandsBesideTheLastReleaseAndTheBaseModelWorstFirst() {
        waiting("too few questions");

        var text = text(PAGE);

        assertThat(text)
                .contains("The candidate beside release-20261115, judged by judge-7b")
                .contains("all held-out questions 33 66 % 67 % 33 % -1 1 / 31 / 1")
                .contains("those of new leaves 2 83 % 50 % 33 % +33 1 / 1 / 0")
                .contains("multiple choice, share that is right 1 100 % 0 % 0 % +100 1 / 0 / 0")
                .contains("mmlu acc 0.410 ± 0.012 0.402 ± 0.011")
                .contains("Show all 32 leaves")
                .contains("Questions, the worst first 20 of 33");
        assertThat(text.indexOf(Released.HAIKU + " 1 0 % 100 %")).isPositive();
        assertThat(site.get(PAGE + "?all=yes").body())
                .contains("knowledge/leaf39")
                .doesNotContain("Show all 32");
        assertThat(text(PAGE + "?leaf=knowledge%2Fscience%2Ftides"))
                .contains("Questions of " + Released.TIDES)
                .contains("2 of 2")
                .contains("Question 2? candidate better")
                .contains("the base model 1 of 3 the server gave no answer")
                .doesNotContain("Question 1?");
        assertThat(text(PAGE + "?leaf=none")).contains("No question of this leaf was asked.");
    }

    @Test
    void theGateNamesNumberLimitAndWords() {
        waiting("too few questions");

        assertThat(text(PAGE))
                .contains("Gate: inconclusive, a person decides by rule 1")
                .contains("held-out questions undecided -0.012 -0.050 too few questions")
                .contains("publish waits for a person");
    }

    @Test
    void whatItHoldsLeadsToTheContributions() {
        site.write(transaction -> Released.begun(transaction, Released.SECOND).planned(null));

        assertThat(text(PAGE))
                .contains("knowledge/science/tides new #12 ana")
                .contains("haiku changed none that is known")
                .contains("knowledge/gone/qna.yaml")
                .contains("#9 its document is not free")
                .contains("knowledge/broken: line 3 cannot be read");
        assertThat(site.get(PAGE).body()).contains("href=\"/contributions/instructlab/taxonomy/12\"");
    }

    @Test
    void aMaintainerApprovesWithAReasonAndTheNextOneIsToldByWhom() {
        waiting("too few questions");
        assertThat(site.get(PAGE, MAINTAINER).body())
                .contains("action=\"" + PAGE + "/approve\"")
                .contains("action=\"" + PAGE + "/refuse\"")
                .doesNotContain("/cancel\"");

        assertThat(send("/approve", " ", MAINTAINER).statusCode()).isEqualTo(422);
        assertThat(send("/approve", "x".repeat(2_001), MAINTAINER).statusCode()).isEqualTo(422);
        var answer = send("/approve", "I asked it about tides", MAINTAINER);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(PAGE);
        assertThat(release(Released.SECOND).stage()).isEqualTo(ReleaseStage.PUBLISH);
        assertThat(lastEntry().event().by()).isEqualTo("mona");
        assertThat(lastEntry().event().why()).contains("I asked it about tides");
        assertThat(lastEntry().origin()).isEqualTo("page");
        var late = send("/refuse", "no", "Pretend", "max maintainer");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("release-20261122 is under way, which mona decided, so it cannot be refused");
    }

    @Test
    void aMaintainerRefusesOrCancels() {
        waiting("too few questions");
        assertThat(send("/refuse", "it forgot <i>Spanish</i>", MAINTAINER).statusCode())
                .isEqualTo(303);
        assertThat(release(Released.SECOND).state()).isEqualTo(ReleaseState.REFUSED);
        assertThat(text(PAGE)).contains("it forgot &lt;i&gt;Spanish").contains("publish not done");

        var third = new ReleaseId("release-20261122-2");
        site.write(transaction -> Released.begun(transaction, third));
        assertThat(post("/releases/" + third + "/cancel", "not now", MAINTAINER).statusCode())
                .isEqualTo(303);
        assertThat(release(third).state()).isEqualTo(ReleaseState.CANCELLED);
        assertThat(text("/releases/" + third)).contains("plan stopped").contains("The release was cancelled here.");
    }

    @Test
    void aPublishedOneLinksToTheHubAndNowhereElse() {
        published();
        site.write(transaction -> Released.begun(transaction, Released.SECOND)
                .planned(Released.FIRST)
                .trained(0.4)
                .evaluated(Released.FIRST)
                .passed()
                .published("javascript:alert(1)"));

        assertThat(text(PAGE)).contains("announce done");
        assertThat(site.get(PAGE).body()).doesNotContain("href=\"javascript");
    }

    @Test
    void whatModelsAnswerIsTextAndNothingElse() {
        var hostile = "\"></title><script>window.hit=1</script><img src=x onerror=window.hit=1>";
        site.write(transaction -> {
            Released.begun(transaction, Released.SECOND)
                    .planned(null)
                    .trained(0.4)
                    .evaluated(null, hostile)
                    .undecided(hostile);
            transaction.writeReleases().cancel(Released.SECOND, hostile, hostile);
            transaction.writeReleases().withdraw(new Withdrawal("#7", hostile, hostile, Site.NOON));
        });

        assertThat(site.get(PAGE).body())
                .contains("window.hit=1")
                .doesNotContain("<script>window")
                .doesNotContain("<img src=x");
        assertThat(site.get("/releases").body()).doesNotContain("<script>");
    }

    @Test
    void unknownReleasesAreAPageThatSaysSo() {
        for (var path : List.of("/releases/release-20200101", "/releases/x", "/releases/release-1%20or")) {
            assertThat(site.get(path).statusCode()).isEqualTo(404);
            assertThat(site.get(path).body()).contains("There is no such release");
        }
        assertThat(post("/releases/release-20200101/cancel", "why", MAINTAINER).body())
                .contains("There is no release-20200101");
    }

    @Test
    @Timeout(300)
    void anOpenPageIsToldWhenAStageMoves() throws Exception {
        site.write(transaction -> Released.begun(transaction, Released.SECOND));
        assertThat(site.get(PAGE).body())
                .contains("data-events=\"/events?about=jobs\"")
                .contains("data-refresh=\"" + PAGE + "\"");
        assertThat(site.get(PAGE, "HX-Request", "true").body())
                .doesNotContain("<html")
                .contains("Stages");
        var stream = site.open("/events?about=jobs");
        var lines = stream.iterator();
        assertThat(lines.next()).isEqualTo(": listening");
        var before = Told.next("begins", lines);

        run((context, payload) -> JobResult.done(""));

        assertThat(Told.next("changed", lines)).startsWith("data: ").isNotEqualTo(before);
        stream.close();
    }

    private void published() {
        site.write(transaction -> Released.begun(transaction, Released.FIRST)
                .planned(null)
                .trained(0.5)
                .evaluated(null)
                .passed()
                .published("https://hub.example/m"));
    }

    private void waiting(String words) {
        site.write(transaction -> Released.begun(transaction, Released.SECOND)
                .planned(Released.FIRST)
                .trained(0.4)
                .evaluated(Released.FIRST)
                .undecided(words));
    }

    /** Something runs the plan. */
    private void run(JobHandlerOfPlans behaviour) {
        new JobRunner(
                        site.database(),
                        EnumSet.allOf(Capability.class),
                        List.of(new JobHandler<JobPayload.RunReleaseStage>() {
                            @Override
                            public JobKind kind() {
                                return JobKind.PLAN_RELEASE;
                            }

                            @Override
                            public JobResult run(JobContext context, JobPayload.RunReleaseStage payload) {
                                return behaviour.run(context, payload);
                            }
                        }),
                        RunnerConfig.named("w"))
                .runUntilQuiet();
    }

    private interface JobHandlerOfPlans {
        JobResult run(JobContext context, JobPayload.RunReleaseStage payload);
    }

    private HttpResponse<String> send(String action, String reason, String... headers) {
        return post(PAGE + action, reason, headers);
    }

    private HttpResponse<String> post(String path, String reason, String... headers) {
        return site.post(path, Map.of("reason", reason), headers);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private Release release(ReleaseId id) {
        return site.database().read(tables -> tables.releases().find(id)).orElseThrow();
    }

    private AuditEntry lastEntry() {
        return site.database()
                .read(tables -> tables.audit().before(AuditFilter.ALL, Long.MAX_VALUE, 1))
                .get(0);
    }

    private String text(String path) {
        return site.get(path).body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
