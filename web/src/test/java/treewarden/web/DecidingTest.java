package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.check.Prechecking;
import treewarden.bot.command.CommandRules;
import treewarden.domain.ContributionState;
import treewarden.domain.Person;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.PullRequest;

/** What people do on the pages, over real HTTP, with a stand-in GitHub that is told of it. */
class DecidingTest {
    @TempDir
    Path folder;

    private DecideSite site;
    private String tess;
    private String tom;

    @BeforeEach
    void open() {
        site = new DecideSite(folder);
        tess = site.triager("tess");
        tom = site.triager("tom");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void offersWhatTheVisitorMayDo() {
        var pull = site.ready("haiku");

        assertThat(site.get(site.path(pull), null).body()).doesNotContain("data-key=\"c\"", "form-token");
        assertThat(site.get(site.path(pull), tess).body())
                .contains("data-key=\"c\"", "data-key=\"x\"", "token-of-tess", "One question in many wordings")
                .doesNotContain("data-key=\"a\"");
        assertThat(site.get(site.path(pull), site.maintainer("mia")).body())
                .contains("data-key=\"a\"", "data-key=\"h\"");
    }

    @Test
    void saysWhatIsMissingForAnApproval() {
        var pull = site.ready("haiku");

        assertThat(site.get(site.path(pull), tess).body())
                .contains("Before it can be approved", "a maintainer's word", "3 more things are as they should be");
    }

    @Test
    void leadsNobodyToTheirOwn() {
        var first = site.ready("haiku");
        site.ready("sonnets");

        var answer = asks(site.maintainer("ada"), first, "request-changes", "I forgot a line.", site.seenNow());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/?q=add&decided=");
    }

    @Test
    void leadsToTheNextItemAndSaysWhatWasDone() {
        var first = site.ready("haiku");
        var second = site.ready("sonnets");

        var answer = asks(tess, first, "request-changes", "They repeat each other.", site.seenNow());

        assertThat(answer.statusCode()).isEqualTo(303);
        var next = answer.headers().firstValue("Location").orElseThrow();
        assertThat(next).startsWith(site.path(second) + "?q=add&decided=");
        assertThat(site.get(next, tess).body())
                .contains(
                        "role=\"status\"",
                        "/request-changes They repeat each other.",
                        "waits for requested changes now: /request-changes They",
                        "Undo");
        assertThat(site.get(next, tom).body()).doesNotContain("They repeat each other.");
        site.later(Duration.ofSeconds(13));
        assertThat(site.said(first)).contains("`tess` asks for changes, ada:", "> They repeat each other.");
    }

    @Test
    void addsTheRepliesThatWereChosen() {
        var pull = site.ready("haiku");

        var answer = site.post(
                site.path(pull) + "/commands",
                tess,
                fields(pull, "request-changes", "Nearly there.", site.seenNow(), "reply", "1", "reply", "99"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(site.contribution(pull).reason())
                .asString()
                .contains("Nearly there.\n\nSome answers are a word or two.");
    }

    @Test
    void takesBackWhatWasNotToldYet() {
        var pull = site.ready("haiku");
        asks(tess, pull, "request-changes", "They repeat each other.", site.seenNow());

        var answer = site.post(site.path(pull) + "/undo", tess);

        assertThat(answer.statusCode()).isEqualTo(303);
        site.later(Duration.ofMinutes(1));
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(site.said(pull)).doesNotContain("They repeat");
        assertThat(site.post(site.path(pull) + "/undo", tess).statusCode()).isEqualTo(409);
    }

    @Test
    void theSecondOfTwoIsToldWhoDecidedAndKeepsTheirWords() {
        var pull = site.ready("haiku");
        long seen = site.seenNow();
        asks(tess, pull, "uncertain", "Is it a skill?", seen);
        site.clock.advance(Duration.ofSeconds(3));

        var late = asks(tom, pull, "request-changes", "My <b>own</b> words", seen);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("Somebody else decided first", "<b>tess (", "3 s ago", "/uncertain Is it a skill?")
                .contains("My &lt;b&gt;own&lt;/b&gt; words", "Request changes nevertheless");
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.UNCERTAIN);
        assertThat(asks(tom, pull, "request-changes", "My own words", site.seenNow())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void whoWasTooLateSaysWhatTheyWroteAsAComment() {
        var pull = site.ready("haiku");
        long seen = site.seenNow();
        asks(tess, pull, "uncertain", "Is it a skill?", seen);

        assertThat(asks(tom, pull, "request-changes", "The third line has six syllables.", seen)
                        .body())
                .contains("Send what I wrote as a comment", "name=\"command\" value=\"comment\"");
        var said = asks(tom, pull, "comment", "The third line has six syllables.", site.seenNow());

        assertThat(said.statusCode()).isEqualTo(303);
        site.later(Duration.ofMinutes(1));
        assertThat(site.said(pull)).contains("`tom` says on the triage page:", "> The third line has six syllables.");
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.UNCERTAIN);
    }

    @Test
    void whereNothingIsUnderWayAndNothingFailedThereIsNothingToStopOrToTryAgain() {
        var pull = site.ready("haiku");

        assertThat(site.get(site.path(pull), tess).body()).doesNotContain("Stop the sample", "Try again what failed");
        site.asksTheTeacher(pull);

        assertThat(site.get(site.path(pull), tess).body())
                .contains("Stop the sample")
                .doesNotContain("Try again what failed");
    }

    @Test
    void theCommunityModelIsOfferedWhereThereIsOne() {
        var pull = site.ready("haiku");
        assertThat(site.get(site.path(pull), tess).body())
                .contains("Check again")
                .doesNotContain("Ask the community model");
        site.close();

        site = new DecideSite(folder.resolve("with-a-model"), CommandRules.USUAL.with(Prechecking.ON_COMMAND));
        pull = site.ready("haiku");
        assertThat(site.get(site.path(pull), site.triager("tess")).body())
                .contains("Check again", "Ask the community model");
    }

    @Test
    void aCommitThatCameMeanwhileIsNotMeant() {
        var pull = site.ready("haiku");
        var fields = fields(pull, "request-changes", "Kept words", site.seenNow());
        pull.push(Map.of("compositional_skills/haiku/qna.yaml", Change.write("version: 2\n")), "More");

        var answer = site.post(site.path(pull) + "/commands", tess, fields);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("was pushed, and is not checked yet", "Kept words");
    }

    @Test
    void asksForAReasonAndForTheNameOfWhatIsRejected() {
        var pull = site.ready("haiku");

        assertThat(asks(tess, pull, "reject", "", site.seenNow()).body()).contains("deserves a reason");
        var withoutName = asks(tess, pull, "reject", "Known already.", site.seenNow());
        assertThat(withoutName.statusCode()).isEqualTo(422);
        assertThat(withoutName.body()).contains("type the name", "Known already.");
        var answer = site.post(
                site.path(pull) + "/commands",
                tess,
                fields(pull, "reject", "Known already.", site.seenNow(), "name", "#" + pull.number()));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.REJECTED);
    }

    @Test
    void whoeverIsNotSignedInKeepsTheirWords() {
        var pull = site.ready("haiku");

        var answer = asks(null, pull, "request-changes", "Typed for an hour", site.seenNow());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("What was typed", "Typed for an hour");
        assertThat(site.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void whoMayNotIsToldSoWhateverTheirPageOffered() {
        var pull = site.ready("haiku");

        var answer = asks("stranger:MAINTAINER", pull, "request-changes", "No", site.seenNow());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/request-changes is for triagers.");
    }

    @Test
    void aBrokenFormIsSaidToBeSo() {
        var pull = site.ready("haiku");

        var answer =
                site.post(site.path(pull) + "/commands", tess, "command", "uncertain", "reason", "Hm", "seen", "abc");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("The form is not whole", "Hm");
        assertThat(asks(tess, pull, "uncertain", "a".repeat(2_001), site.seenNow())
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void severalAtOnceGiveAResultForEach() {
        var first = site.ready("haiku");
        var second = site.ready("sonnets");
        long seen = site.seenNow();
        asks(tom, second, "uncertain", "Is it a skill?", seen);
        assertThat(site.get("/", tess).body()).contains("form=\"several\"", "value=\"" + pick(first) + "\"");

        var answer = site.post(
                "/commands",
                tess,
                "command",
                "request-changes",
                "reason",
                "Please add sources.",
                "seen-until",
                Long.toString(seen),
                "pick",
                pick(first),
                "pick",
                pick(second),
                "pick",
                "nonsense");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("Done.", "decided after you looked", "none of its rows")
                .contains("<b>tom (", "s ago</time>: <q>/uncertain Is it a skill?</q> It is uncertain now.");
        assertThat(site.contribution(first).state()).isEqualTo(ContributionState.CHANGES_REQUESTED);
        assertThat(site.contribution(second).state()).isEqualTo(ContributionState.UNCERTAIN);
    }

    @Test
    void whatWasDoneBeforeTheDatabaseTookNoMoreIsSaid() throws SQLException {
        var pulls = List.of(site.ready("haiku"), site.ready("sonnets"), site.ready("odes"));
        var held = new ArrayList<Connection>();
        site.onChange(() -> held.add(site.hold()));

        var answer = askForChanges(pulls);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .containsOnlyOnce("Done.")
                .containsOnlyOnce("Please add sources.")
                .containsPattern("#" + pulls.get(2).number()
                        + "</a></th><td>not done\\s*</td><td>The database took no more writes");
        assertThat(pulls.stream().map(pull -> site.contribution(pull).state()))
                .containsExactly(
                        ContributionState.CHANGES_REQUESTED,
                        ContributionState.AWAITING_TRIAGE,
                        ContributionState.AWAITING_TRIAGE);
        held.get(0).close();
    }

    @Test
    void whereNothingWasDoneAllOfItCanBeSentAgain() throws SQLException {
        var pulls = List.of(site.ready("haiku"), site.ready("sonnets"));
        try (var other = site.hold()) {
            var answer = askForChanges(pulls);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("Nothing was done", "Please add sources.", pick(pulls.get(1)));
            other.rollback();
        }
        assertThat(askForChanges(pulls).body()).contains("Done.").doesNotContain("not done");
    }

    private HttpResponse<String> askForChanges(List<PullRequest> pulls) {
        var fields = new ArrayList<>(List.of(
                "command",
                "request-changes",
                "reason",
                "Please add sources.",
                "seen-until",
                Long.toString(site.seenNow())));
        pulls.forEach(pull -> fields.addAll(List.of("pick", pick(pull))));
        return site.post("/commands", tess, fields.toArray(String[]::new));
    }

    @Test
    void whatWasDoneToSeveralCanBeTakenBackOneByOneAndTheWordsForTheOthersAreKept() {
        var first = site.ready("haiku");
        var second = site.ready("sonnets");
        long seen = site.seenNow();
        asks(tom, second, "uncertain", "Is it a skill?", seen);

        var answer = several(tess, "request-changes", "Please <add> sources.", seen, pick(first), pick(second));

        assertThat(answer.body())
                .contains("action=\"" + site.path(first) + "/undo\"", "token-of-tess", "Please &lt;add&gt; sources.")
                .contains("value=\"" + pick(second) + "\" checked")
                .doesNotContain("action=\"" + site.path(second) + "/undo\"", "value=\"" + pick(first) + "\"");
        assertThat(site.post(site.path(first) + "/undo", tess).statusCode()).isEqualTo(303);
        assertThat(site.contribution(first).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void whereNothingIsTickedOrTheReasonIsMissingTheFormComesBackAsItWasFilledIn() {
        var first = site.ready("haiku");
        var second = site.ready("sonnets");

        var unticked = several(tess, "uncertain", "Until <Monday>.", site.seenNow());

        assertThat(unticked.statusCode()).isEqualTo(422);
        assertThat(unticked.body())
                .contains("Choose between 1 and 50", "Until &lt;Monday&gt;.", "<option value=\"uncertain\" selected>")
                .contains("value=\"" + pick(first) + "\">", "value=\"" + pick(second) + "\">")
                .doesNotContain("readonly");

        var wordless = several(tess, "request-changes", "", site.seenNow(), pick(second));

        assertThat(wordless.statusCode()).isEqualTo(422);
        assertThat(wordless.body())
                .contains("deserve a reason", "value=\"" + pick(second) + "\" checked")
                .contains("value=\"" + pick(first) + "\">");
    }

    @Test
    void theNextOfYourTurnIsNeitherSomebodyElsesNorYourOwn() {
        var first = site.ready("haiku");
        var looked = site.ready("sonnets");
        var last = site.ready("odes");
        site.triager("ada");
        asks(tom, looked, "assign", "", site.seenNow());
        assertThat(site.contribution(looked).assignee()).isNotNull();
        assertThat(site.get("/", tess).body()).contains("Your turn", "form=\"several\"");

        var answer = site.post(
                site.path(first) + "/commands",
                tess,
                fields(first, "request-changes", "They repeat each other.", site.seenNow()));
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith(site.path(last) + "?decided=");

        var own = site.post(
                site.path(last) + "/commands", "ada:TRIAGER", fields(last, "uncertain", "Is it?", site.seenNow()));
        assertThat(own.headers().firstValue("Location").orElseThrow()).doesNotStartWith(site.path(first));
    }

    @Test
    void offersToAssignOnlyWhatWouldChangeSomething() {
        var pull = site.ready("haiku");
        var page = site.path(pull);

        assertThat(site.get(page, tess).body())
                .contains("Assign to me", "Assign to somebody")
                .doesNotContain("Assign to nobody");

        asks(tess, pull, "assign", "", site.seenNow());
        assertThat(site.get(page, tess).body())
                .contains("Assign to nobody", "Assign to somebody")
                .doesNotContain("Assign to me");
        assertThat(site.get(page, tom).body()).contains("Assign to nobody", "Assign to me");

        assertThat(site.post(page + "/commands", tom, fields(pull, "assign", "", site.seenNow(), "argument", "none"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(site.contribution(pull).assignee()).isNull();
    }

    @Test
    void assignsToNobodyWhoseLoginIsNotTypedWhole() {
        var pull = site.ready("haiku");
        for (var login : List.of("", "  ", "tom tess", "x".repeat(101))) {
            var answer = site.post(
                    site.path(pull) + "/commands", tess, fields(pull, "assign", "", site.seenNow(), "login", login));

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("Type one login", "name=\"login\" value=\"" + login.strip() + "\"", "Assign to somebody");
        }
        var stranger = site.post(
                site.path(pull) + "/commands", tess, fields(pull, "assign", "", site.seenNow(), "login", "<b>"));
        assertThat(stranger.statusCode()).isEqualTo(422);
        assertThat(stranger.body()).contains("There is nobody with the login &lt;b&gt;", "value=\"&lt;b>\"");
        assertThat(site.contribution(pull).assignee()).isNull();

        assertThat(site.post(
                                site.path(pull) + "/commands",
                                tess,
                                fields(pull, "assign", "", site.seenNow(), "login", "@tom"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(site.contribution(pull).assignee()).extracting(Person::login).isEqualTo("tom");
    }

    private HttpResponse<String> several(String who, String command, String reason, long seen, String... picks) {
        var fields = new ArrayList<>(List.of("command", command, "reason", reason, "seen-until", Long.toString(seen)));
        for (var pick : picks) {
            fields.addAll(List.of("pick", pick));
        }
        return site.post("/commands", who, fields.toArray(String[]::new));
    }

    private String pick(PullRequest pull) {
        return site.id(pull).repository() + "." + pull.number() + "@" + pull.headSha();
    }

    private HttpResponse<String> asks(
            @Nullable String who, PullRequest pull, String command, String reason, long seen) {
        return site.post(site.path(pull) + "/commands?q=add", who, fields(pull, command, reason, seen));
    }

    private static String[] fields(PullRequest pull, String command, String reason, long seen, String... more) {
        var fields = new ArrayList<>(List.of(
                "command", command, "reason", reason, "seen", pull.headSha(), "seen-until", Long.toString(seen)));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }
}
