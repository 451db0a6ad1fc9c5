package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import treewarden.domain.ContributionState;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;

/** What people and the bot say to each other under a pull request. */
record Talk(BotAtWork bot) {
    /** A pull request of ada's that was checked and sampled. */
    PullRequest sampled() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        return pull;
    }

    /** Somebody comments, and what comes of it comes. */
    void says(PullRequest pull, Person who, String words) {
        pull.comment(who, words);
        bot.runUntilQuiet();
    }

    /** The one comment. */
    String comment(PullRequest pull) {
        return bot.botComments(pull).get(0).body();
    }

    /** The latest answer to a command, without what is hidden in it. */
    String lastReply(PullRequest pull) {
        var replies = bot.replies(pull);
        return replies.get(replies.size() - 1)
                .body()
                .replaceAll("(?s)<!--.*", "")
                .strip();
    }
}
