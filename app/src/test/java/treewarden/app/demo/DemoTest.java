package treewarden.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.app.Shown;
import treewarden.app.Surfer;
import treewarden.app.TriagePage;
import treewarden.sandbox.git.CommitInfo;
import treewarden.sandbox.github.PullRequest;

class DemoTest {
    private static Demo demo;
    private static TriagePage page;

    @BeforeAll
    static void theMorningIsPlayed() {
        demo = Demo.start(new DemoSettings(0, null, Integer.MAX_VALUE, null, null));
        page = new TriagePage(demo.url());
        demo.play();
    }

    @AfterAll
    static void end() {
        demo.close();
    }

    @Test
    void theWelcomeNamesWhereToLook() {
        assertThat(demo.welcome())
                .contains("Treewarden is ready.", demo.url(), demo.repository().page(), "stand-in-teacher");
    }

    @Test
    void withoutATrainerItSaysWhatMakesOne() {
        assertThat(demo.welcome())
                .contains("No Python environment of the trainer was found: trainer/check --install makes one");
        assertThat(demo.hub()).isEmpty();
    }

    @Test
    void twoContributionsAreApprovedAndMerged() {
        eventually(() -> {
            assertThat(page.rowOf("lena-brandt").state()).isEqualTo("merged");
            assertThat(page.rowOf("samir-khoury").state()).isEqualTo("merged");
        });
        assertThat(by("lena-brandt").labels()).contains("treewarden-merged");
    }

    @Test
    void itIsReadyAndAlive() {
        assertThat(page.get("/readyz")).isEqualTo(new TriagePage.Answer(200, "ready\n"));
        assertThat(page.get("/livez")).isEqualTo(new TriagePage.Answer(200, "alive\n"));
    }

    @ParameterizedTest
    @CsvSource({"demo-founder, admin", "maintainer-ada, maintainer", "triager-bo, triager", "reader-cleo, reader"})
    void oneSignsInAsAnyRole(String login, String role) {
        var browser = new Surfer(demo.url(), demo.url());
        assertThat(browser.get("/").body()).contains("Sign in as any of them");

        browser.signIn(login);

        assertThat(browser.get("/").body()).contains("<b>" + login + "</b> <span class=\"faint\">" + role + "</span>");
    }

    @Test
    void theFirstPageListsTheContributionsToAnybody() {
        eventually(() -> {
            var first = page.get("/");
            assertThat(first.status()).isEqualTo(200);
            assertThat(Pattern.compile("data-contribution=\"([^\"]+)\"")
                            .matcher(first.body())
                            .results()
                            .map(row -> row.group(1)))
                    .hasSizeGreaterThanOrEqualTo(6)
                    .doesNotHaveDuplicates()
                    .contains("demo-community/taxonomy#1");
            assertThat(first.body()).contains("This is a demonstration");
        });
    }

    @Test
    void aGoodSkillIsSampledAndAwaitsTriage() {
        eventually(() -> {
            assertThat(page.rowOf("mira-lindqvist").state()).isEqualTo("awaiting-triage");
            assertThat(page.rowOf("mira-lindqvist").kept()).isPositive();
            assertThat(Shown.comment(by("mira-lindqvist"))).contains("**Ready for triage.**", "rows kept");
        });
        assertThat(Shown.conclusion(by("mira-lindqvist"))).isEqualTo("success");
        assertThat(by("mira-lindqvist").labels()).containsExactlyInAnyOrder("skill", "triage-needed");
    }

    @Test
    void aGoodKnowledgeLeafIsSampledAndAwaitsTriage() {
        eventually(() -> {
            assertThat(page.rowOf("dr-osei").state()).isEqualTo("awaiting-triage");
            assertThat(page.rowOf("dr-osei").kept()).isPositive();
            assertThat(Shown.comment(by("dr-osei"))).contains("**Ready for triage.**", "Made from horseshoe_crab.md: ");
        });
        eventually(() -> assertThat(by("dr-osei").labels()).containsExactlyInAnyOrder("knowledge", "triage-needed"));
    }

    @Test
    void aBadLeafIsToldFiveDifferentThingsEachOnItsLine() {
        var pull = by("hungry-hal");
        eventually(() -> assertThat(Shown.conclusion(pull)).isEqualTo("failure"));

        assertThat(Shown.checkRun(pull).output().annotations())
                .extracting(
                        annotation -> annotation.message().lines().findFirst().orElseThrow())
                .doesNotHaveDuplicates()
                .contains(
                        "The key \"task_descripton\" is not known here.",
                        "There is no attribution.txt beside this file.",
                        "trailing spaces (trailing-spaces)",
                        "\"answer\" is \"12:30\", which YAML reads as a whole number; it should be text.",
                        "\"seed_examples\" has 4 items; at least 5 are needed.");
        assertThat(Shown.checkRun(pull).output().annotations())
                .extracting(annotation ->
                        annotation.startLine() + " " + annotation.title().orElseThrow())
                .contains("3 schema", "5 lint", "10 schema", "1 attribution", "1 placement");
        eventually(() -> {
            assertThat(page.rowOf("hungry-hal").state()).isEqualTo("needs-changes");
            assertThat(Shown.comment(pull)).contains("**Next: the contributor (hungry-hal).**", "`lint`", "`schema`");
            assertThat(pull.labels()).contains("triage-requested-changes");
        });
    }

    @Test
    void aSecondPushMendsWhatTheFirstOneGotWrong() {
        var pull = by("ines-duarte");
        eventually(() -> {
            assertThat(Shown.conclusion(pull)).isEqualTo("success");
            assertThat(page.rowOf("ines-duarte").state()).isEqualTo("awaiting-triage");
            assertThat(Shown.comment(pull)).contains("**Ready for triage.**");
        });

        assertThat(pull.commits())
                .extracting(CommitInfo::sha)
                .flatExtracting(sha -> demo.repository().checkRuns(sha))
                .extracting(run -> run.conclusion().orElseThrow())
                .containsExactly("failure", "success");
    }

    @Test
    void aFirstContributionWaitsForTheMaintainerWhoseCommentGetsItSampled() {
        var pull = by("newcomer-noor");
        eventually(() -> {
            assertThat(page.rowOf("newcomer-noor").state()).isEqualTo("waiting-for-go");
            assertThat(Shown.comment(pull)).contains("Welcome, newcomer-noor").doesNotContain("rows kept");
        });

        pull.comment(demo.github().person("maintainer-ada"), "/sample");

        eventually(() -> {
            assertThat(page.rowOf("newcomer-noor").state()).isEqualTo("awaiting-triage");
            assertThat(page.rowOf("newcomer-noor").kept()).isPositive();
            assertThat(Shown.comment(pull)).contains("**Ready for triage.**", "rows kept");
        });
    }

    @Test
    void theCommunityModelIsAskedWhatTheContributionTeaches() {
        eventually(() -> {
            assertThat(Shown.comment(by("mira-lindqvist")))
                    .contains("### Precheck", "The community model already answers 3 of 5 questions well.")
                    .contains("| Question | Expected | The model's answer | Score |", "stand-in-student")
                    .doesNotContain("consider harder examples");
            assertThat(Shown.comment(by("tomasz-wolny")))
                    .contains("> The model already answers this: consider harder examples.", "`already-answered`");
        });
    }

    @Test
    void whoeverCommentsOnThePageOfAPullRequestIsAnswered() throws IOException, InterruptedException {
        var pull = by("dr-osei");
        eventually(() -> assertThat(page.rowOf("dr-osei").state()).isEqualTo("awaiting-triage"));

        assertThat(comments(pull, "triager-bo", "How is it?\r\n\r\n/status")).isEqualTo(303);

        eventually(() -> assertThat(Shown.answers(pull))
                .singleElement()
                .asString()
                .contains("**Awaiting triage** since", "- Next: a triager."));
    }

    /** The form on the page of a pull request, filled in and sent. */
    private static int comments(PullRequest pull, String login, String text) throws IOException, InterruptedException {
        var form = "as=" + URLEncoder.encode(login, StandardCharsets.UTF_8) + "&text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(pull.page() + "/comment"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aClosedOneIsListedAsClosed() {
        eventually(() -> {
            assertThat(page.rowOf("pat-quill").state()).isEqualTo("closed");
            assertThat(Shown.comment(by("pat-quill"))).contains("**Closed.**");
        });
    }

    @Test
    void whatRemovesALeafPassesAndIsToldSo() {
        var pull = by("demo-founder");

        eventually(() -> assertThat(Shown.comment(pull)).contains("**This only removes leaves.**"));
        assertThat(Shown.conclusion(pull)).isEqualTo("success");
    }

    @Test
    void whatTouchesNoLeafPassesWithoutAComment() {
        var pull = titled("Say where leaves go");

        eventually(() -> assertThat(Shown.conclusion(pull)).isEqualTo("success"));
        assertThat(Shown.checkRun(pull).output().title()).contains("No leaves to check");
        assertThat(Shown.botComments(pull)).isEmpty();
        assertThat(page.rows()).noneMatch(row -> row.number() == pull.number());
    }

    @Test
    void eachContributionHasOneCommentAndEachHeadOneCheckRun() {
        eventually(() -> assertThat(page.rows())
                .hasSizeGreaterThanOrEqualTo(6)
                .noneMatch(TriagePage.Row::isUnderWay)
                .allSatisfy(row -> {
                    var pull = demo.repository().pullRequest(row.number()).orElseThrow();
                    assertThat(Shown.botComments(pull)).hasSize(1);
                    assertThat(Shown.conclusion(pull)).isIn("success", "failure");
                    Shown.noCommitIsCheckedTwice(pull);
                }));
    }

    private static PullRequest by(String author) {
        return assertThat(demo.repository().pullRequests())
                .filteredOn(pull -> pull.author().login().equals(author))
                .first()
                .actual();
    }

    private static PullRequest titled(String title) {
        return assertThat(demo.repository().pullRequests())
                .filteredOn(pull -> pull.title().equals(title))
                .first()
                .actual();
    }
}
