package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.domain.ContributionState;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.PlannedLeaf.Origin;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.Withdrawal;
import treewarden.sandbox.github.PullRequest;

/** What goes into a release of the model, and what its contributors hear of it. */
class ReleaseOfContributionsTest {
    private static final String HAIKU = "compositional_skills/writing/haiku/qna.yaml";
    private static final String ODES = "compositional_skills/writing/odes/qna.yaml";

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
    void whatWasApprovedAndMergedGoesIn() {
        var pull = approvedAndMerged("haiku");

        var release = releasing.plan();

        assertThat(release.stage()).isEqualTo(ReleaseStage.GENERATE);
        var plan = releasing.planOf(release.id());
        assertThat(plan.commit().hex()).isEqualTo(bot.repository.head("main").orElseThrow());
        assertThat(plan.contributions()).containsExactly(bot.id(pull));
        assertThat(plan.left()).isEmpty();
        assertThat(plan.leaves()).singleElement().satisfies(leaf -> {
            assertThat(leaf.path()).isEqualTo(HAIKU);
            assertThat(leaf.change()).isEqualTo(Change.NEW);
            assertThat(leaf.origins()).containsExactly(new Origin(pull.number(), "ada"));
        });
    }

    @Test
    void whatNobodyApprovedStaysOutWithItsLeafAndIsTold() {
        var approved = approvedAndMerged("haiku");
        var merged = merged("odes");

        var plan = releasing.planOf(releasing.plan().id());

        assertThat(plan.leaves()).extracting(PlannedLeaf::path).containsExactly(HAIKU);
        assertThat(plan.contributions()).containsExactly(bot.id(approved));
        assertThat(plan.left())
                .containsExactly("#" + merged.number()
                        + ": nobody approved it; its leaves stay out until a maintainer approves it");
    }

    @Test
    void whereBeingMergedIsEnoughItGoesIn() {
        var merged = merged("odes");
        bot.admitting(Admission.MERGED);

        var plan = releasing.planOf(releasing.plan().id());

        assertThat(plan.leaves())
                .extracting(PlannedLeaf::path, PlannedLeaf::origins)
                .containsExactly(tuple(ODES, List.of(new Origin(merged.number(), "ada"))));
        assertThat(plan.contributions()).containsExactly(bot.id(merged));
        assertThat(plan.left()).isEmpty();
    }

    @Test
    void whatSomebodyWithdrewStaysOut() {
        approvedAndMerged("haiku");
        var odes = approvedAndMerged("odes");
        var songs = approvedAndMerged("songs");
        releasing.withdraw("compositional_skills/writing/haiku");
        releasing.withdraw("#" + odes.number());

        var plan = releasing.planOf(releasing.plan().id());

        assertThat(plan.leaves())
                .flatExtracting(PlannedLeaf::origins)
                .containsExactly(new Origin(songs.number(), "ada"));
        assertThat(plan.contributions()).containsExactly(bot.id(songs));
        assertThat(plan.withdrawn())
                .extracting(Withdrawal::what)
                .containsExactlyInAnyOrder("compositional_skills/writing/haiku", "#" + odes.number());
    }

    @Test
    void whereNothingIsNewThereIsNoOtherRelease() {
        var pull = approvedAndMerged("haiku");
        var first = releasing.published();

        var second = releasing.plan();

        assertThat(second.state()).isEqualTo(ReleaseState.UNCHANGED);
        assertThat(second.why()).isEqualTo("nothing has changed since " + first.id());
        assertThat(releasing.planOf(second.id()).leaves()).singleElement().satisfies(leaf -> {
            assertThat(leaf.change()).isEqualTo(Change.UNCHANGED);
            assertThat(leaf.origins()).containsExactly(new Origin(pull.number(), "ada"));
        });
    }

    @Test
    void withoutALeafThereIsNone() {
        var release = releasing.plan();

        assertThat(release.state()).isEqualTo(ReleaseState.UNCHANGED);
        assertThat(release.why()).contains("no leaf");
    }

    @Test
    void whatChangedAndWhatIsGoneIsToldBesideTheLastRelease() {
        approvedAndMerged("haiku");
        approvedAndMerged("odes");
        approvedAndMerged("songs");
        releasing.published();
        var change = approvedAndMerged(Map.of(
                HAIKU,
                treewarden.sandbox.git.Change.write(Leaves.skillText("haiku").replace("harbour", "island")),
                ODES,
                treewarden.sandbox.git.Change.delete(),
                ODES.replace("qna.yaml", "attribution.txt"),
                treewarden.sandbox.git.Change.delete()));

        var plan = releasing.planOf(releasing.plan().id());

        assertThat(plan.leaves())
                .extracting(PlannedLeaf::path, PlannedLeaf::change)
                .containsExactly(
                        tuple(HAIKU, Change.CHANGED), tuple(HAIKU.replace("haiku", "songs"), Change.UNCHANGED));
        assertThat(plan.removed()).containsExactly(ODES);
        assertThat(plan.contributions()).containsExactly(bot.id(change));
        assertThat(plan.words()).isEqualTo("0 new, 1 changed, 1 unchanged, 1 removed");
    }

    @Test
    void aCancelledReleaseIsNotPlannedAnyMore() {
        approvedAndMerged("haiku");
        var release = releasing.begins();
        releasing.cancel(release.id());

        bot.runUntilQuiet();
        bot.enqueue(new RunReleaseStage(release.id(), ReleaseStage.PLAN));
        bot.runUntilQuiet();

        assertThat(releasing.now(release.id()).state()).isEqualTo(ReleaseState.CANCELLED);
        assertThat(releasing.isPlanned(release.id())).isFalse();
    }

    private PullRequest approvedAndMerged(String topic) {
        return approvedAndMerged(Leaves.skill(topic));
    }

    private PullRequest approvedAndMerged(Map<String, treewarden.sandbox.git.Change> changes) {
        return AnnouncedReleaseTest.approvedAndMerged(bot, changes);
    }

    private PullRequest merged(String topic) {
        var pull = bot.readyForTriage(topic);
        pull.merge(bot.maintainer);
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.MERGED);
        assertThat(List.of(pull)).allMatch(PullRequest::isMerged);
        return pull;
    }
}
