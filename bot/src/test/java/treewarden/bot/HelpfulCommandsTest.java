package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Role;
import treewarden.bot.command.Roles;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;

/** What comes of the commands that help people who decide: how it stands, who looks after it, what is tried again. */
class HelpfulCommandsTest {
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
    void aSampleThatIsUnderWayIsCancelledAndStartedAgain() {
        bot.teacher.waits();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.SAMPLING);

        talk.says(pull, triager, "/cancel");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(talk.comment(pull)).contains("The trial was cancelled.");
        talk.says(pull, triager, "/cancel");
        assertThat(talk.lastReply(pull)).isEqualTo("No sample is under way.");

        bot.teacher.recovers();
        talk.says(pull, bot.maintainer, "/sample");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(talk.comment(pull)).contains("1 was kept");
    }

    @Test
    void whoIsRejectedIsNotSampledAnyMore() {
        bot.teacher.waits();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();

        talk.says(pull, triager, "/reject Not what this is for.");
        bot.teacher.recovers();
        bot.later(Duration.ofMinutes(10));

        assertThat(bot.teacher.asked()).isEmpty();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.REJECTED);
        assertThat(bot.contribution(pull).sampleMade()).isNull();
    }

    @Test
    void aSampleThatFailedIsTriedAgain() {
        bot.teacher.breaks();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.teacher.recovers();

        talk.says(pull, triager, "/retry");

        assertThat(talk.lastReply(pull)).isEqualTo("Tried again: what generates a sample of a contribution.");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(talk.comment(pull)).contains("1 was kept");
        talk.says(pull, triager, "/retry");
        assertThat(talk.lastReply(pull)).contains("Nothing failed here.");
    }

    @Test
    void whatCouldNotBeShownIsTriedAgain() {
        bot.github.faults().always("POST", "/repos/*/*/issues/*/labels", GitHubFaults.forbidden());
        var pull = talk.sampled();
        assertThat(pull.labels()).isEmpty();
        bot.github.faults().clear();

        talk.says(pull, triager, "/retry");

        assertThat(pull.labels()).contains("triage-needed");
        assertThat(talk.lastReply(pull)).isEqualTo("Tried again: showing the labels.");
    }

    @Test
    void theStatusSaysHowItStands() {
        var pull = talk.sampled();

        talk.says(pull, bot.ada, "/status");
        assertThat(talk.lastReply(pull))
                .contains(
                        "**Awaiting triage** since ",
                        "the checks passed and it waits for a decision.",
                        "- Next: a triager.",
                        "- Sample: 2 rows made, 1 kept.",
                        "- Missing for an approval: a maintainer's word.");

        talk.says(pull, triager, "/uncertain Is this @knowledge?\n/assign");
        talk.says(pull, bot.ada, "/status");
        assertThat(talk.lastReply(pull))
                .contains(
                        "**Uncertain** since ",
                        "`tess` says: Is this @&#8203;knowledge?",
                        "`tess` looks after it.",
                        "- Missing for an approval: a second opinion.");
    }

    @Test
    void aContributionIsInTheCareOfOnePerson() {
        var pull = talk.sampled();

        talk.says(pull, triager, "/assign");
        assertThat(pull.assignees()).containsExactly(triager);
        talk.says(pull, triager, "/assign @grace thank you");
        assertThat(pull.assignees()).containsExactly(bot.maintainer);
        assertThat(bot.contribution(pull).assignee())
                .isEqualTo(new treewarden.domain.Person(bot.maintainer.id(), "grace"));
        talk.says(pull, triager, "/assign none");
        assertThat(pull.assignees()).isEmpty();
        assertThat(bot.contribution(pull).assignee()).isNull();
    }

    @Test
    void whoCannotBeAssignedIsNot() {
        var pull = talk.sampled();
        bot.github.person("somebody");

        talk.says(pull, triager, "/assign nobody-there\n/assign somebody\n/assign ../labels\n/assign treewarden[bot]");

        assertThat(pull.assignees()).isEmpty();
        assertThat(talk.lastReply(pull))
                .contains(
                        "There is nobody with the login `nobody-there`",
                        "`somebody` cannot be assigned here.",
                        "There is nobody with the login `../labels`",
                        "There is nobody with the login `treewarden[bot]`");
    }

    @Test
    void whoAsksTooMuchIsToldOnceAndWhoWorksOnTheQueueIsNot() {
        bot.under(new CommandRules(Roles.USUAL, 2));
        var pull = talk.sampled();
        for (int i = 0; i < 6; i++) {
            talk.says(pull, bot.ada, "/help");
            talk.says(pull, triager, "/status");
        }

        assertThat(bot.replies(pull)).hasSize(2 + 1 + 6);
        assertThat(bot.replies(pull))
                .filteredOn(reply -> reply.body().contains("more than 2 commands within an hour"))
                .hasSize(1);

        bot.restarted();
        talk.says(pull, bot.ada, "/help");
        assertThat(bot.replies(pull)).hasSize(9);
        bot.later(Duration.ofMinutes(61));
        talk.says(pull, bot.ada, "/help");
        assertThat(talk.lastReply(pull)).contains("`/request-changes REASON`");
    }

    @Test
    void aTeamThatCannotBeAskedAboutLetsNobodyIn() {
        bot.under(new CommandRules(
                new Roles(List.of(Role.of("instructlab/approvers")), List.of(Role.of("instructlab/triagers"))), 10));
        bot.github.team("instructlab", "approvers", bot.ada);
        var pull = talk.sampled();
        bot.github.faults().always("GET", "/orgs/*/teams/*/memberships/*", GitHubFaults.forbidden());

        talk.says(pull, bot.ada, "/hold");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);

        bot.github.faults().clear();
        talk.says(pull, bot.maintainer, "/hold");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        talk.says(pull, bot.ada, "/hold");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.ON_HOLD);
    }
}
