package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.command.Command;
import treewarden.bot.command.CommandAnswer;
import treewarden.bot.command.FromPage;
import treewarden.bot.command.Overtaken;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.Comment;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;

/** Decisions by a page's buttons: said on the pull request, taken back within seconds, and one of two wins. */
class DecidingOnAPageTest {
    private static final Duration UNDO = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private BotAtWork bot;
    private Talk talk;
    private Person tess;
    private Person tom;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        talk = new Talk(bot);
        tess = triager("tess");
        tom = triager("tom");
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void isToldOnceItCannotBeTakenBackAnyMore() {
        var pull = talk.sampled();

        var answer = decides(tess, pull, "request-changes", "Three of them repeat each other.", seen());
        bot.runUntilQuiet();

        assertThat(answer.isDone()).isTrue();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.CHANGES_REQUESTED);
        assertThat(pull.labels()).contains("triage-needed");
        assertThat(said(pull)).doesNotContain("asks for changes");

        bot.later(Duration.ofSeconds(13));

        assertThat(pull.labels()).contains("triage-requested-changes").doesNotContain("triage-needed");
        assertThat(said(pull)).contains("`tess` asks for changes, ada:", "> Three of them repeat each other.");
    }

    @Test
    void isNeverToldWhereItWasTakenBack() {
        var pull = bot.readyForTriage("haiku");
        var before = bot.contribution(pull);
        decides(tess, pull, "reject", "Known already.", seen());

        bot.clock.advance(Duration.ofSeconds(5));
        assertThat(bot.commands().takeBack(bot.id(pull), person(tom)).isDone()).isFalse();
        assertThat(bot.commands().takeBack(bot.id(pull), person(tess)).isDone()).isTrue();
        bot.later(Duration.ofMinutes(1));

        var after = bot.contribution(pull);
        assertThat(after.state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(after.stateSince()).isEqualTo(before.stateSince());
        assertThat(after.reason()).isNull();
        assertThat(pull.labels()).contains("triage-needed").doesNotContain("triage-rejected");
        assertThat(said(pull)).doesNotContain("Known already");
        assertThat(bot.timeline(pull))
                .last()
                .satisfies(event -> assertThat(event.why()).isEqualTo("took back that it is rejected"));
    }

    @Test
    void anApprovalTakenBackStandsNoMore() {
        var pull = bot.readyForTriage("haiku");
        assertThat(decides(bot.maintainer, pull, "approve", "", seen()).isDone())
                .isTrue();
        assertThat(bot.standing(pull)).hasSize(1);

        assertThat(bot.commands().takeBack(bot.id(pull), person(bot.maintainer)).isDone())
                .isTrue();
        bot.later(Duration.ofMinutes(1));

        assertThat(bot.standing(pull)).isEmpty();
        assertThat(bot.verdicts(pull)).isEmpty();
        assertThat(pull.isMerged()).isFalse();
    }

    @Test
    void isNotTakenBackOnceItIsTold() {
        var pull = talk.sampled();
        decides(tess, pull, "reject", "Known already.", seen());
        bot.later(Duration.ofSeconds(13));

        var answer = bot.commands().takeBack(bot.id(pull), person(tess));

        assertThat(answer.isDone()).isFalse();
        assertThat(answer.reply()).contains("too late");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.REJECTED);
    }

    @Test
    void ofTwoWhoDecideOneWinsAndTheOtherIsToldByWhom() {
        var pull = talk.sampled();
        long seen = seen();
        decides(tess, pull, "uncertain", "Is it a skill?", seen);

        var late = decides(tom, pull, "reject", "Known already.", seen);

        assertThat(late.isDone()).isFalse();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.UNCERTAIN);
        var overtaken = bot.database().read(tables -> Overtaken.since(tables, bot.id(pull), seen, person(tom)));
        assertThat(overtaken).hasValueSatisfying(entry -> {
            assertThat(entry.event().by()).startsWith("tess (");
            assertThat(entry.event().why()).isEqualTo("/uncertain Is it a skill?");
        });
        assertThat(decides(tom, pull, "reject", "Known already.", seen()).isDone())
                .isTrue();
    }

    private CommandAnswer decides(Person who, PullRequest pull, String name, String reason, long seen) {
        var command = new Command(name, reason, bot.id(pull), person(who), new CommitId(pull.headSha()), null);
        return bot.commands().submit(command, new FromPage(seen, UNDO));
    }

    private long seen() {
        return bot.database().read(tables -> tables.audit().latest());
    }

    private String said(PullRequest pull) {
        return String.join(
                "\n---\n",
                pull.comments().stream()
                        .filter(comment -> comment.author().equals(bot.github.bot()))
                        .map(Comment::body)
                        .toList());
    }

    private Person triager(String login) {
        var person = bot.github.person(login);
        bot.repository.collaborator(person, Permission.TRIAGE);
        return person;
    }

    private static treewarden.domain.Person person(Person person) {
        return new treewarden.domain.Person(person.id(), person.login());
    }
}
