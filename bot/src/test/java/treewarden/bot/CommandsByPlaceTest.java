package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.bot.command.Commands;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Review;

/** Where commands are obeyed: every command of a maintainer at every place where one can be written. */
class CommandsByPlaceTest {
    @TempDir
    Path folder;

    private BotAtWork bot;

    /** A place, and how a line comes to stand there. */
    record Place(String name, String obeyed, BiConsumer<BotAtWork, Said> write) {
        @Override
        public String toString() {
            return name + ": " + obeyed;
        }
    }

    record Said(PullRequest pull, String line) {}

    static Stream<Place> places() {
        return Stream.of(
                commented("comment", "obeyed", "%s"),
                commented("comment, after a paragraph", "obeyed", "Thank you.\n\n%s\n"),
                commented("comment, with the line ends of a browser", "obeyed", "Thank you.\r\n\r\n%s\r\n"),
                commented("quote", "ignored", "> %s"),
                commented("quote that goes on", "ignored", "> Somebody said:\n%s"),
                commented("code block", "ignored", "```\n%s\n```"),
                commented("code block that nobody closed", "ignored", "```\n%s"),
                commented("indented code", "ignored", "Like this:\n\n    %s"),
                commented("code in a line", "ignored", "`%s`"),
                commented("list", "ignored", "- %s"),
                commented("heading", "ignored", "# %s"),
                commented("hidden text", "ignored", "<!--\n%s\n-->"),
                commented("folded text", "ignored", "<details>\n%s\n</details>"),
                commented("table", "ignored", "| a |\n|---|\n| %s |"),
                commented("sentence", "ignored", "Somebody should say %s here."),
                commented("escaped", "ignored", "\\%s"),
                new Place("edited comment", "ignored", (bot, said) -> {
                    var comment = said.pull().comment(bot.maintainer, "Well.");
                    said.pull().edit(bot.maintainer, comment, said.line());
                }),
                new Place(
                        "review",
                        "ignored",
                        (bot, said) -> said.pull().review(bot.maintainer, Review.State.COMMENTED, said.line())),
                new Place(
                        "approving review",
                        "ignored",
                        (bot, said) -> said.pull().review(bot.maintainer, Review.State.APPROVED, said.line())),
                new Place(
                        "comment on a line",
                        "ignored",
                        (bot, said) -> said.pull()
                                .commentOnLine(
                                        bot.maintainer,
                                        said.pull().files().get(0).path(),
                                        1,
                                        said.line())),
                new Place(
                        "pull request body",
                        "ignored",
                        (bot, said) -> said.pull().describe(bot.maintainer, said.line())),
                new Place(
                        "pull request title",
                        "ignored",
                        (bot, said) -> said.pull().retitle(bot.maintainer, said.line())),
                new Place(
                        "label",
                        "ignored",
                        (bot, said) ->
                                said.pull().label(bot.maintainer, said.line().split(" ")[0])),
                new Place(
                        "comment on an issue",
                        "ignored",
                        (bot, said) -> bot.repository.commentOnIssue(bot.maintainer, said.line())));
    }

    private static Place commented(String name, String obeyed, String form) {
        return new Place(
                name, obeyed, (bot, said) -> said.pull().comment(bot.maintainer, form.replace("%s", said.line())));
    }

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @ParameterizedTest
    @MethodSource("places")
    void aCommandIsObeyedInANewCommentAndNowhereElse(Place place) {
        var found = new LinkedHashMap<String, String>();
        var wanted = new LinkedHashMap<String, String>();
        var pull = waitingForGo(0);
        int number = 1;
        for (var command : Commands.list()) {
            pull = place.obeyed().equals("obeyed") ? waitingForGo(number++) : pull;
            var before = bot.contribution(pull);
            place.write().accept(bot, new Said(pull, command.examples().get(0)));
            bot.runUntilQuiet();
            var isSilent = bot.replies(pull).isEmpty()
                    && bot.github.requests().all().stream()
                            .noneMatch(request -> request.path().endsWith("/reactions"))
                    && isSame(before, pull);
            found.put(command.name(), isSilent ? "ignored" : "obeyed");
            wanted.put(command.name(), place.obeyed());
        }

        assertThat(found).isEqualTo(wanted);
    }

    private boolean isSame(Contribution before, PullRequest pull) {
        var after = bot.contribution(pull);
        return after.state() == before.state()
                && after.goGiven() == before.goGiven()
                && Objects.equals(after.assignee(), before.assignee())
                && bot.teacher.asked().isEmpty();
    }

    private PullRequest waitingForGo(int number) {
        var pull = bot.opens(bot.github.person("stranger"), Leaves.skill("haiku" + number));
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.WAITING_FOR_GO);
        return pull;
    }
}
