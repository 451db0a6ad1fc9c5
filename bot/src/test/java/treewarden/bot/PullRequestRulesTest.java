package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.check.PullRequestSettings;
import treewarden.bot.check.Suggesting;
import treewarden.domain.ContributionState;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.PullRequest;
import treewarden.taxonomy.RuleSetting;

/** What is said of a pull request beside its leaves, and of leaves that another one brings already. */
class PullRequestRulesTest {
    private static final String TEMPLATE = """
            <!-- Thank you. -->
            **Describe the contribution to the taxonomy**

            <!-- A short description. -->

            ...

            **Contribution checklist**

            - [ ] The contribution was tested
            - [ ] No errors in the last version of `ilab diff`
            """;

    @TempDir
    Path folder;

    private BotAtWork bot;

    @BeforeEach
    void begin() {
        bot = new BotAtWork(folder);
        bot.repository.commit(
                "main",
                Map.of(".github/PULL_REQUEST_TEMPLATE.md", Change.write(TEMPLATE)),
                bot.maintainer,
                "A template");
    }

    @AfterEach
    void end() {
        bot.close();
    }

    @Test
    void anEmptyDescriptionIsRemarkedInTheCommentAndOnNoLine() {
        var pull = opens("");

        assertThat(comment(pull))
                .contains("It has no description.")
                .contains("The pull request")
                .contains("`description`");
        assertThat(bot.contribution(pull).warnings()).isOne();
        assertThat(bot.contribution(pull).leafCount()).isOne();
        assertThat(comment(pull)).contains("1 leaf checked");
        assertThat(pull.checkRuns().get(0).output().annotations()).isEmpty();
    }

    @Test
    void theUntouchedTemplateIsAsGoodAsNothing() {
        assertThat(comment(opens(TEMPLATE))).contains("Its description is the untouched template.");
        assertThat(comment(opens("<!-- nothing -->\n- [ ] Tested\n## Why\n")))
                .contains("Nothing is filled in in its description.");
    }

    @Test
    void aTickedBoxOrASentenceIsADescription() {
        assertThat(comment(opens(TEMPLATE.replaceFirst("- \\[ ]", "- [x]")))).doesNotContain("`description`");
        assertThat(comment(opens(TEMPLATE.replace("...", "Haikus on frogs.")))).doesNotContain("`description`");
    }

    @Test
    void theRemarkGoesOnceItIsDescribedAndTheVerdictStays() {
        var pull = opens("");
        var before = bot.contribution(pull);

        pull.describe(bot.ada, "Haikus on frogs.");
        bot.runUntilQuiet();

        assertThat(comment(pull)).doesNotContain("`description`");
        assertThat(bot.contribution(pull).warnings()).isZero();
        assertThat(bot.contribution(pull).state()).isEqualTo(before.state());
        assertThat(bot.contribution(pull).stateSince()).isEqualTo(before.stateSince());
    }

    @Test
    void filesInNeitherTreeAreNamed() {
        var pull = bot.opens(bot.ada, Leaves.all(Leaves.skill("haiku"), Leaves.readme()));
        bot.runUntilQuiet();

        assertThat(comment(pull)).contains("Beside leaves it changes what is in neither tree: README.md.");
    }

    @Test
    void signOffIsAskedForOnlyWhereItIsConfigured() {
        assertThat(comment(opens(BotAtWork.DESCRIPTION))).doesNotContain("sign-off");
        bot.lookingAt(new PullRequestSettings(Map.of("sign-off", RuleSetting.ERROR), Suggesting.ON_LINES));

        var pull = opens(BotAtWork.DESCRIPTION);

        assertThat(comment(pull))
                .contains("Commits lack the sign-off of their author: "
                        + pull.headSha().substring(0, 4));
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);
        assertThat(pull.checkRuns().get(0).conclusion()).contains("failure");
    }

    @Test
    void aCommitThatItsAuthorSignedOffIsFine() {
        bot.lookingAt(new PullRequestSettings(Map.of("sign-off", RuleSetting.ERROR), Suggesting.ON_LINES));
        var email = bot.repository.pullRequests().isEmpty()
                ? opens(BotAtWork.DESCRIPTION).commits().get(0).author().email()
                : "";

        var pull = bot.repository.contribute(
                bot.ada,
                "A contribution\n\nSigned-off-by: Ada <" + email + ">",
                BotAtWork.DESCRIPTION,
                Leaves.skill("sonnet"));
        bot.runUntilQuiet();

        assertThat(comment(pull)).doesNotContain("sign-off");
    }

    @Test
    void ofTwoPullRequestsWithTheSameExamplesTheLaterOneHearsOfIt() {
        var first = bot.opens(bot.ada, Leaves.skill("haiku"));
        var second = bot.opens(bot.maintainer, Leaves.skill("haiku"));
        bot.runUntilQuiet();

        assertThat(comment(first)).doesNotContain("known-example");
        assertThat(comment(second))
                .contains("100 % the same as one in compositional_skills/writing/haiku, which the open pull request "
                        + first.number() + " brings.");

        first.close(bot.ada);
        bot.runUntilQuiet();
        second.comment(bot.maintainer, "/check");
        bot.runUntilQuiet();

        assertThat(comment(second)).doesNotContain("known-example");
    }

    private PullRequest opens(String description) {
        var pull = bot.repository.contribute(
                bot.ada,
                "A contribution",
                description,
                Leaves.skill("topic_" + bot.repository.pullRequests().size()));
        bot.runUntilQuiet();
        return pull;
    }

    private String comment(PullRequest pull) {
        return bot.botComments(pull).get(0).body();
    }
}
