package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.bot.check.Prechecking;
import treewarden.bot.command.CommandInfo;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Commands;
import treewarden.bot.command.Role;
import treewarden.bot.command.Roles;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Reaction;

/**
 * Who may give which command: every command against every role, by signed webhooks. The roles are those of a community that
 * names a permission and a team for each: write and approvers for maintainers, triage and triagers for triagers.
 */
class CommandsByRoleTest {
    private static final String TABLE = """
            command          stranger author triage write maintain admin triagers approvers other-bot suspended then
            check            no       yes    yes    yes   yes      yes   yes      yes       silent    no        waiting-for-go
            sample           no       no     no     yes   yes      yes   no       yes       silent    no        awaiting-triage
            precheck         no       no     yes    yes   yes      yes   yes      yes       silent    no        awaiting-triage
            approve          no       no     no     yes   yes      yes   no       yes       silent    no        approved
            request-changes  no       no     yes    yes   yes      yes   yes      yes       silent    no        changes-requested
            uncertain        no       no     yes    yes   yes      yes   yes      yes       silent    no        uncertain
            reject           no       no     yes    yes   yes      yes   yes      yes       silent    no        rejected
            hold             no       no     no     yes   yes      yes   no       yes       silent    no        on-hold
            assign           no       no     yes    yes   yes      yes   yes      yes       silent    no        waiting-for-go
            cancel           no       no     yes    yes   yes      yes   yes      yes       silent    no        awaiting-triage
            retry            no       no     yes    yes   yes      yes   yes      yes       silent    no        awaiting-triage
            status           yes      yes    yes    yes   yes      yes   yes      yes       silent    no        waiting-for-go
            help             yes      yes    yes    yes   yes      yes   yes      yes       silent    no        waiting-for-go
            """;

    @TempDir
    Path folder;

    private BotAtWork bot;
    private Map<String, Person> people;

    /** @param may each role's answer: yes, no, or silent where not even an answer comes */
    record Row(String command, Map<String, String> may, ContributionState then) {
        @Override
        public String toString() {
            return command;
        }
    }

    static Stream<Row> rows() {
        var lines = TABLE.lines().map(line -> Arrays.asList(line.split("\\s+"))).toList();
        var roles = lines.get(0).subList(1, lines.get(0).size() - 1);
        return lines.stream().skip(1).map(cells -> {
            var may = new LinkedHashMap<String, String>();
            for (int i = 0; i < roles.size(); i++) {
                may.put(roles.get(i), cells.get(i + 1));
            }
            return new Row(cells.get(0), may, ContributionState.ofSlug(cells.get(cells.size() - 1)));
        });
    }

    @BeforeEach
    void start() {
        var maintainers = List.of(Role.of("write"), Role.of("instructlab/approvers"));
        var triagers = List.of(Role.of("triage"), Role.of("instructlab/triagers"));
        bot = new BotAtWork(folder).under(new CommandRules(new Roles(maintainers, triagers), 1_000));
        people = new LinkedHashMap<>();
        for (var permission : List.of(Permission.TRIAGE, Permission.WRITE, Permission.MAINTAIN, Permission.ADMIN)) {
            bot.repository.collaborator(person(permission.name().toLowerCase(Locale.ROOT)), permission);
        }
        bot.github.team("instructlab", "triagers", person("triagers"));
        bot.github.team("instructlab", "approvers", person("approvers"));
        person("stranger");
        person("author");
        people.put("other-bot", bot.github.program("other-app"));
        bot.repository.collaborator(person("other-bot"), Permission.ADMIN);
        bot.repository.collaborator(person("suspended"), Permission.ADMIN);
        bot.github.suspend(person("suspended"));
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void theTableHasEveryCommand() {
        assertThat(rows().map(Row::command))
                .containsExactlyElementsOf(
                        Commands.list().stream().map(CommandInfo::name).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whoMayWhat(Row row) {
        if (row.command().equals("precheck")) {
            bot.prechecking(Prechecking.WITH_THE_SAMPLE);
        }
        var refusing = pullRequestFor(row.command());
        var before = bot.contribution(refusing);
        var found = new LinkedHashMap<String, String>();
        row.may().forEach((role, may) -> {
            if (!may.equals("yes")) {
                found.put(role, answerTo(row.command(), refusing, person(role)));
            }
        });
        assertThat(bot.contribution(refusing)).isEqualTo(before);
        assertThat(refusing.assignees()).isEmpty();

        row.may().forEach((role, may) -> {
            if (may.equals("yes")) {
                var pull = pullRequestFor(row.command());
                found.put(role, answerTo(row.command(), pull, person(role)));
                assertThat(bot.contribution(pull).state())
                        .as("after %s of %s", row, role)
                        .isEqualTo(row.then());
            }
        });
        assertThat(found).containsExactlyInAnyOrderEntriesOf(row.may());
    }

    /** A pull request for which the command has something to do. */
    private PullRequest pullRequestFor(String command) {
        var pull = bot.opens(
                person("author"),
                Leaves.skill("haiku" + bot.repository.pullRequests().size()));
        bot.runUntilQuiet();
        if (command.equals("cancel")) {
            bot.teacher.waits();
        }
        if (command.equals("retry")) {
            bot.teacher.breaks();
        }
        if (List.of("cancel", "retry", "precheck", "approve").contains(command)) {
            pull.comment(bot.maintainer, "/sample");
            bot.runUntilQuiet();
        }
        if (command.equals("retry")) {
            bot.teacher.recovers();
        }
        return pull;
    }

    private String answerTo(String command, PullRequest pull, Person person) {
        int replies = bot.replies(pull).size();
        var comment = pull.comment(
                person, "/" + command + (List.of("assign", "approve").contains(command) ? "" : " because of this"));
        bot.runUntilQuiet();
        var reactions = reactions(pull, comment.id());
        if (reactions.isEmpty()) {
            assertThat(bot.replies(pull)).hasSize(replies);
            return "silent";
        }
        assertThat(reactions).first().isEqualTo("eyes");
        if (reactions.contains("confused")) {
            assertThat(bot.replies(pull)).hasSize(replies + 1);
        }
        return reactions.contains("+1") ? "yes" : "no";
    }

    private Person person(String login) {
        return people.computeIfAbsent(login, bot.github::person);
    }

    private static List<String> reactions(PullRequest pull, long comment) {
        return new ArrayList<>(pull.comments().stream()
                .filter(one -> one.id() == comment)
                .flatMap(one -> one.reactions().stream())
                .map(Reaction::content)
                .toList());
    }
}
