package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.domain.ContributionState;
import treewarden.domain.JobPayload;
import treewarden.sandbox.github.Comment;
import treewarden.sandbox.github.Issue;
import treewarden.sandbox.github.PullRequest;

/** What the bot says without being asked, over weeks. The clock begins on Sunday, 22 November 2026, at noon. */
class RemindersTest {
    @TempDir
    Path folder;

    private BotAtWork bot;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        bot.enqueue(new JobPayload.Remind(bot.repository.id()));
        bot.runUntilQuiet();
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    /** Noon of this day comes, and every day before it. */
    private void until(String day) {
        while (LocalDate.ofInstant(bot.clock.instant(), ZoneOffset.UTC).isBefore(LocalDate.parse(day))) {
            assertThat(bot.later(Duration.ofDays(1)).failures()).isEmpty();
        }
    }

    private List<String> nudges(PullRequest pull) {
        return pull.comments().stream()
                .filter(comment -> comment.author().equals(bot.github.bot()))
                .map(Comment::body)
                .filter(body -> body.contains("treewarden:nudge"))
                .toList();
    }

    private List<Issue> digests() {
        return bot.repository.issues();
    }

    @Test
    void aContributorIsRemindedOnceAfterTenWorkingDays() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();

        until("2026-12-03");
        assertThat(nudges(pull)).isEmpty();
        until("2026-12-04");
        assertThat(nudges(pull))
                .singleElement()
                .asString()
                .startsWith("⏰ Hello ada, this contribution has waited 10 working days for a change of yours:"
                        + " the checks found something to change.");
        until("2026-12-17");
        assertThat(nudges(pull)).hasSize(1);
    }

    @Test
    void theReasonOfWhoeverAskedForChangesIsSaidAgain() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        pull.comment(bot.maintainer, "/request-changes Name the season in each haiku, @ada.");
        bot.runUntilQuiet();

        until("2026-12-04");

        assertThat(nudges(pull))
                .singleElement()
                .asString()
                .contains("a triager asked for changes.", "> Name the season in each haiku, @&#8203;ada.");
    }

    @Test
    void theDigestNamesWhoTakesCare() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        pull.comment(bot.maintainer, "/assign");
        bot.runUntilQuiet();

        until("2026-11-23");

        assertThat(digests())
                .singleElement()
                .satisfies(issue -> assertThat(issue.body()).contains("| awaiting triage | 1 | grace |"));
    }

    @Test
    void afterTwentyItIsStaleUntilAPush() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();

        until("2026-12-18");

        assertThat(nudges(pull)).hasSize(2).last().asString().contains("marked as stale", "closed after 10 more");
        assertThat(pull.labels()).contains("stale");

        pull.push(Leaves.skill("haiku"), "Mended");
        bot.runUntilQuiet();

        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");
        until("2027-03-01");
        assertThat(nudges(pull)).hasSize(2);
    }

    @Test
    void daysOffAreNotCountedAndNobodyIsRemindedOnThem() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();

        until("2027-01-14");
        assertThat(nudges(pull)).hasSize(2);
        assertThat(pull.isOpen()).isTrue();
        until("2027-01-15");

        assertThat(nudges(pull)).hasSize(3).last().asString().startsWith("⚪ Closed after 30 working days");
        assertThat(pull.isOpen()).isFalse();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.CLOSED);
        assertThat(nudgeDays(pull)).containsExactly("2026-12-04", "2026-12-18", "2027-01-15");
    }

    private List<String> nudgeDays(PullRequest pull) {
        return pull.comments().stream()
                .filter(comment -> comment.body().contains("treewarden:nudge"))
                .map(comment -> comment.createdAt().toString().substring(0, 10))
                .toList();
    }

    @Test
    void whoeverTriagesIsNotNudgedAndReadsTheDigest() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();

        until("2026-11-30");

        assertThat(nudges(pull)).isEmpty();
        assertThat(digests()).hasSize(2).last().satisfies(issue -> {
            assertThat(issue.title()).isEqualTo("Taxonomy digest, week 49 of 2026");
            assertThat(issue.isOpen()).isTrue();
            assertThat(issue.body()).startsWith("""
                    **1 contribution is open.** 1 waits for a triager, 0 for a maintainer, 0 for the contributor.

                    ### Waiting longest for a triager or a maintainer

                    | contribution | state | working days | assigned to |
                    |---|---|---|---|
                    | [&#35;&#8203;1 A contribution](https://triage.example/contributions/instructlab/taxonomy/1) | awaiting triage | 6 | nobody |
                    """);
        });
        assertThat(digests().get(0).isOpen()).isFalse();
    }

    @Test
    void aDigestWhoseDayIsOffComesOnTheNextWorkingDayAndOnce() {
        until("2027-01-08");

        assertThat(digests())
                .extracting(Issue::title)
                .endsWith("Taxonomy digest, week 52 of 2026", "Taxonomy digest, week 1 of 2027");
        assertThat(digests())
                .last()
                .satisfies(issue -> assertThat(issue.createdAt()).asString().startsWith("2027-01-07"));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-30, 1", "2026-11-30, 2", "2026-12-04, 1", "2026-12-18, 1", "2026-12-18, 2"})
    void aProcessThatDiesAfterAnyWriteSaysNothingTwice(LocalDate day, int fatalWrite) {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        until(day.minusDays(1).toString());
        bot.restarted(forge ->
                new ForgeThatKills(forge, fatalWrite, () -> bot.database().close()));

        assertThat(catchThrowable(() -> bot.later(Duration.ofDays(1)))).isNotNull();
        bot.restarted(forge -> forge).runUntilQuiet();
        until("2026-12-20");

        assertThat(nudges(pull)).hasSize(2);
        assertThat(pull.labels()).contains("stale");
        assertThat(digests()).hasSize(4).filteredOn(Issue::isOpen).hasSize(1);
    }
}
