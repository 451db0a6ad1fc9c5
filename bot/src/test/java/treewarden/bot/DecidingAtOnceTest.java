package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.bot.command.Command;
import treewarden.bot.command.CommandAnswer;
import treewarden.bot.command.FromPage;
import treewarden.bot.command.Overtaken;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.store.AuditEntry;
import treewarden.store.AuditEvent;

/**
 * People decide about one contribution at the same moment: each looked at it before any of them wrote. One wins, the
 * others are told by whom, when and with what, and the code host hears of one decision.
 */
class DecidingAtOnceTest {
    private static final Duration UNDO = Duration.ofSeconds(10);
    private static final Duration UNTIL_IT_IS_TOLD = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private BotAtWork bot;
    private PullRequest pull;
    private long seen;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        pull = new Talk(bot).sampled();
        seen = bot.database().read(tables -> tables.audit().latest());
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @ParameterizedTest
    @CsvSource({
        "uncertain,       request-changes",
        "request-changes, reject",
        "uncertain,       uncertain",
        "approve,         reject",
        "approve,         hold",
        "approve,         approve"
    })
    void oneOfTwoWinsAndTheOtherIsToldByWhomWhenAndWithWhat(String one, String another) {
        assertOneWins(Map.of(maintainer("tess"), one, maintainer("tom"), another));
    }

    @Test
    void oneOfManyWins() {
        var decisions = new LinkedHashMap<Person, String>();
        IntStream.range(0, 6)
                .forEach(i -> decisions.put(maintainer("triager-" + i), i % 2 == 0 ? "uncertain" : "request-changes"));

        assertOneWins(decisions);
    }

    @Test
    void whoOnlyTakesItUpOvertakesNobody() {
        var tess = maintainer("tess");
        var tom = maintainer("tom");

        var answers = atOnce(Map.of(tess, "assign", tom, "uncertain"));

        assertThat(answerTo(answers, tom).isDone()).isTrue();
        var after = bot.contribution(pull);
        assertThat(after.state()).isEqualTo(ContributionState.UNCERTAIN);
        assertThat(after.assignee()).isEqualTo(answerTo(answers, tess).isDone() ? person(tess) : null);
    }

    @Test
    void whatTwoSayAtOnceIsSaidOfBoth() {
        var answers = atOnce(Map.of(maintainer("tess"), "comment", maintainer("tom"), "comment"));

        assertThat(answers.values()).allMatch(CommandAnswer::isDone);
        bot.later(UNTIL_IT_IS_TOLD);
        assertThat(told())
                .hasSize(2)
                .anyMatch(words -> words.contains("words of tess"))
                .anyMatch(words -> words.contains("words of tom"));
    }

    private void assertOneWins(Map<Person, String> decisions) {
        var answers = atOnce(decisions);

        var winners = answers.keySet().stream()
                .filter(who -> answerTo(answers, who).isDone())
                .toList();
        assertThat(winners).hasSize(1);
        var winner = winners.get(0);
        var decided = Objects.requireNonNull(decisions.get(winner));
        for (var who : decisions.keySet()) {
            var overtaken = overtaken(who);
            if (who.equals(winner)) {
                assertThat(overtaken).isEmpty();
            } else {
                assertThat(answerTo(answers, who).reply()).startsWith(name(winner) + " decided after you looked");
                assertThat(overtaken).singleElement().satisfies(entry -> {
                    assertThat(entry.event().by()).isEqualTo(name(winner));
                    assertThat(entry.event().why()).isEqualTo("/" + decided + words(winner, decided, " "));
                    assertThat(entry.at()).isEqualTo(bot.clock.instant());
                });
            }
        }
        assertOneIsTold(winner, decided);
    }

    private static CommandAnswer answerTo(Map<Person, CommandAnswer> answers, Person who) {
        return Objects.requireNonNull(answers.get(who));
    }

    private void assertOneIsTold(Person winner, String decided) {
        bot.later(UNTIL_IT_IS_TOLD);

        var after = bot.contribution(pull);
        assertThat(after.state())
                .isEqualTo(
                        switch (decided) {
                            case "approve" -> ContributionState.APPROVED;
                            case "hold" -> ContributionState.ON_HOLD;
                            case "reject" -> ContributionState.REJECTED;
                            case "request-changes" -> ContributionState.CHANGES_REQUESTED;
                            default -> ContributionState.UNCERTAIN;
                        });
        assertThat(bot.timeline(pull))
                .filteredOn(
                        event -> event.action().equals("decide") && event.by().endsWith(")"))
                .extracting(AuditEvent::by)
                .containsExactly(name(winner));
        assertThat(bot.standing(pull)).hasSize(decided.equals("approve") ? 1 : 0);
        assertThat(bot.verdicts(pull)).hasSize(decided.equals("approve") ? 1 : 0);
        assertThat(told())
                .hasSize(decided.equals("approve") ? 0 : 1)
                .allMatch(words -> words.contains("words of " + winner.login()));
        assertThat(pull.labels())
                .filteredOn(label -> label.startsWith("triage-"))
                .hasSize(1);
    }

    /** All of them look, then all of them write. */
    private Map<Person, CommandAnswer> atOnce(Map<Person, String> decisions) {
        var meeting = new ForgeWherePeopleMeet(decisions.size());
        bot.restarted(meeting::around);
        var people = Executors.newFixedThreadPool(decisions.size());
        try {
            var pending = new LinkedHashMap<Person, Future<CommandAnswer>>();
            decisions.forEach((who, command) -> pending.put(who, people.submit(() -> decides(who, command))));
            var answers = new LinkedHashMap<Person, CommandAnswer>();
            for (var each : pending.entrySet()) {
                answers.put(each.getKey(), each.getValue().get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            people.shutdownNow();
        }
    }

    private CommandAnswer decides(Person who, String name) {
        var command =
                new Command(name, words(who, name, ""), bot.id(pull), person(who), new CommitId(pull.headSha()), null);
        return bot.commands().submit(command, new FromPage(seen, UNDO));
    }

    private static String words(Person who, String command, String before) {
        return List.of("approve", "assign").contains(command) ? "" : before + "words of " + who.login();
    }

    private List<AuditEntry> overtaken(Person who) {
        return bot.database()
                .read(tables -> Overtaken.since(tables, bot.id(pull), seen, person(who)))
                .map(List::of)
                .orElseGet(List::of);
    }

    /** What the bot said beside the one comment. */
    private List<String> told() {
        var one = bot.botComments(pull);
        var told = new ArrayList<String>();
        for (var comment : pull.comments()) {
            if (comment.author().equals(bot.github.bot()) && !one.contains(comment)) {
                told.add(comment.body());
            }
        }
        return told;
    }

    private Person maintainer(String login) {
        var person = bot.github.person(login);
        bot.repository.collaborator(person, Permission.MAINTAIN);
        return person;
    }

    private static String name(Person person) {
        return person.login() + " (" + person.id() + ")";
    }

    private static treewarden.domain.Person person(Person person) {
        return new treewarden.domain.Person(person.id(), person.login());
    }
}
