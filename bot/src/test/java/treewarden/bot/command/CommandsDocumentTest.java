package treewarden.bot.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import treewarden.domain.ContributionState;

/**
 * The page about commands says what the program does: it is written from the list of commands. With the system property
 * {@code treewarden.golden=write} this writes it anew.
 */
class CommandsDocumentTest {
    private static final Path PAGE = Path.of("../docs/commands.md");

    @Test
    void theDocumentTellsOfEveryCommandAsItIs() throws IOException {
        if ("write".equals(System.getProperty("treewarden.golden"))) {
            Files.writeString(PAGE, page());
        }
        assertThat(page()).isEqualTo(Files.readString(PAGE));
    }

    private static String page() {
        return """
                # Commands

                A command is a line of its own in a new comment on the pull request: `/status`, or `@treewarden status`. Several may
                stand in one comment. What stands in a quote, a list or in code is no command, nor is what stands in a review, in a
                comment on a line, in the pull request's own text, or in a comment that was edited. A reason is the rest of the line, the
                lines below it, and the paragraph or list after that.

                Treewarden looks at a comment with :eyes:, and says with :+1: that everything was done, or with :confused: and a reply
                why something was not. Who may what is asked of GitHub at that moment, by the account and not by its name; whom
                GitHub does not know as a person may nothing. Triagers and maintainers are those that `github.triagers` and
                `github.maintainers` name in the [configuration](operating.md). Who is neither may give ten commands an hour. What nobody could carry
                out is neither offered nor listed by `/help`: `/sample` where no teacher is configured, `/precheck` where no student is.

                | command | what it does | who may | for example |
                |---|---|---|---|
                %s

                ## When

                A push to the pull request ends what was decided of the commits before it, except a hold. Where a command is not
                listed for a state it may be given there.

                | state | not now | because |
                |---|---|---|
                %s
                """.formatted(
                        Commands.list().stream().map(CommandsDocumentTest::row).collect(Collectors.joining("\n")),
                        Arrays.stream(ContributionState.values())
                                .map(CommandsDocumentTest::refusals)
                                .filter(rows -> !rows.isEmpty())
                                .collect(Collectors.joining("\n")));
    }

    private static String row(CommandInfo command) {
        return "| `" + command.usage().replace(", ", "`, `") + "` | " + command.does() + " | " + command.who() + " | "
                + command.examples().stream().map(line -> "`" + line + "`").collect(Collectors.joining("<br>")) + " |";
    }

    private static String refusals(ContributionState state) {
        return Commands.list().stream()
                .filter(command -> command.whyNot(state).isPresent())
                .collect(Collectors.groupingBy(
                        command -> command.whyNot(state).orElseThrow(),
                        LinkedHashMap::new,
                        Collectors.mapping(command -> "`" + command.name() + "`", Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> "| " + state.words() + " | " + entry.getValue() + " | " + entry.getKey() + " |")
                .collect(Collectors.joining("\n"));
    }
}
