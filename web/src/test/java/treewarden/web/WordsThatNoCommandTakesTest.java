package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.Person;
import treewarden.domain.Reason;
import treewarden.sandbox.github.PullRequest;

/** Words go with a command where it asks for them. Beside another they are no part of it, and are not lost. */
class WordsThatNoCommandTakesTest {
    private static final String WORDS = "Lovely <i>work</i>, thank you.";
    private static final String SHOWN = "Lovely &lt;i&gt;work&lt;/i&gt;, thank you.</textarea>";

    @TempDir
    Path folder;

    private DecideSite site;
    private String mia;

    @BeforeEach
    void open() {
        site = new DecideSite(folder);
        mia = site.maintainer("mia");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private PullRequest sampled(String topic) {
        var pull = site.ready(topic);
        site.sampled(pull);
        return pull;
    }

    @Test
    void anApprovalThatWasRefusedAsksForNoWords() {
        var pull = site.ready("haiku");

        var refused = site.decides(mia, pull, "approve", "");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("There is no finished sample", "<button type=\"submit\">Approve</button>")
                .doesNotContain("<textarea");
        assertThat(site.decides(mia, pull, "reject", "Known already.").body())
                .as("where words are asked for")
                .contains("<textarea name=\"reason\"", "Known already.</textarea>");
    }

    @Test
    void wordsBesideApproveAreNoCommitAndAreKept() {
        var pull = sampled("haiku");

        var asked = site.decides(mia, pull, "approve", WORDS);

        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body())
                .contains("Approve sends no words, so nothing was done yet.", SHOWN)
                .contains("<button type=\"submit\">Approve</button>", "Send what I wrote as a comment")
                .doesNotContain("another commit");
        assertThat(site.decides(mia, pull, "approve", "").statusCode()).isEqualTo(303);
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.APPROVED);
    }

    @Test
    void severalAreApprovedAndTheWordsThatWereLeftInTheBoxAreSaidNotToBeSent() {
        var first = sampled("haiku");
        var second = sampled("sonnets");

        var done = several("approve", first, second);

        assertThat(done.body())
                .contains("Approve sends no words, so yours were not sent.", SHOWN)
                .doesNotContain("not done", "another commit");
        assertThat(site.contribution(first).state()).isEqualTo(ContributionState.APPROVED);
        assertThat(site.contribution(second).state()).isEqualTo(ContributionState.APPROVED);
    }

    @Test
    void whereSomeOfSeveralWereNotDoneTheWordsStandInTheirForm() {
        var first = sampled("haiku");
        var second = site.ready("sonnets");

        assertThat(several("approve", first, second).body())
                .contains("yours were not sent", "There is no finished sample")
                .containsOnlyOnce(SHOWN);
    }

    @Test
    void whatAsksForWordsTakesThem() {
        var first = sampled("haiku");
        var second = sampled("sonnets");

        assertThat(several("hold", first).body()).doesNotContain("not sent", "<textarea");
        assertThat(site.decides(mia, second, "hold", "Until Monday.").statusCode())
                .isEqualTo(303);

        assertThat(site.contribution(first).reason()).extracting(Reason::words).isEqualTo(WORDS);
        assertThat(site.contribution(second).reason()).extracting(Reason::words).isEqualTo("Until Monday.");
    }

    @Test
    void takingItOffHoldSendsNoWords() {
        var pull = sampled("haiku");
        site.decides(mia, pull, "hold", "Until Monday.");

        assertThat(takeOffHold(pull, WORDS).body()).contains("Take off hold sends no words", SHOWN);
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.ON_HOLD);

        assertThat(takeOffHold(pull, "").statusCode()).isEqualTo(303);
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void wordsBesideAssignToMeAreNobodysLogin() {
        var pull = sampled("haiku");

        assertThat(several("assign", pull).body()).contains("Assign to me sends no words", SHOWN);
        assertThat(site.contribution(pull).assignee()).extracting(Person::login).isEqualTo("mia");
    }

    private HttpResponse<String> takeOffHold(PullRequest pull, String words) {
        return site.post(
                site.path(pull) + "/commands",
                mia,
                "command",
                "hold",
                "argument",
                "off",
                "reason",
                words,
                "seen",
                pull.headSha(),
                "seen-until",
                Long.toString(site.seenNow()));
    }

    private HttpResponse<String> several(String command, PullRequest... pulls) {
        var fields = new ArrayList<>(
                List.of("command", command, "reason", WORDS, "seen-until", Long.toString(site.seenNow())));
        for (var pull : pulls) {
            fields.addAll(List.of("pick", site.id(pull).repository() + "." + pull.number() + "@" + pull.headSha()));
        }
        return site.post("/commands", mia, fields.toArray(String[]::new));
    }
}
