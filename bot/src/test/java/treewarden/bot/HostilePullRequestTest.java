package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.ContributionState;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.PullRequest;

/** The rows S42 to S46 and R37: files that are none, paths that lead elsewhere, and more of them than anybody can see. */
class HostilePullRequestTest {
    private static final String HAIKU = "compositional_skills/writing/haiku/qna.yaml";

    @TempDir
    Path folder;

    private BotAtWork bot;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void aSymbolicLinkIsNotFollowed() {
        var pull = opens(HAIKU, Change.link("/proc/self/environ"));

        isRefused(pull, "The file is a symbolic link");
    }

    @Test
    void bytesThatAreNoTextAreToldSo() {
        var bytes = new byte[2_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        var pull = opens(HAIKU, Change.write(bytes));

        isRefused(pull, "to change");
    }

    @Test
    void aLeafThatIsTooLargeIsNotEvenFetched() {
        var pull = opens(HAIKU, Change.write("a".repeat(2 * 1024 * 1024 + 1)));

        isRefused(pull, "larger than 2 MiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compositional_skills/writing/..\\up/qna.yaml",
                "compositional_skills/a\u0000b/qna.yaml",
                "compositional_skills/a\nb/qna.yaml",
                "compositional_skills/a\u202eb/qna.yaml",
                "compositional_skills/-rf/qna.yaml",
                "compositional_skills/con/qna.yaml"
            })
    void aPathThatLeadsElsewhereIsRefusedInWords(String path) {
        var pull = opens(path.replace("\u0000", "\u0001"), Change.write(Leaves.skillText("haiku")));

        isRefused(pull, "to change");
        assertThat(bot.contribution(pull).errors()).isEqualTo(1);
        assertThat(bot.botComments(pull).get(0).body()).doesNotContain("\u202e", "\u0001");
    }

    @Test
    void aPathThatOtherMachinesTakeForAnotherIsRefused() {
        bot.repository.commit("main", Leaves.skill("haiku"), bot.maintainer, "A leaf");
        var changes = new HashMap<String, Change>();
        Leaves.skill("Haiku").forEach(changes::put);
        var pull = bot.opens(bot.ada, changes);

        bot.runUntilQuiet();

        isRefused(pull, "differs from");
    }

    @Test
    void aFileOfAnotherNameAmongTheLeavesIsToldItsName() {
        var pull = opens("compositional_skills/writing/haiku/qna.yml", Change.write(Leaves.skillText("haiku")));

        isRefused(pull, "qna.yaml");
    }

    @Test
    void threeThousandLeavesAreTooManyToSee() {
        var many = new LinkedHashMap<String, Change>();
        var leaf = Change.write(Leaves.skillText("haiku"));
        for (int i = 0; i < 3_001; i++) {
            many.put("compositional_skills/writing/topic" + i + "/qna.yaml", leaf);
        }
        var pull = bot.opens(bot.ada, many);

        bot.runUntilQuiet();

        isRefused(pull, "Too many files");
        assertThat(bot.github.requests().count("GET", "/repos/*/*/git/blobs/*")).isZero();
    }

    @Test
    void wordsThatLookLikeCommandsOrMentionsInALeafDoNothing() {
        var text =
                Leaves.skillText("haiku").replace("created_by: ada", "created_by: \"@org/team\"\nextra: /sample @ada");
        var pull = opens(HAIKU, Change.write(text));

        bot.runUntilQuiet();

        assertThat(bot.botComments(pull).get(0).body()).doesNotContain("@org/team", "@ada");
        assertThat(bot.teacher.asked()).isEmpty();
    }

    private PullRequest opens(String path, Change change) {
        var changes = new HashMap<String, Change>();
        changes.put(path, change);
        changes.put(
                "compositional_skills/writing/haiku/attribution.txt",
                Change.write(Leaves.ATTRIBUTION.getBytes(StandardCharsets.UTF_8)));
        var pull = bot.opens(bot.ada, changes);
        bot.runUntilQuiet();
        return pull;
    }

    private void isRefused(PullRequest pull, String words) {
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);
        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("failure"));
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains(words));
        assertThat(bot.teacher.asked()).isEmpty();
    }
}
