package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.release.FindMerged.Waiting;
import treewarden.domain.ContributionState;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Origin;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.Withdrawal;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Comment;
import treewarden.sandbox.github.PullRequest;

/** A leaf belongs to each pull request that touched it: all are told, and each of them can keep it out. */
class TouchedLeafTest {
    private static final String HAIKU = "compositional_skills/writing/haiku/qna.yaml";
    private static final String MOVED = "compositional_skills/writing/poems/qna.yaml";

    @TempDir
    Path folder;

    private BotAtWork bot;
    private Releasing releasing;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        releasing = new Releasing(bot);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void allWhoTouchedItAreNamedAndTold() {
        var first = approvedAndMerged("harbour");
        var second = approvedAndMerged("island");

        var release = releasing.published();

        var plan = releasing.planOf(release.id());
        assertThat(plan.leaves())
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.origins())
                        .containsExactly(new Origin(first.number(), "ada"), new Origin(second.number(), "ada")));
        assertThat(plan.contributions()).containsExactly(bot.id(first), bot.id(second));
        assertThat(List.of(first, second)).allSatisfy(pull -> {
            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.RELEASED);
            assertThat(pull.comments())
                    .extracting(Comment::body)
                    .anyMatch(body -> body.contains("1 leaf of this pull request is in it"));
        });
    }

    @Test
    void thoseOfEarlierReleasesAreNamedAndNotToldAgain() {
        var first = approvedAndMerged("harbour");
        releasing.published();
        var second = approvedAndMerged("island");

        var plan = planned();

        assertThat(plan.leaves()).singleElement().satisfies(leaf -> {
            assertThat(leaf.change()).isEqualTo(PlannedLeaf.Change.CHANGED);
            assertThat(leaf.origins()).extracting(Origin::pullRequest).containsExactly(first.number(), second.number());
            assertThat(plan.newIn().apply(leaf)).extracting(Origin::pullRequest).containsExactly(second.number());
        });
        assertThat(plan.contributions()).containsExactly(bot.id(second));
    }

    @Test
    void whatWasWithdrawnStaysOutAlsoWhereAnotherOneCameOnTop() {
        var poisoned = approvedAndMerged("harbour");
        approvedAndMerged("island");
        releasing.withdraw("#" + poisoned.number());

        var without = planned();

        assertThat(without.leaves()).isEmpty();
        assertThat(without.withdrawn()).extracting(Withdrawal::what).containsExactly("#" + poisoned.number());
        releasing.readmit("#" + poisoned.number());
        assertThat(planned().leaves()).extracting(PlannedLeaf::path).containsExactly(HAIKU);
    }

    @Test
    void whatWasWithdrawnStaysOutOfEveryReleaseAfterTheFirstOneWithoutIt() {
        bot.repository.commit("main", Leaves.skill("odes"), bot.maintainer, "before Treewarden was");
        var poisoned = approvedAndMerged("harbour");
        releasing.published();
        releasing.withdraw("#" + poisoned.number());
        assertThat(releasing.published().state()).isEqualTo(ReleaseState.PUBLISHED);
        approvedAndMerged("island");

        var plan = planned();

        assertThat(plan.leaves()).extracting(PlannedLeaf::path).doesNotContain(HAIKU);
        assertThat(plan.withdrawn()).extracting(Withdrawal::what).containsExactly("#" + poisoned.number());
    }

    @Test
    void anApprovedOneOnTopOfWhatNobodyApprovedDoesNotLetItIn() {
        var nobodys = merged("harbour");
        var second = approvedAndMerged("island");

        var plan = planned();

        assertThat(plan.leaves()).isEmpty();
        assertThat(plan.contributions()).isEmpty();
        assertThat(plan.left())
                .containsExactly(
                        "#" + nobodys.number()
                                + ": nobody approved it; its leaves stay out until a maintainer approves it",
                        HAIKU + ": #" + nobodys.number() + " touched it and stays out, and with it all of the leaf, #"
                                + second.number() + " too");
    }

    @Test
    void aPushOnTopOfWhatNobodyApprovedDoesNotLetItIn() {
        var nobodys = merged("harbour");
        pushes(Map.of(HAIKU, Change.write(text("island"))));

        var plan = planned();

        assertThat(plan.leaves()).isEmpty();
        assertThat(plan.left())
                .containsExactly(
                        "#" + nobodys.number()
                                + ": nobody approved it; its leaves stay out until a maintainer approves it",
                        HAIKU + ": #" + nobodys.number()
                                + " touched it and stays out, and with it what was pushed on top");
    }

    @Test
    void approvedAfterItWasMergedItIsInWithAllThatCameOnTop() {
        var nobodys = merged("harbour");
        var second = approvedAndMerged("island");
        assertThat(planned().leaves()).isEmpty();

        approves(nobodys);

        var plan = planned();
        assertThat(bot.contribution(nobodys).state()).isEqualTo(ContributionState.MERGED);
        assertThat(plan.left()).isEmpty();
        assertThat(plan.leaves())
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.origins())
                        .extracting(Origin::pullRequest)
                        .containsExactly(nobodys.number(), second.number()));
        assertThat(answer(nobodys)).contains("approved now that it is merged: the next release may hold its leaves");

        approves(second);
        assertThat(answer(second)).contains("It is approved and merged; nothing is left to decide.");
    }

    @Test
    void aPushThatMovesItDoesNotLetItIn() {
        merged("harbour");
        pushes(Map.of(HAIKU, Change.delete(), MOVED, Change.write(text("harbour"))));

        assertThat(planned().leaves()).isEmpty();
    }

    @Test
    void aLeafThatReadsAgainAsItWasReleasedIsIn() {
        var first = approvedAndMerged("harbour");
        releasing.published();
        merged("island");
        pushes(Map.of(HAIKU, Change.write(text("harbour"))));

        assertThat(planned().leaves()).singleElement().satisfies(leaf -> {
            assertThat(leaf.change()).isEqualTo(PlannedLeaf.Change.UNCHANGED);
            assertThat(leaf.origins()).extracting(Origin::pullRequest).containsExactly(first.number());
        });
    }

    @Test
    void whatWasMergedBeforeItsChecksWereDoneStaysOut() {
        var hasty = bot.opens(bot.ada, changes("harbour"));
        hasty.merge(bot.maintainer);
        bot.runUntilQuiet();

        var plan = planned();

        assertThat(plan.leaves()).isEmpty();
        assertThat(plan.left())
                .containsExactly("#" + hasty.number()
                        + ": nobody approved it; its leaves stay out until a maintainer approves it");

        approves(hasty);
        assertThat(planned().leaves()).extracting(PlannedLeaf::path).containsExactly(HAIKU);
    }

    @Test
    void onlyWhatAReleaseCouldHoldWaitsForOne() {
        var odes = AnnouncedReleaseTest.approvedAndMerged(bot, Leaves.skill("odes"));
        merged("harbour");
        approvedAndMerged("island");
        AnnouncedReleaseTest.approvedAndMerged(bot, Leaves.skill("songs"));
        var elegies = AnnouncedReleaseTest.approvedAndMerged(bot, Leaves.skill("elegies"));
        releasing.withdraw("compositional_skills/writing/songs");
        releasing.withdraw("#" + elegies.number());

        assertThat(bot.merged().waiting(bot.repository.id()))
                .as("not what nobody approved, nor what came on top of it, nor what is withdrawn")
                .extracting(Waiting::id)
                .containsExactly(bot.id(odes));
    }

    private ReleasePlan planned() {
        var release = releasing.plan();
        var plan = releasing.planOf(release.id());
        if (release.state() == ReleaseState.RUNNING) {
            releasing.cancel(release.id());
        }
        return plan;
    }

    private void approves(PullRequest pull) {
        pull.comment(bot.maintainer, "/approve");
        bot.runUntilQuiet();
    }

    /** The last one to a command. */
    private String answer(PullRequest pull) {
        var replies = bot.replies(pull);
        return replies.get(replies.size() - 1).body();
    }

    private PullRequest approvedAndMerged(String place) {
        return AnnouncedReleaseTest.approvedAndMerged(bot, changes(place));
    }

    private PullRequest merged(String place) {
        var pull = bot.opens(bot.ada, changes(place));
        bot.runUntilQuiet();
        pull.merge(bot.maintainer);
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.MERGED);
        return pull;
    }

    private void pushes(Map<String, Change> changes) {
        bot.repository.commit("main", changes, bot.maintainer, "by hand");
        bot.runUntilQuiet();
    }

    /** The haiku at one place, whoever wrote it before. */
    private Map<String, Change> changes(String place) {
        var changes = new HashMap<>(Leaves.skill("haiku"));
        changes.put(HAIKU, Change.write(text(place)));
        return changes;
    }

    private static String text(String place) {
        return Leaves.skillText("haiku").replace("harbour", place);
    }
}
