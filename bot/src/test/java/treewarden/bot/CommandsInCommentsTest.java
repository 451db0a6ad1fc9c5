package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.bot.command.Command;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Reaction;
import treewarden.sandbox.github.Review;

class CommandsInCommentsTest {
    @TempDir
    Path folder;

    private BotAtWork bot;
    private Person stranger;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        stranger = bot.github.person("stranger");
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @ParameterizedTest
    @CsvSource({
        "help,   READ, yes",
        "check,  READ, no",
        "check,  TRIAGE, yes",
        "check,  WRITE, yes",
        "sample, READ, no",
        "sample, TRIAGE, no",
        "sample, WRITE, yes",
        "sample, MAINTAIN, yes",
        "sample, ADMIN, yes"
    })
    void whoMayWhatDependsOnThePermissionThatTheyHaveNow(String command, Permission permission, String may) {
        var pull = waitingForGo();
        var someone = bot.github.person("someone");
        bot.repository.collaborator(someone, permission);

        var comment = pull.comment(someone, "/" + command);
        bot.runUntilQuiet();

        assertThat(reactions(pull, comment.id())).contains("eyes", may.equals("yes") ? "+1" : "confused");
        assertThat(bot.teacher.asked()).hasSize(command.equals("sample") && may.equals("yes") ? 1 : 0);
    }

    @Test
    void theAuthorMayCheckButNotGiveTheGo() {
        var pull = waitingForGo();

        var check = pull.comment(stranger, "/check");
        var sample = pull.comment(stranger, "/sample");
        bot.runUntilQuiet();

        assertThat(reactions(pull, check.id())).contains("+1");
        assertThat(reactions(pull, sample.id())).contains("confused");
        assertThat(bot.replies(pull))
                .singleElement()
                .satisfies(reply -> assertThat(reply.body()).contains("`/sample` is for maintainers."));
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.WAITING_FOR_GO);
    }

    @Test
    void helpListsEveryCommandAndWhoMayGiveIt() {
        var pull = waitingForGo();

        pull.comment(stranger, "@treewarden help");
        bot.runUntilQuiet();

        assertThat(bot.replies(pull))
                .singleElement()
                .satisfies(reply ->
                        assertThat(reply.body()).contains("`/check`", "`/sample`", "`/help`", "maintainers", "anyone"));
    }

    @Test
    void aMentionWithAnUnknownWordIsAnsweredAndASlashOfAnotherBotIsNot() {
        var pull = waitingForGo();

        pull.comment(bot.maintainer, "/approve-everything");
        bot.runUntilQuiet();
        assertThat(bot.replies(pull)).isEmpty();

        pull.comment(bot.maintainer, "@treewarden dance");
        bot.runUntilQuiet();
        assertThat(bot.replies(pull))
                .singleElement()
                .satisfies(reply -> assertThat(reply.body()).contains("There is no command `dance`"));
    }

    @Test
    void onlyANewCommentOfAPersonIsObeyed() {
        var pull = waitingForGo();

        var edited = pull.comment(bot.maintainer, "Well.");
        pull.edit(bot.maintainer, edited, "/sample");
        pull.comment(bot.maintainer, "> /sample");
        pull.comment(bot.maintainer, "```\n/sample\n```");
        pull.describe(stranger, "/sample");
        pull.review(bot.maintainer, Review.State.COMMENTED, "/sample");
        pull.comment(bot.github.bot(), "/sample");
        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.WAITING_FOR_GO);
        assertThat(bot.teacher.asked()).isEmpty();
    }

    @Test
    void severalCommandsInACommentHaveOneAnswer() {
        var pull = waitingForGo();

        pull.comment(bot.maintainer, "/sample\n/check\n/help");
        bot.runUntilQuiet();

        assertThat(bot.replies(pull)).hasSize(1);
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void whereThePermissionCannotBeFoundOutNothingIsDone() {
        var pull = waitingForGo();
        bot.github.faults().always("GET", "/repos/*/*/collaborators/*/permission", GitHubFaults.forbidden());

        pull.comment(bot.maintainer, "/sample");
        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).goGiven()).isFalse();
        assertThat(bot.teacher.asked()).isEmpty();
    }

    @Test
    void aPageGivesTheSameCommandUnderTheSameRule() {
        var pull = waitingForGo();

        var refused = bot.commands().submit(command("sample", pull, stranger));
        assertThat(refused.isDone()).isFalse();
        assertThat(refused.reply()).contains("for maintainers");

        assertThat(bot.commands()
                        .submit(command("sample", pull, bot.maintainer))
                        .isDone())
                .isTrue();
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void aRenamedLoginThatSomebodyElseTookIsNotAMaintainer() {
        var pull = waitingForGo();

        var answer = bot.commands()
                .submit(new Command("sample", "", bot.id(pull), new treewarden.domain.Person(4_711, "grace")));

        assertThat(answer.isDone()).isFalse();
        assertThat(bot.contribution(pull).goGiven()).isFalse();
    }

    @Test
    void theAuditSaysWhoGaveTheGo() {
        var pull = waitingForGo();
        pull.comment(bot.maintainer, "/sample");
        bot.runUntilQuiet();

        assertThat(bot.timeline(pull)).anySatisfy(entry -> {
            assertThat(entry.by()).isEqualTo("grace (" + bot.maintainer.id() + ")");
            assertThat(entry.why()).isEqualTo("/sample");
        });
    }

    private PullRequest waitingForGo() {
        var pull = bot.opens(stranger, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.WAITING_FOR_GO);
        return pull;
    }

    private Command command(String name, PullRequest pull, Person by) {
        return new Command(name, "", bot.id(pull), new treewarden.domain.Person(by.id(), by.login()));
    }

    private static java.util.List<String> reactions(PullRequest pull, long comment) {
        return pull.comments().stream()
                .filter(one -> one.id() == comment)
                .flatMap(one -> one.reactions().stream())
                .map(Reaction::content)
                .toList();
    }
}
