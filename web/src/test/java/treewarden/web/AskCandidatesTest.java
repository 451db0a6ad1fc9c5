package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.JobPayload.AskCandidate;
import treewarden.domain.release.TrialQuestion;
import treewarden.domain.release.TrialQuestion.Answers;
import treewarden.store.JobState;
import treewarden.web.api.ApiScope;
import treewarden.web.session.Standing;

/** People put questions to a candidate and to the release before it, from its page. */
class AskCandidatesTest {
    private static final String[] READER = {"Pretend", "rita reader"};
    private static final String PAGE = "/releases/" + Released.SECOND;

    @TempDir
    Path folder;

    private Operated site;

    @BeforeEach
    void aCandidateWaits() {
        site = Operated.in(folder);
        site.write(transaction -> Released.begun(transaction, Released.SECOND)
                .planned(Released.FIRST)
                .trained(0.4)
                .evaluated(Released.FIRST)
                .undecided("too few questions"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whoMayAskIsOfferedTheFormAndTheQuestionWaitsForAWorker() {
        assertThat(site.get(PAGE, READER).body()).contains("action=\"" + PAGE + "/ask\"");

        var answer = ask("What pulls the tides?", READER);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(PAGE + "#trial");
        assertThat(asked()).singleElement().satisfies(question -> {
            assertThat(question.question()).isEqualTo("What pulls the tides?");
            assertThat(question.by()).isEqualTo("rita");
        });
        assertThat(site.database()
                        .read(tables -> tables.jobs().latest(new AskCandidate(Released.SECOND).key()))
                        .orElseThrow()
                        .state())
                .isEqualTo(JobState.QUEUED);
        assertThat(site.get(PAGE).body())
                .contains("What pulls the tides?")
                .contains("waits for its turn")
                .contains("asks a candidate what people put to it")
                .as("who has not signed in only reads")
                .doesNotContain(PAGE + "/ask");
    }

    @Test
    void theAnswersStandSideBySideOnThePageAndInTheApi() {
        ask("What pulls the tides?", READER);
        var answers = new Answers("The <b>moon</b>.", null, "release-20261115: it said nothing", Site.NOON);
        site.write(transaction -> transaction.trialQuestions().answer(asked().get(0), answers));

        assertThat(site.get(PAGE).body())
                .contains("The &lt;b&gt;moon&lt;/b&gt;.")
                .contains("<h4>release-20261115</h4>")
                .contains("(no answer)")
                .contains("release-20261115: it said nothing");
        assertThat(site.get(
                                "/api/releases/" + Released.SECOND,
                                "Authorization",
                                "Bearer " + site.token("reader", ApiScope.READ))
                        .body())
                .contains("\"question\":\"What pulls the tides?\"")
                .contains("\"candidate\":\"The <b>moon</b>.\"")
                .contains("\"note\":\"release-20261115: it said nothing\"");
    }

    @Test
    void whoIsNotLetInAnyMoreKeepsWhatTheyTyped() {
        site.get(PAGE, READER);
        site.nowIs("rita", Standing.UNKNOWN);

        var answer = ask("What pulls the tides?", READER);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The code host could not be asked").contains("What pulls the tides?");
        assertThat(asked()).isEmpty();
    }

    @Test
    void anEmptyOrEndlessQuestionIsNotPut() {
        assertThat(ask(" ", READER).body()).contains("Type a question");
        assertThat(ask("why ".repeat(501), READER).body()).contains("The question is too long");
        assertThat(asked()).isEmpty();
    }

    @Test
    void onceItIsDecidedNobodyAsksAnyMoreAndWhatWasAskedStays() {
        ask("What pulls the tides?", READER);
        site.write(transaction -> transaction.writeReleases().cancel(Released.SECOND, "mona", "it forgot Spanish"));

        var late = ask("And now?", READER);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("does not wait for a decision any more")
                .contains("And now?");
        assertThat(site.get(PAGE, READER).body())
                .contains("What pulls the tides?")
                .contains("was not asked before the release was decided on")
                .doesNotContain(PAGE + "/ask");
    }

    @Test
    void aPageShowsTheNewestAndTheApiHasAll() {
        for (int i = 0; i < 51; i++) {
            ask("Question " + i + "?", "Pretend", "rita" + i % 2 + " reader");
        }

        assertThat(site.get(PAGE).body())
                .contains("Question 50?", "Question 1?")
                .doesNotContain("Question 0?")
                .contains("These are the newest 50")
                .contains("href=\"/api/releases/" + Released.SECOND + "\"");
    }

    @Test
    void aReleaseThatIsNotThereIsNotAsked() {
        assertThat(site.post("/releases/x/ask", Map.of("question", "Why?"), READER)
                        .statusCode())
                .isEqualTo(404);
        assertThat(site.post("/releases/release-20200101/ask", Map.of("question", "Why?"), READER)
                        .statusCode())
                .isEqualTo(409);
    }

    private HttpResponse<String> ask(String question, String... who) {
        return site.post(PAGE + "/ask", Map.of("question", question), who);
    }

    private List<TrialQuestion> asked() {
        return site.database().read(tables -> tables.trialQuestions().list(Released.SECOND, 10));
    }
}
