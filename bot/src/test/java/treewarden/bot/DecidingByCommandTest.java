package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.bot.command.Command;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionState;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;

/** What comes of the commands by which people decide. */
class DecidingByCommandTest {
    @TempDir
    Path folder;

    private BotAtWork bot;
    private Talk talk;
    private Person triager;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        talk = new Talk(bot);
        triager = bot.github.person("tess");
        bot.repository.collaborator(triager, Permission.TRIAGE);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void whoeverIsAskedForChangesReadsTheReasonAndWhoGaveIt() {
        var pull = talk.sampled();

        talk.says(pull, triager, "/request-changes The examples repeat each other.\n\nThree of them can go.");

        var contribution = bot.contribution(pull);
        assertThat(contribution.state()).isEqualTo(ContributionState.CHANGES_REQUESTED);
        assertThat(pull.labels()).contains("triage-requested-changes").doesNotContain("triage-needed");
        assertThat(talk.comment(pull))
                .contains(
                        "**Changes requested** by `tess`.",
                        "> The examples repeat each other.\n> Three of them can go.",
                        "**Next: the contributor (ada).**",
                        "1 was kept");
        assertThat(bot.timeline(pull)).last().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("tess (" + triager.id() + ")");
            assertThat(entry.why()).isEqualTo("/request-changes The examples repeat each other. Three of them can go.");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"request-changes", "reject"})
    void withoutAReasonItIsToldHowToGiveOne(String command) {
        var pull = talk.sampled();

        talk.says(pull, triager, "/" + command);

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(talk.lastReply(pull)).contains("The contributor deserves a reason", "`/" + command + " ");
    }

    @Test
    void aReasonIsSomebodysWordsAndNothingElse() {
        var pull = talk.sampled();

        bot.commands()
                .submit(command(
                        "reject",
                        "@instructlab/all <img src=x> Closes #1\n/approve",
                        pull,
                        new CommitId(pull.headSha())));
        bot.runUntilQuiet();

        assertThat(talk.comment(pull))
                .contains("> @&#8203;instructlab/all &lt;img src=x&gt; Closes #&#8203;1\n> /&#8203;approve")
                .doesNotContain("<img");
    }

    @ParameterizedTest
    @CsvSource({
        "request-changes, awaiting-triage",
        "uncertain,       awaiting-triage",
        "reject,          awaiting-triage",
        "hold,            on-hold"
    })
    void aPushEndsWhatWasSaidOfWhatWasThereBeforeItExceptAHold(String command, String after) {
        var pull = talk.sampled();
        talk.says(pull, bot.maintainer, "/" + command + " for this reason");
        assertThat(talk.comment(pull)).contains("> for this reason");

        talk.says(pull, bot.ada, "/check");
        assertThat(bot.contribution(pull).reason()).isNotNull();

        pull.push(Leaves.skill("haiku2"), "Better");
        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.ofSlug(after));
        assertThat(talk.comment(pull).contains("> for this reason")).isEqualTo(command.equals("hold"));
    }

    @Test
    void aHoldIsTakenOffAndTheContributionIsWhereItWouldBe() {
        var pull = talk.sampled();
        talk.says(pull, bot.maintainer, "/hold");
        assertThat(talk.comment(pull)).contains("**On hold by `grace`.**");
        talk.says(pull, bot.maintainer, "/hold off");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked()).hasSize(1);

        talk.says(pull, bot.maintainer, "/hold");
        pull.push(Leaves.skill("haiku2"), "Better");
        bot.runUntilQuiet();
        talk.says(pull, bot.maintainer, "/hold off");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked()).hasSize(2);

        talk.says(pull, bot.maintainer, "/hold off");
        assertThat(talk.lastReply(pull)).contains("It is not on hold: it awaits triage.");
    }

    @Test
    void aHoldOverMistakesIsTakenOffToThem() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);

        talk.says(pull, bot.maintainer, "/hold\n/hold off");

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);
    }

    @Test
    void whatIsSaidOfAnUncheckedHeadIsNotTakenForADecision() {
        var pull = talk.sampled();
        var seen = new CommitId(pull.headSha());
        bot.clock.advance(Duration.ofMinutes(1));
        pull.push(Leaves.skill("haiku2"), "Better");

        var early = bot.commands().submit(command("reject", "Too short", pull, seen));
        assertThat(early.reply()).contains("was pushed, and is not checked yet");
        bot.runUntilQuiet();
        var late = bot.commands().submit(command("reject", "Too short", pull, seen));
        assertThat(late.reply()).contains("was checked after you said this");

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.commands()
                        .submit(command("reject", "Too short", pull, new CommitId(pull.headSha())))
                        .isDone())
                .isTrue();
    }

    @Test
    void aCommentThatComesLateIsNotOfAHeadThatNobodyHadSeenThen() {
        var pull = talk.sampled();
        bot.github.webhooks().hold();
        pull.comment(triager, "/reject Too short");
        bot.clock.advance(Duration.ofMinutes(1));
        pull.push(Leaves.skill("haiku2"), "Longer");
        bot.sweeps();
        bot.github.webhooks().release();
        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(talk.lastReply(pull)).contains("was checked after you said this");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request-changes", "uncertain", "reject", "hold", "sample"})
    void aClosedOneIsAnsweredKindly(String command) {
        var pull = talk.sampled();
        pull.close(bot.ada);
        bot.runUntilQuiet();

        talk.says(pull, bot.maintainer, "/" + command + " because");

        assertThat(talk.lastReply(pull)).startsWith("This contribution is closed. Open the pull request again");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.CLOSED);
    }

    @Test
    void saysInASentenceWhatKeepsItBack() {
        var pull = talk.sampled();
        talk.says(pull, bot.maintainer, "/request-changes Shorter, please.");

        talk.says(pull, bot.maintainer, "/sample");

        assertThat(talk.lastReply(pull))
                .startsWith("This contribution waits for requested changes. Its trial is done:");
    }

    @Test
    void aPullRequestWithoutLeavesIsAnsweredKindly() {
        var pull = bot.opens(bot.ada, Map.of("README.md", Change.write("# Trees\n")));
        bot.runUntilQuiet();

        talk.says(pull, bot.maintainer, "/reject no leaf\n/status");

        assertThat(talk.lastReply(pull)).contains("changes no leaf that was checked", "changes no leaf, as far as");
    }

    private Command command(String name, String arguments, PullRequest pull, CommitId seen) {
        return new Command(
                name, arguments, bot.id(pull), new treewarden.domain.Person(triager.id(), "tess"), seen, null);
    }
}
