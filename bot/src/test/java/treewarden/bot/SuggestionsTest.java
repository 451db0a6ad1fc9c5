package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.check.PullRequestSettings;
import treewarden.bot.check.Suggesting;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Review;
import treewarden.sandbox.github.ReviewComment;

/** Fixes, offered on the lines of the leaves that a pull request brings. */
class SuggestionsTest {
    private static final String PATH = "compositional_skills/writing/haiku/qna.yaml";

    @TempDir
    Path folder;

    private BotAtWork bot;

    @BeforeEach
    void begin() {
        bot = new BotAtWork(folder);
    }

    @AfterEach
    void end() {
        bot.close();
    }

    @Test
    void whatAMachineCanMendIsOfferedOnItsLinesInOneReviewThatJudgesNothing() {
        var pull = opens(latest().replace("created_by: ada\n", "").replace("waits.\n", "waits.  \n"));

        assertThat(pull.reviews()).singleElement().satisfies(review -> {
            assertThat(review.state()).isEqualTo(Review.State.COMMENTED);
            assertThat(review.author()).isEqualTo(bot.github.bot());
            assertThat(review.body()).startsWith("6 places here can be mended with a click");
        });
        assertThat(pull.lineComments()).hasSize(6);
        var first = pull.lineComments().get(0);
        assertThat(first.firstLine()).isEqualTo(1);
        assertThat(first.body())
                .startsWith("The key \"created_by\" is missing here.")
                .contains("```suggestion\ncreated_by: \"ada\"\nversion: 3\n```\n");
        assertThat(pull.lineComments().get(1).body())
                .startsWith("trailing spaces (trailing-spaces)")
                .contains("and number 0 waits.\n```\n");
    }

    @Test
    void theSuggestionsTakenTogetherLeaveNothingToSuggest() {
        var text = latest().replace("created_by: ada\n", "")
                .replace("seed_examples:\n", "seed_examples:  \n\n\n\n\n\n")
                .replace("waits.\n", "waits.  \n");
        var pull = opens(text);
        var all = pull.lineComments().size();

        pull.push(Map.of(PATH, Change.write(taken(text, pull.lineComments()))), "Take all suggestions");
        bot.runUntilQuiet();

        assertThat(pull.lineComments()).hasSize(all).allMatch(pull::isOutdated);
        assertThat(bot.contribution(pull).errors()).isZero();
        assertThat(bot.contribution(pull).warnings()).isZero();
    }

    @Test
    void aSkillOfVersionTwoIsOfferedTheNewest() {
        var pull = opens(Leaves.skillText("haiku"));

        assertThat(pull.lineComments())
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("```suggestion\nversion: 3\n```"));
    }

    @Test
    void ofOlderKnowledgeTheNamesAreOfferedAndTheRestIsSaid() {
        var pull = bot.opens(bot.ada, Map.of("knowledge/birds/qna.yaml", Change.write("""
                                created_by: ada
                                domain: birds
                                task_description: About owls.
                                seed_examples:
                                  - question: Who hoots?
                                    answer: The owl.
                                """)));
        bot.runUntilQuiet();

        assertThat(pull.lineComments())
                .extracting(ReviewComment::body)
                .anySatisfy(body -> assertThat(body).contains("```suggestion\nversion: 3\ncreated_by: ada\n```"))
                .anySatisfy(body -> assertThat(body).contains("```suggestion\ndocument_outline: About owls.\n```"));
        assertThat(pull.reviews().get(0).body())
                .contains("what only a person can write")
                .contains("The key \"document\" is missing here.");
    }

    @Test
    void aRepeatedCheckOfTheSameHeadOffersNothingAnew() {
        var pull = opens(latest().replace("waits.\n", "waits.  \n"));

        pull.rerequest(bot.maintainer, pull.checkRuns().get(0));
        bot.runUntilQuiet();
        bot.sweeps();
        pull.comment(bot.maintainer, "/check");
        bot.runUntilQuiet();

        assertThat(pull.reviews()).hasSize(1);
        assertThat(pull.lineComments()).hasSize(5);
    }

    @Test
    void aNewHeadIsOfferedOnlyWhatDoesNotStandThereAlready() {
        var text = latest().replace("waits.\n", "waits.  \n");
        var pull = opens(text);

        pull.push(Map.of(PATH, Change.write(text.replace("created_by: ada\n", "created_by: ada \n"))), "Once more");
        bot.runUntilQuiet();

        assertThat(pull.lineComments()).hasSize(6);
        assertThat(pull.lineComments().get(5).body()).contains("```suggestion\ncreated_by: ada\n```");
        assertThat(pull.lineComments()).noneMatch(pull::isOutdated);
    }

    @Test
    void onlyLinesThatTheDifferenceShowsCarrySuggestions() {
        var text = latest().replace("waits.\n", "waits.  \n");
        bot.repository.commit("main", leaf(text), bot.maintainer, "A leaf with flaws");

        var pull = bot.opens(bot.ada, Map.of(PATH, Change.write(text.replace("version: 3", "version: 3 "))));
        bot.runUntilQuiet();

        assertThat(pull.lineComments()).extracting(ReviewComment::lastLine).containsExactly(1);
        assertThat(pull.reviews().get(0).body())
                .startsWith("1 place here")
                .contains("5 more could not be offered on their lines");
    }

    @Test
    void moreThanTwentyAreCounted() {
        var changes = new LinkedHashMap<String, Change>();
        for (var topic : List.of("ant", "bee", "cow", "dog", "elk")) {
            leaf(latest().replace("haiku", topic).replace("waits.\n", "waits.  \n"))
                    .forEach((path, change) -> changes.put(path.replace("haiku", topic), change));
        }

        var pull = bot.opens(bot.ada, changes);
        bot.runUntilQuiet();

        assertThat(pull.lineComments()).hasSize(20);
        assertThat(pull.reviews().get(0).body()).contains("5 more could not be offered on their lines");
    }

    @Test
    void s75AFenceInALeafDoesNotEndTheSuggestionAndNoMarkerIsCarriedOver() {
        var pull = opens(latest().replace("number 0 waits.\n", "number 0 ```` @everyone waits.  \n")
                .replace("number 1 waits.\n", "number 1 <!-- treewarden:suggestion --> waits.  \n"));

        assertThat(pull.lineComments())
                .singleElement()
                .satisfies(comment ->
                        assertThat(comment.body()).contains("`````suggestion\n").contains("@everyone waits.\n`````\n"));
        assertThat(pull.reviews().get(0).body()).contains("1 more could not be offered on its line");
    }

    @Test
    void s78AMarkerInTheCommentOfSomebodyElseIsNotBelieved() {
        var pull = bot.opens(bot.ada, leaf(latest().replace("waits.\n", "waits.  \n")));
        pull.review(bot.ada, Review.State.COMMENTED, "<!-- treewarden:suggestion -->");
        bot.runUntilQuiet();

        assertThat(pull.lineComments()).hasSize(5);
    }

    @Test
    void theyCanBeSwitchedOff() {
        bot.lookingAt(new PullRequestSettings(Map.of(), Suggesting.OFF));

        assertThat(opens(latest().replace("waits.\n", "waits.  \n")).reviews()).isEmpty();
    }

    private PullRequest opens(String text) {
        var pull = bot.opens(bot.ada, leaf(text));
        bot.runUntilQuiet();
        return pull;
    }

    private static Map<String, Change> leaf(String text) {
        var changes = new LinkedHashMap<>(Leaves.skill("haiku"));
        changes.put(PATH, Change.write(text));
        return changes;
    }

    private static String latest() {
        return Leaves.skillText("haiku").replace("version: 2", "version: 3");
    }

    /** What the file reads when somebody clicks on every suggestion. */
    private static String taken(String text, List<ReviewComment> comments) {
        var lines = new java.util.ArrayList<>(List.of(text.split("\n", -1)));
        for (int i = comments.size() - 1; i >= 0; i--) {
            var comment = comments.get(i);
            var from = comment.body().indexOf("```suggestion\n") + "```suggestion\n".length();
            var block = comment.body().substring(from, comment.body().indexOf("```", from));
            lines.subList(comment.firstLine() - 1, comment.lastLine()).clear();
            if (!block.isEmpty()) {
                lines.addAll(
                        comment.firstLine() - 1,
                        List.of(block.substring(0, block.length() - 1).split("\n", -1)));
            }
        }
        return String.join("\n", lines);
    }
}
