package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.check.Prechecking;
import treewarden.bot.command.CommandInfo;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Commands;
import treewarden.bot.command.OfferCommands;
import treewarden.bot.command.Standing;
import treewarden.domain.ContributionState;
import treewarden.domain.JobKind;
import treewarden.sandbox.github.PullRequest;
import treewarden.store.Job;
import treewarden.store.JobFilter;
import treewarden.store.JobState;

/** Which commands are offered, on pages and in help: by the state, by who asks, and by what is configured. */
class OfferedCommandsTest {
    private static final CommandRules EVERYTHING = CommandRules.USUAL.with(Prechecking.ON_COMMAND);

    @TempDir
    Path folder;

    private BotAtWork bot;
    private Talk talk;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        talk = new Talk(bot);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void theStateAndTheRankAllowThem() {
        assertThat(offered(EVERYTHING, ContributionState.AWAITING_TRIAGE, Standing.TRIAGER))
                .contains("request-changes", "uncertain", "reject", "precheck")
                .doesNotContain("approve", "hold");
        assertThat(offered(EVERYTHING, ContributionState.AWAITING_TRIAGE, Standing.MAINTAINER))
                .contains("approve", "hold", "sample");
        assertThat(offered(EVERYTHING, ContributionState.NEEDS_CHANGES, Standing.MAINTAINER))
                .doesNotContain("approve");
        assertThat(offered(EVERYTHING, ContributionState.AWAITING_TRIAGE, Standing.PERSON))
                .doesNotContain("request-changes", "sample");
    }

    @Test
    void whereEverythingIsConfiguredHelpTellsOfAll() {
        assertThat(names(new OfferCommands(EVERYTHING).all())).isEqualTo(names(Commands.list()));
    }

    @Test
    void withoutAStudentNobodyIsOfferedToAskTheCommunityModel() {
        bot.prechecking(Prechecking.NO_STUDENT);
        var pull = talk.sampled();

        assertThat(onThePageOf(pull)).contains("sample").doesNotContain("precheck");
        assertThat(help(pull)).contains("`/sample`").doesNotContain("/precheck");
        bot.prechecking(Prechecking.ON_COMMAND);
        assertThat(onThePageOf(pull)).contains("sample", "precheck");
        assertThat(help(pull)).contains("`/sample`", "`/precheck`");
    }

    @Test
    void withoutATeacherNobodyIsOfferedASample() {
        bot.withoutTeacher();
        var pull = talk.sampled();

        assertThat(onThePageOf(pull)).contains("approve", "check").doesNotContain("sample");
        assertThat(help(pull)).contains("`/check`").doesNotContain("`/sample`");
        talk.says(pull, bot.maintainer, "/sample");

        assertThat(talk.lastReply(pull)).contains("No teacher is configured here", "`teacher.url` and `teacher.model`");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void aSampleOfATeacherThatIsGoneIsNotWaitedForForEver() {
        var pull = talk.sampled();
        bot.withoutTeacher();

        talk.says(pull, bot.maintainer, "/sample");

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked()).hasSize(1);
    }

    @Test
    void whatFailedIsNotTriedAgainByATeacherThatIsGone() {
        bot.teacher.breaks();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        assertThat(onThePageOf(pull)).contains("retry");
        bot.withoutTeacher();

        assertThat(onThePageOf(pull)).doesNotContain("retry");
        talk.says(pull, bot.maintainer, "/retry");

        assertThat(talk.lastReply(pull)).contains("not configured here any more");
        assertThat(bot.jobs(JobFilter.ALL.in(JobState.FAILED)))
                .extracting(Job::kind)
                .containsExactly(JobKind.RUN_SAMPLE);
    }

    private String help(PullRequest pull) {
        talk.says(pull, bot.ada, "/help");
        return talk.lastReply(pull);
    }

    private List<String> onThePageOf(PullRequest pull) {
        return bot.database()
                .read(tables ->
                        names(bot.commands().offer().about(tables, bot.contribution(pull), Standing.MAINTAINER)));
    }

    private static List<String> offered(CommandRules rules, ContributionState state, Standing standing) {
        return names(new OfferCommands(rules).in(state, standing));
    }

    private static List<String> names(List<CommandInfo> commands) {
        return commands.stream().map(CommandInfo::name).toList();
    }
}
